"""The two servers of the comparison, each on core 0 and on loopback only."""

import secrets
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from measuring import on_core

REPOSITORY = Path(__file__).resolve().parent.parent.parent
sys.path.insert(0, str(REPOSITORY / "Tests"))

from harness.server import Server, free_port, token  # noqa: E402
from harness.waiting import wait_until  # noqa: E402

SERVER_CORE = 0


class SaleFlow(Server):
    """`saleflow serve --dev` in release. The rate limit is that of production: 100 messages a second for each connection."""

    def __init__(self, *arguments, **options):
        super().__init__(*arguments, binary=REPOSITORY / ".build/release/saleflow", wrap=on_core(SERVER_CORE), **options)

    @property
    def pid(self):
        return self.process.pid

    def write_joins(self, path, count, per_room=1, room="bench"):
        """A `join` message a line; `per_room` people in each room."""
        with open(path, "w") as file:
            for number in range(count):
                made = token(f"{room}-{number // per_room}", f"p{number}", lifetime=86_400)
                file.write(f'{{"type":"join","protocol":1,"token":"{made}"}}\n')
        return path


JANUS_CONFIGURATION = {
    "janus.jcfg": """
general: {{
    configs_folder = "{folder}"
    plugins_folder = "/usr/lib/x86_64-linux-gnu/janus/plugins"
    transports_folder = "/usr/lib/x86_64-linux-gnu/janus/transports"
    events_folder = "/usr/lib/x86_64-linux-gnu/janus/events"
    loggers_folder = "/usr/lib/x86_64-linux-gnu/janus/loggers"
    debug_level = 2
    api_secret = "{secret}"
    session_timeout = 0
}}
media: {{ rtp_port_range = "20000-20100" }}
nat: {{ nice_debug = false }}
plugins: {{ disable = "{other_plugins}" }}
transports: {{ disable = "{other_transports}" }}
""",
    # "compact" is the cheapest of its formats; its default is "indented".
    "janus.transport.websockets.jcfg": """
general: {{
    json = "compact"
    ws = true
    ws_port = {port}
    ws_ip = "127.0.0.1"
    wss = {tls}
    wss_port = {tls_port}
    wss_ip = "127.0.0.1"
}}
admin: {{ admin_ws = false, admin_wss = false }}
certificates: {{ cert_pem = "{folder}/certificate.pem", cert_key = "{folder}/key.pem" }}
""",
    "janus.plugin.videoroom.jcfg": """
room-1234: {{ description = "bench", publishers = 6 }}
""",
}


class Janus:
    """Debian's Janus with its WebSocket transport and the VideoRoom plugin, nothing else; `api_secret` authenticates every request."""

    def __init__(self, tls=False):
        self._temporary = tempfile.TemporaryDirectory(prefix="saleflow-janus-")
        self.folder = Path(self._temporary.name)
        self.secret = secrets.token_hex(16)
        self.port, self.tls_port = free_port(), free_port()
        self.process = None
        self._tls = tls

    def start(self):
        library = Path("/usr/lib/x86_64-linux-gnu/janus")
        others = lambda kind, kept: ",".join(sorted(path.name for path in (library / kind).glob("*.so*") if kept not in path.name))
        subprocess.run(
            ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "2", "-subj", "/CN=localhost",
             "-keyout", str(self.folder / "key.pem"), "-out", str(self.folder / "certificate.pem")],
            check=True, capture_output=True,
        )
        for name, text in JANUS_CONFIGURATION.items():
            values = {
                "folder": self.folder, "secret": self.secret, "port": self.port, "tls_port": self.tls_port, "tls": str(self._tls).lower(),
                "other_plugins": others("plugins", "videoroom"), "other_transports": others("transports", "websockets"),
            }
            (self.folder / name).write_text(text.format(**values))
        with open(self.folder / "log", "wb") as log:
            self.process = subprocess.Popen(
                [*on_core(SERVER_CORE), "janus", "--configs-folder", str(self.folder), "--interface", "127.0.0.1"],
                stdin=subprocess.DEVNULL, stdout=log, stderr=log,
            )
        wait_until(self._listens, 20, "Janus's port")
        return self

    def _listens(self):
        import socket

        if self.process.poll() is not None:
            raise RuntimeError((self.folder / "log").read_text(errors="replace")[-2000:])
        try:
            socket.create_connection(("127.0.0.1", self.port), timeout=1).close()
            return True
        except OSError:
            return False

    @property
    def pid(self):
        return self.process.pid

    def close(self):
        if self.process is not None:
            self.process.terminate()
            try:
                self.process.wait(10)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait(10)
        self._temporary.cleanup()

    def __enter__(self):
        return self.start()

    def __exit__(self, *_):
        self.close()


def settle(seconds=1.0):
    """Time for a server to end what the last phase left it to do."""
    time.sleep(seconds)
