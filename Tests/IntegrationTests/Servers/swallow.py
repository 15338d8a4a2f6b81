"""A loopback proxy in front of one HTTP server that can hold answers back.

Usage: swallow.py PORT. Prints {"port": …} and ends when its standard input does. For tests:
  POST /control/swallow   {"count": n, "method": "PUT"}: the next n such requests reach the server,
                          and its answers are held
  GET  /control/held      {"held": n}; waits for ?atleast=n
  POST /control/release   sends the held answers
"""

import http.client
import json
import sys
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

lock = threading.Condition()
state = {"swallow": 0, "method": "PUT", "held": 0, "released": 0}
HOP = {"connection", "transfer-encoding", "content-length", "keep-alive", "host"}


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, *arguments):
        pass

    def reply(self, status, headers, body):
        self.send_response(status)
        for name, value in headers:
            if name.lower() not in HOP:
                self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def control(self, path, query, body):
        request = json.loads(body or b"{}")
        with lock:
            if path == "/control/swallow":
                state["swallow"] = request["count"]
                state["method"] = request.get("method", "PUT")
            elif path == "/control/release":
                state["released"] += 1
                lock.notify_all()
            else:
                wanted = int(query.get("atleast", ["0"])[0])
                lock.wait_for(lambda: state["held"] >= wanted, 30)
            answer = json.dumps({"held": state["held"]}).encode()
        self.reply(200, [("Content-Type", "application/json")], answer)

    def handle_any(self):
        body = self.rfile.read(int(self.headers.get("Content-Length", "0")))
        url = urlsplit(self.path)
        if url.path.startswith("/control/"):
            self.control(url.path, parse_qs(url.query), body)
            return
        connection = http.client.HTTPConnection("127.0.0.1", int(sys.argv[1]))
        headers = {n: v for n, v in self.headers.items() if n.lower() not in HOP}
        connection.request(self.command, self.path, body or None, headers)
        response = connection.getresponse()
        answer = response.read()
        with lock:
            if state["swallow"] > 0 and self.command == state["method"]:
                state["swallow"] -= 1
                state["held"] += 1
                generation = state["released"]
                lock.notify_all()
                lock.wait_for(lambda: state["released"] > generation, 120)
                state["held"] -= 1
        self.reply(response.status, response.getheaders(), answer)

    do_GET = do_POST = do_PUT = do_DELETE = handle_any


class Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request, address):
        pass


server = Server(("127.0.0.1", 0), Handler)
threading.Thread(target=server.serve_forever, daemon=True).start()
print(json.dumps({"port": server.server_address[1]}), flush=True)
sys.stdin.read()
