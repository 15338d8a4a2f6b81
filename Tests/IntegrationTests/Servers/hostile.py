"""A loopback HTTP server that misbehaves as its paths say; for HubHTTP's tests.

Prints {"port": …, "other": …} on one line and ends when its standard input does.
With --tls CERTIFICATE KEY both ports speak TLS. GET /control/log tells what came in.
"""

import asyncio
import gzip
import json
import os
import socket
import ssl
import struct
import sys

log = []
ports = {}


def header(status, *lines):
    return ("\r\n".join([f"HTTP/1.1 {status}", *lines]) + "\r\n\r\n").encode()


def simple(status, body=b"", *lines):
    return header(status, f"Content-Length: {len(body)}", *lines) + body


def reset(writer):
    # Closing with a zero linger time sends RST instead of FIN.
    writer.get_extra_info("socket").setsockopt(
        socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    writer.transport.abort()


async def read_request(reader, writer):
    head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
    method, path, _ = head[0].split(" ", 2)
    headers = [line.split(": ", 1) for line in head[1:] if ": " in line]
    if path == "/reset-early":
        reset(writer)
        raise ConnectionResetError
    named = {name.lower(): value for name, value in headers}
    body = await reader.readexactly(int(named.get("content-length", "0")))
    return method, path, headers, body


async def answer(method, path, reader, writer, port):
    other = ports["other"] if port == ports["port"] else ports["port"]
    scheme = "https" if writer.get_extra_info("ssl_object") else "http"
    if path == "/control/log":
        writer.write(simple("200 OK", json.dumps(log).encode()))
    elif path.startswith("/status/"):
        writer.write(simple(path[8:] + " Whatever", b"status", "Location: /end"))
    elif path == "/slow-header":
        await reader.read(1)
    elif path == "/slow-body":
        writer.write(header("200 OK", "Content-Length: 10") + b"abc")
        await writer.drain()
        await reader.read(1)
    elif path == "/reset":
        reset(writer)
        return False
    elif path == "/reset-in-body":
        writer.write(header("200 OK", "Content-Length: 10") + b"abc")
        await writer.drain()
        reset(writer)
        return False
    elif path == "/close":
        return False
    elif path == "/short":
        writer.write(header("200 OK", "Content-Length: 10") + b"abc")
        return False
    elif path == "/chunked":
        writer.write(header("200 OK", "Transfer-Encoding: chunked", "Trailer: X-Sum"))
        for part in [b"one ", b"two ", b"three"]:
            writer.write(b"%x\r\n%s\r\n" % (len(part), part))
        writer.write(b"0\r\nX-Sum: 3\r\n\r\n")
    elif path == "/bad-chunk":
        writer.write(header("200 OK", "Transfer-Encoding: chunked") + b"zz\r\nabc\r\n")
        return False
    elif path == "/big":
        writer.write(header("200 OK", "Content-Length: 1000000") + b"x" * 1000000)
    elif path == "/endless":
        writer.write(header("200 OK", "Transfer-Encoding: chunked"))
        while True:
            writer.write(b"10000\r\n" + b"x" * 65536 + b"\r\n")
            await writer.drain()
    elif path == "/endless-headers":
        writer.write(b"HTTP/1.1 200 OK\r\n")
        while True:
            writer.write(b"X-Pad: " + b"x" * 8000 + b"\r\n")
            await writer.drain()
    elif path == "/bomb":
        packed = gzip.compress(b"\0" * 50_000_000)
        writer.write(simple("200 OK", packed, "Content-Encoding: gzip"))
    elif path == "/early-hints":
        writer.write(header("103 Early Hints", "X-Early: 1") + simple("200 OK", b"late"))
    elif path == "/garbage":
        writer.write(b"SSH-2.0-OpenSSH_9.2\r\n")
        return False
    elif path == "/no-status":
        writer.write(b"just text without any status\n")
        return False
    elif path == "/cookie":
        writer.write(simple("200 OK", b"", "Set-Cookie: a=b; Path=/"))
    elif path.startswith("/redirect/"):
        # /redirect/<status>/<what>
        _, _, status, what = path.split("/", 3)
        count = int(what) - 1 if what.isdigit() else 0
        target = {
            "same": "/end", "loop": path, "none": None,
            "other": f"{scheme}://127.0.0.1:{other}/end",
            "back": f"{scheme}://127.0.0.1:{other}/redirect/302/other",
            "plain": "http://plain.example/", "file": "file:///etc/passwd",
        }.get(what, f"/redirect/{status}/{count or 'same'}")
        lines = [f"Location: {target}"] if target else []
        writer.write(simple(status + " Moved", b"" if method == "HEAD" else b"moved", *lines))
    else:
        writer.write(simple("200 OK", b"hello"))
    return True


async def serve(reader, writer):
    port = writer.get_extra_info("sockname")[1]
    try:
        while True:
            method, path, headers, body = await read_request(reader, writer)
            if path != "/control/log":
                log.append({"port": port, "method": method, "path": path,
                            "headers": headers, "body": body.decode("latin-1")})
            if method == "HEAD" and not path.startswith("/redirect/"):
                writer.write(header("200 OK", "Content-Length: 5"))
            elif not await answer(method, path, reader, writer, port):
                break
            await writer.drain()
            if path == "/once":
                break
    except (asyncio.IncompleteReadError, ConnectionError, asyncio.LimitOverrunError):
        pass
    finally:
        writer.close()


async def dead(reader, writer):
    """Accepts a connection and resets it before a byte is read: TLS never comes about."""
    reset(writer)


async def main():
    context = None
    if sys.argv[1:2] == ["--tls"]:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(sys.argv[2], sys.argv[3])
    for name in ["port", "other"]:
        server = await asyncio.start_server(serve, "127.0.0.1", 0, ssl=context)
        ports[name] = server.sockets[0].getsockname()[1]
    server = await asyncio.start_server(dead, "127.0.0.1", 0)
    ports["dead"] = server.sockets[0].getsockname()[1]
    print(json.dumps(ports), flush=True)
    await asyncio.get_running_loop().run_in_executor(None, sys.stdin.read)
    # At once: what tests left half-done must not be complained about.
    os._exit(0)


asyncio.run(main())
