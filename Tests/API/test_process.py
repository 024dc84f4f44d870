"""The server as a program: health, metrics, stopping, settings, TLS, what it writes into its log."""

import os
import re
import signal
import socket
import ssl
import subprocess
import threading
import time

import pytest
from harness.server import API_KEY, API_SECRET, Server, default_binary, free_port, host_token, token
from harness.signaling import SignalClient
from harness.waiting import wait_until


def test_it_says_that_it_lives_and_is_ready(server):
    assert server.request("GET", "/healthz").status == 200
    assert server.request("GET", "/readyz").status == 200


def test_its_metrics_are_prometheus_text_without_personal_labels(server, room):
    with SignalClient(server).join(host_token(room, "someone-private")) as host:
        host.publish("camera")
        reply = server.request("GET", "/metrics")
    headers = {name.lower(): value for name, value in reply.headers.items()}
    assert headers["content-type"].startswith("text/plain; version=0.0.4")
    text = reply.body.decode()
    assert room not in text and "someone-private" not in text
    samples = [line for line in text.splitlines() if line and not line.startswith("#")]
    assert samples
    for line in samples:
        assert re.fullmatch(r'[a-zA-Z_:][a-zA-Z0-9_:]*(\{[a-zA-Z_]\w*="[^"]*"(,[a-zA-Z_]\w*="[^"]*")*\})? [-+0-9.eEINFa]+', line), line
    typed = {line.split(" ")[2] for line in text.splitlines() if line.startswith("# TYPE ")}
    for line in samples:
        name = re.split(r"[{ ]", line)[0]
        assert name in typed or re.sub(r"_(bucket|sum|count)$", "", name) in typed, f"{name} has no TYPE"


def test_sigterm_tells_the_clients_and_ends_within_a_deadline(own_server, room):
    server = own_server()
    clients = [SignalClient(server).join(token(room, f"p{number}")) for number in range(3)]
    began = time.monotonic()
    server.process.send_signal(signal.SIGTERM)
    for client in clients:
        closing = client.expect("closing")
        assert (closing["code"], closing["reconnect"]) == ("server_shutdown", True)
        assert client.refusal()[1] == 1001
    assert server.process.wait(10) == 0
    assert time.monotonic() - began < 10


def test_a_client_that_does_not_close_holds_nothing_up(own_server, room):
    server = own_server()
    stubborn = SignalClient(server).join(token(room))
    idle = socket.create_connection(("127.0.0.1", server.port))
    began = time.monotonic()
    assert server.terminate() == 0
    assert time.monotonic() - began < 12
    stubborn.abort()
    idle.close()


def serve(*arguments, environment=None):
    clean = {name: value for name, value in os.environ.items() if not name.startswith("SALEFLOW_")}
    return subprocess.run(
        [str(default_binary()), *arguments], capture_output=True, text=True, timeout=20, env={**clean, **(environment or {})}, stdin=subprocess.DEVNULL
    )


@pytest.mark.parametrize(
    ("arguments", "environment", "file", "words"),
    [
        (["--dev", "--http-port", "99999"], {}, None, ["http", "port", "65535"]),
        (["--dev"], {"SALEFLOW_HTTP_PORT": "many"}, None, ["http", "port", "many"]),
        (["--dev"], {"SALEFLOW_HTTP_PROT": "80"}, None, ["PROT"]),
        (["--dev"], {}, "http:\n  prot: 80\n", ["prot"]),
        (["--dev"], {}, "http: [1,\n", ["saleflow.yaml"]),
        (["--dev", "--signaling-resume-window", "soon"], {}, None, ["resume", "soon"]),
        (["--dev", "--http-host", "0.0.0.0"], {}, None, ["127.0.0.1"]),
        (["--dev", "--http-host", "::"], {}, None, ["127.0.0.1"]),
        ([], {}, None, ["api-key"]),
        ([], {"SALEFLOW_API_KEY": "k", "SALEFLOW_API_SECRET": "short"}, None, ["secret"]),
    ],
    ids=["port too high", "port no number", "unknown variable", "unknown key in the file", "broken file", "bad duration", "dev on all addresses", "dev on all IPv6 addresses", "no key", "weak secret"],
)
def test_a_bad_setting_stops_the_start_with_a_sentence(tmp_path, arguments, environment, file, words):
    extra = []
    if file:
        path = tmp_path / "saleflow.yaml"
        path.write_text(file)
        extra = ["--config", str(path)]
    port = [] if any("port" in argument.lower() for argument in [*arguments, *environment]) else ["--http-port", str(free_port())]
    ended = serve("serve", *arguments, *extra, *port, "--data-dir", str(tmp_path), environment=environment)
    said = ended.stdout + ended.stderr
    assert ended.returncode not in (0, -signal.SIGILL, -signal.SIGTRAP, -signal.SIGSEGV), ended
    assert "Fatal error" not in said
    for word in words:
        assert word.lower() in said.lower(), f"'{word}' is not in: {said}"


