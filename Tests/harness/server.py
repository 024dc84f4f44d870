"""The server under test as a process on a free loopback port."""

import json
import os
import signal
import socket
import subprocess
import tempfile
import time
import urllib.error
import urllib.request
from dataclasses import dataclass
from pathlib import Path

import jwt

from .waiting import wait_until

REPOSITORY = Path(__file__).resolve().parent.parent.parent

# The keys that `--dev` announces; with them `--dev` listens on loopback only.
API_KEY = "devkey"
API_SECRET = "devsecret-devsecret-devsecret-0000"


def free_port(host="127.0.0.1"):
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        probe.bind((host, 0))
        return probe.getsockname()[1]


def default_binary():
    return Path(os.environ.get("SALEFLOW_BIN") or REPOSITORY / ".build/debug/saleflow")


@dataclass
class Reply:
    """An HTTP reply; errors are replies too."""

    status: int
    headers: dict
    body: bytes

    @property
    def json(self):
        return json.loads(self.body)

    @property
    def code(self):
        """The error code of the API's one error shape."""
        return self.json["error"]["code"]


class Server:
    """Starts `saleflow serve` and ends it by its process id."""

    def __init__(self, *arguments, dev=True, binary=None, port=None, data_dir=None, environment=None, wrap=()):
        self.binary = Path(binary or default_binary())
        self.port = port or free_port()
        self._temporary = None
        if data_dir is None:
            self._temporary = tempfile.TemporaryDirectory(prefix="saleflow-test-")
            data_dir = self._temporary.name
        self.data_dir = Path(data_dir)
        self.log_path = self.data_dir / "server.log"
        self.arguments = ["--dev"] if dev else []
        self.arguments += ["--http-port", str(self.port), "--data-dir", str(self.data_dir), "--web-root", str(REPOSITORY / "web"), *arguments]
        self.environment = environment or {}
        self.wrap = list(wrap)
        self.process = None

    # Life

    def start(self):
        assert self.binary.exists(), f"{self.binary} is missing: build first, or name the binary in SALEFLOW_BIN"
        # Nothing of the caller's own SaleFlow settings may reach the server under test.
        environment = {name: value for name, value in os.environ.items() if not name.startswith("SALEFLOW_")}
        environment.update(self.environment)
        with open(self.log_path, "ab") as log:
            self.process = subprocess.Popen(
                [*self.wrap, str(self.binary), "serve", *self.arguments],
                stdout=log, stderr=log, stdin=subprocess.DEVNULL, env=environment, cwd=REPOSITORY, start_new_session=True,
            )
        try:
            wait_until(self.is_ready_or_dead, 20, "the server's /readyz")
            assert self.process.poll() is None, "the server ended while starting"
        except AssertionError as error:
            if self.process.poll() is None:
                self.kill()
            raise AssertionError(f"{error}\n{self.log_tail()}") from None
        return self

    def is_ready_or_dead(self):
        if self.process.poll() is not None:
            return True
        try:
            return self.request("GET", "/readyz", timeout=2).status == 200
        except OSError:
            return False

    def terminate(self, timeout=15):
        """A graceful stop (SIGTERM). Returns the exit status."""
        self.process.send_signal(signal.SIGTERM)
        return self.process.wait(timeout)

    def kill(self):
        self.process.kill()
        self.process.wait(10)

    def close(self):
        if self.process is not None and self.process.poll() is None:
            try:
                self.terminate()
            except subprocess.TimeoutExpired:
                self.kill()
        if self._temporary is not None:
            self._temporary.cleanup()

    def __enter__(self):
        return self.start()

    def __exit__(self, *_):
        self.close()

    # Addresses

    @property
    def url(self):
        return f"http://localhost:{self.port}"

    @property
    def socket_url(self):
        return f"ws://localhost:{self.port}/v1/signal"

    # Requests

    def request(self, method, path, body=None, token=None, headers=None, timeout=10):
        data = body if isinstance(body, (bytes, type(None))) else json.dumps(body).encode()
        request = urllib.request.Request(f"http://127.0.0.1:{self.port}{path}", data=data, method=method, headers=dict(headers or {}))
        if data is not None and not request.has_header("Content-type"):
            request.add_header("Content-Type", "application/json")
        if token is not None:
            request.add_header("Authorization", f"Bearer {token}")
        try:
            with urllib.request.urlopen(request, timeout=timeout) as reply:
                return Reply(reply.status, dict(reply.headers), reply.read())
        except urllib.error.HTTPError as error:
            with error:
                return Reply(error.code, dict(error.headers), error.read())

    def admin(self, method, path, body=None, **options):
        return self.request(method, path, body, token=admin_token(), **options)

    def create_room(self, name, **settings):
        reply = self.admin("POST", "/v1/rooms", {"name": name, **settings})
        assert reply.status == 201, reply
        return reply.json

    def room_token(self, room, identity, **options):
        """A token made by the server itself (the room must exist)."""
        reply = self.admin("POST", f"/v1/rooms/{room}/tokens", {"identity": identity, **options})
        assert reply.status == 201, reply
        return reply.json["token"]

    # What the machine says about the process

    def log(self):
        return self.log_path.read_text(errors="replace") if self.log_path.exists() else ""

    def log_tail(self, lines=40):
        return "\n".join(["--- server log", *self.log().splitlines()[-lines:]])

    def resident_bytes(self):
        for line in Path(f"/proc/{self.process.pid}/status").read_text().splitlines():
            if line.startswith("VmRSS:"):
                return int(line.split()[1]) * 1024
        raise AssertionError("no VmRSS")

    def open_files(self):
        return len(os.listdir(f"/proc/{self.process.pid}/fd"))

    def is_alive(self):
        return self.process.poll() is None


def token(room=None, identity="tester", secret=API_SECRET, key=API_KEY, algorithm="HS256", lifetime=600, not_before=-5, saleflow=None, grants=None, **claims):
    """A room token of our own making, so that a test can make each fault that a token may have."""
    now = int(time.time())
    video = {"room": room, "roomJoin": True, "canUpdateOwnMetadata": True} if room is not None else {}
    video.update(grants or {})
    payload = {"iss": key, "sub": identity, "nbf": now + not_before, "exp": now + lifetime, "video": video, **claims}
    if saleflow:
        payload["saleflow"] = saleflow
    payload = {name: value for name, value in payload.items() if value is not None}
    return jwt.encode(payload, secret if algorithm != "none" else None, algorithm=algorithm)


def host_token(room, identity="host", **options):
    return token(room, identity, saleflow={"role": "host"}, **options)


def admin_token(**grants):
    """An administrator of everything, unless `grants` says less."""
    return token(identity="admin", grants=grants or {"roomCreate": True, "roomList": True, "roomAdmin": True})
