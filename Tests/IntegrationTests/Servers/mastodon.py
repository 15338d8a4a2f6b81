"""A loopback server that speaks the part of Mastodon's API that hubgen uses.

  --ignore-key    two posts with one Idempotency-Key are two statuses (as GoToSocial and snac do)
  --no-v2         GET /api/v2/instance is 404 (as snac does)

An Idempotency-Key is remembered for an hour, as Mastodon does. The token TOKEN.NAME is that of an
account of its own, with a list of its own.

Prints {"port": …} and ends when its standard input does. For tests, without a token:
  GET  /control/statuses    every status and the header it came with, 2,000 ?from=n on
  GET  /control/count       {"count": n} statuses; waits for ?atleast=n, up to &seconds=s
  POST /control/swallow     {"count": n}: the next n posts take effect, and their answers are held
  GET  /control/held        {"held": n}: how many answers are being held; waits for ?atleast=n
  POST /control/release     sends the held answers
  POST /control/answer      {"status": 500, "headers": {…}, "body": …, "stores": true}: the next
                            post gets this answer
  POST /control/limit       {"count": n}: a post beyond n statuses waits for a higher limit; {} for
                            none
  POST /control/clock       {"seconds": n}: what the server dates is so much later than now
"""

import html
import itertools
import json
import sys
import threading
from datetime import datetime, timedelta, timezone
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

TOKEN = "integration-token"
lock = threading.Condition()
statuses = []
by_key = {}
# No id is ever given again, also after a status is gone.
numbers = itertools.count(1000)
state = {"swallow": 0, "held": 0, "released": 0, "clock_offset": 0, "limit": None}
scripted = []


def now():
    return datetime.now(timezone.utc) + timedelta(seconds=state["clock_offset"])