def test_the_later_source_of_a_setting_wins_and_secrets_are_not_shown(tmp_path):
    path = tmp_path / "saleflow.yaml"
    path.write_text("http:\n  port: 1111\n  host: 127.0.0.2\nrooms:\n  mesh-max: 3\n")
    environment = {"SALEFLOW_HTTP_PORT": "2222", "SALEFLOW_ROOMS_MESH_MAX": "4", "SALEFLOW_API_KEY": "mykey", "SALEFLOW_API_SECRET": "a-very-secret-secret-of-some-length"}
    shown = serve("config", "show", "--config", str(path), "--rooms-mesh-max", "5", environment=environment)
    assert shown.returncode == 0, shown
    assert "2222" in shown.stdout and "127.0.0.2" in shown.stdout and "5" in shown.stdout
    assert "1111" not in shown.stdout and "a-very-secret" not in shown.stdout + shown.stderr


def test_a_port_in_use_is_a_sentence_and_no_crash(server, tmp_path):
    ended = serve("serve", "--dev", "--http-port", str(server.port), "--data-dir", str(tmp_path))
    assert ended.returncode > 0
    assert "already in use" in ended.stdout + ended.stderr


def test_the_log_names_nobody(own_server, room):
    server = own_server()
    secret = host_token(room, "private-identity", name="Private Name")
    with SignalClient(server).join(secret) as host:
        host.request("data", topic="chat", payload="private words")
        host.request("update", name="Another Private Name")
        server.request("POST", f"/v1/rooms/{room}/guests", {"name": "Private Guest", "device": "private-device", "code": "private-code"})
        resume_token = host.resume_token
    server.terminate()
    log = server.log()
    assert log.strip()
    for private in ("private-identity", "Private Name", "private words", "Private Guest", "private-code", "private-device", secret.split(".")[2], resume_token, API_SECRET):
        assert private not in log, f"'{private}' is in the log"


# TLS


def certificate_of(port, host="localhost"):
    context = ssl.create_default_context()
    context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
    with socket.create_connection(("127.0.0.1", port), timeout=5) as plain, context.wrap_socket(plain, server_hostname=host) as secured:
        return secured.getpeercert(binary_form=True), secured.version()


def make_certificate(folder, name):
    key, certificate = folder / "key.pem", folder / "certificate.pem"
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "2", "-subj", f"/CN={name}",
         "-addext", f"subjectAltName=DNS:{name}", "-keyout", f"{key}.new", "-out", f"{certificate}.new"],
        check=True, capture_output=True,
    )
    os.replace(f"{key}.new", key)
    os.replace(f"{certificate}.new", certificate)
    return certificate, key


class TLSServer(Server):
    """Ready when the port speaks TLS."""

    def is_ready_or_dead(self):
        if self.process.poll() is not None:
            return True
        try:
            return certificate_of(self.port)
        except OSError:
            return False


@pytest.fixture
def tls_server():
    made = []

    def make(*arguments):
        environment = {"SALEFLOW_API_KEY": API_KEY, "SALEFLOW_API_SECRET": API_SECRET}
        made.append(TLSServer(*arguments, dev=False, environment=environment).start())
        return made[-1]

    yield make
    for server in made:
        server.close()


def test_it_makes_a_certificate_for_a_trial_in_a_lan(tls_server):
    server = tls_server("--tls", "self-signed", "--http-host", "127.0.0.1")
    first, version = certificate_of(server.port)
    assert version in ("TLSv1.2", "TLSv1.3")
    server.terminate()
    server.start()
    assert certificate_of(server.port)[0] == first, "browsers would warn again after each restart"


