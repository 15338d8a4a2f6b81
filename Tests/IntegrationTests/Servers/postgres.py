"""A PostgreSQL server on 127.0.0.1 in a temporary folder, as long as standard input is open.

postgres.py [durable]: without the word, nothing is synced to the disk.
Of the line "crash" it kills every process of the server at once, starts it again on the same files
and prints how many were killed.
The server does not run as root, so the folder belongs to the user that Debian's package made.
"""

import glob
import json
import os
import pwd
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time

PASSWORD = "p@ss/w:rd 100%"


def program(name):
    found = shutil.which(name)
    places = sorted(glob.glob(f"/usr/lib/postgresql/*/bin/{name}"))
    if found is None and not places:
        sys.exit(f"there is no '{name}'; Scripts/setup.sh tests installs PostgreSQL")
    return places[-1] if places else found


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def state_of(number):
    """The state and the parent of a process; ("X", 0) where there is none."""
    try:
        with open(f"/proc/{number}/stat") as file:
            words = file.read().rsplit(")", 1)[1].split()
            return words[0], int(words[1])
    except (FileNotFoundError, ProcessLookupError):
        return "X", 0


def crash(server):
    """Leaves nobody time to tidy up: the parent is stopped before its children are listed."""
    os.kill(server.pid, signal.SIGSTOP)
    everyone = [server.pid] + [
        int(name) for name in os.listdir("/proc")
        if name.isdigit() and state_of(name)[1] == server.pid]
    for number in everyone:
        os.kill(number, signal.SIGKILL)
    server.wait()
    # A new one refuses to start beside a child of the old one.
    while any(state_of(number)[0] not in "ZX" for number in everyone):
        time.sleep(0.01)
    return len(everyone)


def main():
    is_durable = "durable" in sys.argv[1:]
    folder = tempfile.mkdtemp(prefix="hubgen-postgres-")
    user = {}
    if os.getuid() == 0:
        account = pwd.getpwnam("postgres")
        os.chown(folder, account.pw_uid, account.pw_gid)
        user = {"user": account.pw_uid, "group": account.pw_gid, "extra_groups": []}
    server = None
    try:
        data, secret = folder + "/data", folder + "/password"
        with open(secret, "w") as file:
            file.write(PASSWORD)
        os.chmod(secret, 0o644)
        subprocess.run(
            [program("initdb"), "--pgdata", data, "--username", "hubgen", "--pwfile", secret,
             "--auth-host", "scram-sha-256", "--auth-local", "trust", "--encoding", "UTF8",
             "--locale", "C.UTF-8", "--no-instructions"]
            + ([] if is_durable else ["--no-sync"]),
            check=True, stdout=subprocess.DEVNULL, cwd=folder, **user)
        port = free_port()
        settings = {
            "port": port, "listen_addresses": "127.0.0.1", "unix_socket_directories": folder,
            "max_connections": 300, "log_min_messages": "panic",
        }
        if not is_durable:
            settings |= {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}
        words = [f"--{name}={value}" for name, value in settings.items()]
        ready = [program("pg_isready"), "--quiet", "--username", "hubgen", "--dbname", "postgres",
                 "--host", folder, "--port", str(port)]

        def start():
            process = subprocess.Popen(
                [program("postgres"), "-D", data, *words], stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL, cwd=folder, **user)
            while subprocess.run(ready).returncode != 0:
                if process.poll() is not None:
                    sys.exit(f"the server ended with {process.returncode}")
                time.sleep(0.02)
            return process

        server = start()
        print(json.dumps({"port": port, "folder": folder, "password": PASSWORD,
                          "pid": server.pid}), flush=True)
        for line in sys.stdin:
            if line.strip() == "crash":
                killed = crash(server)
                server = start()
                print(killed, flush=True)
    finally:
        if server is not None:
            server.send_signal(signal.SIGINT)
            server.wait()
        shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    main()