def status_of(request, key, account):
    number = next(numbers)
    created = now()
    words = []
    for word in request["status"].replace("\n", " <br> ").split(" "):
        if word.startswith(("https://", "http://")):
            scheme, rest = word.split("//", 1)
            href = html.escape(word)
            words.append(
                f'<a href="{href}" target="_blank" rel="nofollow noopener" translate="no">'
                f'<span class="invisible">{scheme}//</span>'
                f'<span class="ellipsis">{html.escape(rest[:30])}</span>'
                f'<span class="invisible">{html.escape(rest[30:])}</span></a>')
        else:
            words.append(word if word == "<br>" else html.escape(word))
    return {
        "id": str(number),
        "created_at": created.isoformat(timespec="milliseconds").replace("+00:00", "Z"),
        "url": f"http://127.0.0.1/@kiosk/{number}",
        "visibility": request.get("visibility", "public"),
        "language": request.get("language"),
        "content": "<p>" + " ".join(words) + "</p>",
        "in_reply_to_id": request.get("in_reply_to_id"),
        "x_key": key, "x_text": request["status"], "x_account": account,
    }


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    # An answer is one packet, and nobody waits for a second one.
    wbufsize = 1 << 16
    disable_nagle_algorithm = True

    def log_message(self, *arguments):
        pass

    def send_json(self, value, status=200, headers=None):
        body = value.encode() if isinstance(value, str) else json.dumps(value).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        for name, text in (headers or {}).items():
            self.send_header(name, text)
        self.end_headers()
        self.wfile.write(body)

    def body(self):
        return json.loads(self.rfile.read(int(self.headers.get("Content-Length", "0"))) or b"{}")

    def authorized(self):
        """The id of the account whose token it is, or None after the answer was sent."""
        scheme, _, token = self.headers.get("Authorization", "").partition(" ")
        name, dot, account = token.partition(".")
        if scheme == "Bearer" and name == TOKEN and bool(account) == bool(dot):
            return account or "7"
        self.send_json({"error": "The access token is invalid"}, 401)
        return None

    def do_GET(self):
        url = urlsplit(self.path)
        query = {name: values[0] for name, values in parse_qs(url.query).items()}
        limits = {"configuration": {"statuses": {
            "max_characters": 640, "characters_reserved_per_url": 25}}}
        if url.path == "/api/v2/instance":
            if "--no-v2" in sys.argv:
                self.send_json({"error": "Record not found"}, 404)
            else:
                self.send_json(limits)
        elif url.path == "/api/v1/instance":
            self.send_json(limits)
        elif url.path == "/api/v1/accounts/verify_credentials":
            if account := self.authorized():
                self.send_json({"id": account, "acct": "kiosk", "username": "kiosk"})
        elif url.path.startswith("/api/v1/accounts/") and url.path.endswith("/statuses"):
            if account := self.authorized():
                with lock:
                    page = [s for s in reversed(statuses)
                            if s["x_account"] == account == url.path.split("/")[4]
                            and int(s["id"]) < int(query.get("max_id", "999999"))]
                self.send_json(page[:int(query.get("limit", "20"))])
        elif url.path == "/control/count":
            with lock:
                lock.wait_for(lambda: len(statuses) >= int(query.get("atleast", "0")),
                              float(query.get("seconds", "30")))
                self.send_json({"count": len(statuses)})
        elif url.path == "/control/statuses":
            with lock:
                first = int(query.get("from", "0"))
                page = statuses[first:first + 2000]
            self.send_json(page)
        elif url.path == "/control/held":
            with lock:
                lock.wait_for(lambda: state["held"] >= int(query.get("atleast", "0")), 30)
                self.send_json({"held": state["held"]})
        else:
            self.send_json({"error": "Record not found"}, 404)

    def do_POST(self):
        path = urlsplit(self.path).path
        request = self.body()
        if path == "/api/v1/statuses":
            if account := self.authorized():
                self.post_status(request, account)
        elif path == "/control/swallow":
            with lock:
                state["swallow"] = request["count"]
            self.send_json({})
        elif path == "/control/release":
            with lock:
                state["released"] += 1
                lock.notify_all()
            self.send_json({})
        elif path == "/control/answer":
            with lock:
                scripted.append(request)
            self.send_json({})
        elif path == "/control/limit":
            with lock:
                state["limit"] = request.get("count")
                lock.notify_all()
            self.send_json({})
        elif path == "/control/clock":
            with lock:
                state["clock_offset"] = request["seconds"]
            self.send_json({})
        else:
            self.send_json({"error": "Record not found"}, 404)

    def changed(self, change):
        """Finds the status that the path names, changes it and answers with it."""
        if not self.authorized():
            return
        with lock:
            found = [s for s in statuses if self.path == "/api/v1/statuses/" + s["id"]]
            for status in found:
                change(status)
        self.send_json(*((found[0],) if found else ({"error": "Record not found"}, 404)))

    def do_DELETE(self):
        self.changed(statuses.remove)

    def do_PUT(self):
        request = self.body()
        self.changed(lambda status: status.update(x_text=request["status"]))

    def post_status(self, request, account):
        if not request.get("status"):
            self.send_json({"error": "Validation failed: Text can't be blank"}, 422)
            return
        key = self.headers.get("Idempotency-Key")
        with lock:
            lock.wait_for(
                lambda: state["limit"] is None or len(statuses) < state["limit"], 120)
            script = scripted.pop(0) if scripted else None
            if script and not script.get("stores"):
                self.send_json(script.get("body", {}), script["status"], script.get("headers"))
                return
            honoured = key is not None and "--ignore-key" not in sys.argv
            known, until = by_key.get((account, key), (None, now()))
            if honoured and known is not None and now() < until:
                status = known
            else:
                status = status_of(request, key, account)
                statuses.append(status)
                by_key[account, key] = (status, now() + timedelta(hours=1))
                lock.notify_all()
            if state["swallow"] > 0:
                state["swallow"] -= 1
                state["held"] += 1
                generation = state["released"]
                lock.notify_all()
                lock.wait_for(lambda: state["released"] > generation, 120)
                state["held"] -= 1
        if script:
            self.send_json(script.get("body", {}), script["status"], script.get("headers"))
        else:
            self.send_json(status)


class Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 128

    def handle_error(self, request, address):
        pass


server = Server(("127.0.0.1", 0), Handler)
threading.Thread(target=server.serve_forever, daemon=True).start()
print(json.dumps({"port": server.server_address[1], "token": TOKEN}), flush=True)
sys.stdin.read()
