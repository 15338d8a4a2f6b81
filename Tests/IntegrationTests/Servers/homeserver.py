"""Starts a real Synapse on 127.0.0.1, with one user and one room.

Usage: homeserver.py FOLDER, run by the Python that has matrix-synapse. Prints
{"url": …, "port": …, "user": …, "token": …, "room": …, "alias": …} when all is ready, and stops
Synapse when its standard input ends. A folder that was used before is started again as it is.
"""

import hashlib
import hmac
import json
import os
import secrets
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request

CONFIG = """
server_name: localhost
pid_file: {folder}/homeserver.pid
report_stats: false
signing_key_path: {folder}/signing.key
media_store_path: {folder}/media
log_config: {folder}/log.yaml
trusted_key_servers: []
federation_domain_whitelist: []
enable_registration: false
registration_shared_secret: {secret}
macaroon_secret_key: {secret}
form_secret: {secret}
listeners:
  - port: {port}
    bind_addresses: ['127.0.0.1']
    type: http
    tls: false
    resources: [{{names: [client], compress: false}}]
database:
  name: sqlite3
  args: {{database: {folder}/homeserver.db}}
rc_message: {{per_second: {rate}, burst_count: {burst}}}
rc_login:
  address: {{per_second: 1000, burst_count: 1000}}
  account: {{per_second: 1000, burst_count: 1000}}
rc_registration: {{per_second: 1000, burst_count: 1000}}
"""

LOG = """
version: 1
formatters: {plain: {format: '%(asctime)s %(levelname)s %(name)s %(message)s'}}
handlers: {file: {class: logging.FileHandler, formatter: plain, filename: FOLDER/synapse.log}}
root: {level: WARNING, handlers: [file]}
disable_existing_loggers: false
"""


def call(base, method, path, body=None, token=None):
    request = urllib.request.Request(base + path, method=method)
    request.add_header("Content-Type", "application/json")
    if token:
        request.add_header("Authorization", f"Bearer {token}")
    data = json.dumps(body).encode() if body is not None else None
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    with opener.open(request, data, timeout=30) as response:
        return json.load(response)


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def wait_until_ready(base, process, folder):
    deadline = time.monotonic() + 90
    while time.monotonic() < deadline:
        if process.poll() is not None:
            log = os.path.join(folder, "synapse.log")
            tail = open(log).read()[-3000:] if os.path.exists(log) else ""
            sys.exit(f"Synapse ended with {process.returncode}\n{tail}")
        try:
            return call(base, "GET", "/_matrix/client/versions")
        except (urllib.error.URLError, ConnectionError):
            time.sleep(0.1)
    sys.exit("Synapse did not get ready within 90 seconds")


def register(base, secret, user):
    nonce = call(base, "GET", "/_synapse/admin/v1/register")["nonce"]
    password = secrets.token_hex(16)
    text = "\0".join([nonce, user, password, "notadmin"]).encode()
    mac = hmac.new(secret.encode(), text, hashlib.sha1).hexdigest()
    return call(base, "POST", "/_synapse/admin/v1/register", {
        "nonce": nonce, "username": user, "password": password, "admin": False, "mac": mac})


def set_up(base, secret):
    account = register(base, secret, "kiosk")
    token = account["access_token"]
    room = call(base, "POST", "/_matrix/client/v3/createRoom",
                {"preset": "public_chat", "room_alias_name": "news"}, token)
    return {"user": account["user_id"], "token": token, "room": room["room_id"],
            "alias": "#news:localhost"}


def main():
    # An exception, so that Synapse is stopped on the way out.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    folder = os.path.abspath(sys.argv[1])
    os.makedirs(folder, exist_ok=True)
    known = os.path.join(folder, "hubgen.json")
    saved = json.load(open(known)) if os.path.exists(known) else {
        "secret": secrets.token_hex(16)}
    port = free_port()
    base = f"http://127.0.0.1:{port}"
    config = os.path.join(folder, "homeserver.yaml")
    with open(config, "w") as file:
        file.write(CONFIG.format(
            folder=folder, port=port, secret=saved["secret"],
            rate=os.environ.get("SYNAPSE_MESSAGES_PER_SECOND", "1000"),
            burst=os.environ.get("SYNAPSE_MESSAGE_BURST", "1000")))
    with open(os.path.join(folder, "log.yaml"), "w") as file:
        file.write(LOG.replace("FOLDER", folder))
    command = [sys.executable, "-m", "synapse.app.homeserver", "--config-path", config]
    quiet = {"stdin": subprocess.DEVNULL, "stdout": subprocess.DEVNULL, "cwd": folder}
    subprocess.run([*command, "--generate-keys"], check=True, **quiet)
    process = subprocess.Popen(command, **quiet)
    try:
        wait_until_ready(base, process, folder)
        if "token" not in saved:
            saved |= set_up(base, saved["secret"])
            with open(known, "w") as file:
                json.dump(saved, file)
        answer = {name: saved[name] for name in ["user", "token", "room", "alias"]}
        print(json.dumps(answer | {"url": base, "port": port}), flush=True)
        sys.stdin.read()
    finally:
        process.terminate()
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            process.kill()


main()
