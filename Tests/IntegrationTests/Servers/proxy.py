"""A loopback proxy that tunnels every CONNECT to one port; for HubHTTP's tests.

Prints {"port": …}, then one JSON line for each CONNECT. With --refuse it answers 407.
"""

import asyncio
import json
import os
import sys


async def pump(reader, writer):
    try:
        while data := await reader.read(65536):
            writer.write(data)
            await writer.drain()
    except ConnectionError:
        pass
    finally:
        writer.close()


async def serve(reader, writer):
    head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
    print(json.dumps({"head": head}), flush=True)
    if sys.argv[1] == "--refuse":
        writer.write(b"HTTP/1.1 407 Proxy Authentication Required\r\nContent-Length: 0\r\n\r\n")
        writer.close()
        return
    inner_reader, inner_writer = await asyncio.open_connection("127.0.0.1", int(sys.argv[1]))
    writer.write(b"HTTP/1.1 200 Connected\r\n\r\n")
    await asyncio.gather(pump(reader, inner_writer), pump(inner_reader, writer))


async def main():
    server = await asyncio.start_server(serve, "127.0.0.1", 0)
    print(json.dumps({"port": server.sockets[0].getsockname()[1]}), flush=True)
    await asyncio.get_running_loop().run_in_executor(None, sys.stdin.read)
    # At once: what tests left half-done must not be complained about.
    os._exit(0)


asyncio.run(main())