def test_old_tls_versions_are_refused(tls_server):
    server = tls_server("--tls", "self-signed", "--http-host", "127.0.0.1")
    ended = subprocess.run(["openssl", "s_client", "-connect", f"127.0.0.1:{server.port}", "-tls1_1", "-cipher", "ALL:@SECLEVEL=0"], input="", capture_output=True, text=True, timeout=10)
    assert "BEGIN CERTIFICATE" not in ended.stdout


def test_certificate_files_are_reloaded_and_connections_stay(tls_server, tmp_path):
    certificate, key = make_certificate(tmp_path, "one.example")
    server = tls_server("--http-host", "127.0.0.1", "--tls", "files", "--tls-certificate", str(certificate), "--tls-key", str(key))
    first, _ = certificate_of(server.port)
    context = ssl.create_default_context()
    context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
    old = context.wrap_socket(socket.create_connection(("127.0.0.1", server.port)), server_hostname="localhost")
    failures = []
    stop = threading.Event()

    def keep_connecting():
        while not stop.is_set():
            try:
                certificate_of(server.port)
            except OSError as error:
                failures.append(error)

    thread = threading.Thread(target=keep_connecting)
    thread.start()
    make_certificate(tmp_path, "two.example")
    try:
        wait_until(lambda: certificate_of(server.port)[0] != first, 20, "the new certificate")
    finally:
        stop.set()
        thread.join()
    assert failures == []
    with old:
        old.sendall(b"GET /healthz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
        assert b"200" in old.recv(100)


def test_a_broken_certificate_keeps_the_old_one(tls_server, tmp_path):
    certificate, key = make_certificate(tmp_path, "one.example")
    server = tls_server("--http-host", "127.0.0.1", "--tls", "files", "--tls-certificate", str(certificate), "--tls-key", str(key))
    first, _ = certificate_of(server.port)
    certificate.write_text("no certificate\n")
    wait_until(lambda: "certificate" in server.log().lower() and re.search(r"(?i)warn|error", server.log()), 20, "a word about the broken file")
    assert certificate_of(server.port)[0] == first


# Pages


@pytest.mark.parametrize("path", ["/", "/r/some-room", "/embed/some-room"])
def test_pages_come_with_a_strict_policy(server, path):
    reply = server.request("GET", path)
    headers = {name.lower(): value for name, value in reply.headers.items()}
    assert reply.status == 200 and headers["content-type"].startswith("text/html")
    policy = {part.split()[0]: part.split()[1:] for part in headers["content-security-policy"].split(";") if part.strip()}
    assert policy["default-src"] in (["'self'"], ["'none'"])
    assert "'unsafe-inline'" not in policy.get("script-src", policy["default-src"]) and "'unsafe-eval'" not in str(policy)
    assert policy["object-src"] == ["'none'"] or policy["default-src"] == ["'none'"]
    assert policy["base-uri"] in (["'none'"], ["'self'"])
    assert "camera=(self" in headers["permissions-policy"] and "microphone=(self" in headers["permissions-policy"]
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] in ("no-referrer", "same-origin", "strict-origin")
    assert policy["frame-ancestors"] == ["'none'"] if not path.startswith("/embed/") else policy["frame-ancestors"]
    text = reply.body.decode()
    assert not re.search(r"<script(?![^>]*\bsrc=)(?![^>]*type=\"importmap\")[^>]*>\s*\S", text), "an inline script"
    assert not re.search(r"(?:src|href)=\"(?:https?:)?//", text), "a request to another host"


def test_the_embed_page_is_for_the_named_parents_only(own_server):
    assert "'none'" in policy_of(own_server(), "/embed/room")["frame-ancestors"]
    allowed = policy_of(own_server("--embed-origins", "https://crm.example,https://shop.example"), "/embed/room")
    assert allowed["frame-ancestors"] == ["https://crm.example", "https://shop.example"]


def policy_of(server, path):
    headers = {name.lower(): value for name, value in server.request("GET", path).headers.items()}
    return {part.split()[0]: part.split()[1:] for part in headers["content-security-policy"].split(";") if part.strip()}
