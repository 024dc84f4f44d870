"""What bad input gets: a coded error, nothing else changed, the server alive and no bigger (hostile-input rows of docs/threat-model.md)."""

import json
import socket
import struct
import time

import pytest
from harness.server import host_token, token
from harness.signaling import SignalClient, SignalError
from harness.waiting import wait_until
from harness.websocket import BINARY, CONTINUATION, PING, TEXT, Refused, WebSocket

MEGABYTE = 1 << 20


@pytest.fixture
def bystanders(server, room):
    """Two people in a call who must notice nothing; and the server must not have grown by much."""
    # The first connections of a server's life grow its pools; those of the test must not.
    with SignalClient(server).join(host_token(room)) as host, SignalClient(server).join(token(room, "guest")) as guest:
        host.expect("participant_joined")
        before = server.resident_bytes()
        yield host, guest
        guest.request("data", topic="chat", payload="still here")
        assert host.expect("data")["payload"] == "still here"
    assert server.is_alive()
    grown = wait_until(lambda: (server.resident_bytes() - before < 24 * MEGABYTE) or None, 10, "the server's memory to be given back")
    assert grown


@pytest.fixture
def attacker(server, room, bystanders):
    host, guest = bystanders
    with SignalClient(server).join(token(room, "attacker")) as client:
        for bystander in bystanders:
            bystander.settle()
        # Tests send their faulty messages with small ids.
        client.next_id(100)
        yield client
    for bystander in bystanders:
        # What the attacker may do is seen; what was refused is not.
        seen = {message["type"] for message in bystander.settle()}
        assert seen <= {"participant_left", "participant_updated", "track_published"}, seen


def deep(levels):
    return '{"a":' * levels + "1" + "}" * levels


MALFORMED = {
    "no JSON": "hello",
    "an empty message": "",
    "an array": "[]",
    "a number": "1",
    "half a message": '{"type":"mute","id":1',
    "two messages": '{"type":"leave","id":1}{"type":"leave","id":2}',
    "no type": '{"id":1}',
    "a type that is a number": '{"type":5,"id":1}',
    "no id": '{"type":"leave"}',
    "an id of text": '{"type":"leave","id":"1"}',
    "a fraction as id": '{"type":"leave","id":1.5}',
    "a negative id": '{"type":"leave","id":-1}',
    "an id beyond 2^53": '{"type":"leave","id":9007199254740993}',
    "an id beyond 64 bits": '{"type":"leave","id":99999999999999999999999999}',
    "an exponent that overflows": '{"type":"leave","id":1e400}',
    "nesting of 9": '{"type":"update","id":1,"x":' + deep(8) + "}",
    "nesting of 100,000": deep(40_000),
    "a lone surrogate": '{"type":"data","id":1,"topic":"chat","payload":"\\ud800"}',
    "a NUL in a key": '{"type\\u0000":"leave","id":1}',
    "bad UTF-8": b'{"type":"data","id":1,"topic":"chat","payload":"\xff\xfe"}',
    "overlong UTF-8": b'{"type":"data","id":1,"topic":"chat","payload":"\xc0\x80"}',
    "a member of the wrong type": '{"type":"mute","id":1,"track":5,"muted":"yes"}',
    "a description without sdp": '{"type":"description","id":1,"to":"PA_aaaaaaaaaaaa","epoch":1,"generation":0,"sdp_type":"offer","tracks":[]}',
    "an unknown sdp_type": '{"type":"description","id":1,"to":"PA_aaaaaaaaaaaa","epoch":1,"generation":0,"sdp_type":"pranswer2","sdp":"v=0","tracks":[]}',
}


@pytest.mark.parametrize("fault", MALFORMED)
def test_a_malformed_message_gets_a_coded_error_and_the_session_goes_on(attacker, fault):
    attacker.socket.send_text(MALFORMED[fault])
    try:
        error = attacker.expect(lambda m: m["type"] in ("error", "closing"))
    except AssertionError:
        # Bad UTF-8 may end the socket as RFC 6455 section 8.1 says.
        assert "UTF-8" in fault and attacker.socket.close_code == 1007
        return
    assert error["code"] == "malformed_message", error
    assert attacker.publish("microphone", cid="after")


def test_the_ninth_malformed_message_ends_the_socket(attacker):
    for _ in range(20):
        try:
            attacker.socket.send_text("{")
        except OSError:
            break
    assert attacker.refusal() == ("malformed_message", 4000)


def test_an_unknown_type_is_answered_and_the_session_goes_on(attacker):
    attacker.send("teleport", id=1)
    assert attacker.expect("error")["code"] == "unknown_message_type"
    attacker.publish("microphone")


EARLY = {
    "ping": {"last_seq": 0, "sent_at": 0},
    "leave": {"id": 1},
    "publish": {"id": 1, "track": {"cid": "c", "source": "camera", "muted": False}},
    "update": {"id": 1, "name": "x"},
    "moderate": {"id": 1, "action": "end"},
    "data": {"id": 1, "topic": "chat", "payload": ""},
    "description": {"id": 1, "to": "PA_aaaaaaaaaaaa", "epoch": 1, "generation": 0, "sdp_type": "offer", "sdp": "v=0\r\n", "tracks": []},
}


@pytest.mark.parametrize("type", EARLY)
def test_a_message_before_join_ends_the_socket(server, bystanders, type):
    client = SignalClient(server)
    client.send(type, **EARLY[type])
    assert client.refusal() == ("not_joined", 4000)


def test_a_second_join_is_refused_and_the_session_goes_on(server, room, attacker):
    attacker.send("join", protocol=1, token=token(room, "attacker"))
    assert attacker.expect("error")["code"] == "already_joined"
    attacker.publish("microphone")


def test_another_protocol_version_is_refused(server, room):
    client = SignalClient(server)
    client.send("join", protocol=2, token=token(room))
    assert client.refusal() == ("unsupported_protocol", 4002)


def test_a_socket_that_never_joins_is_closed(own_server):
    server = own_server()
    client = SignalClient(server)
    began = time.monotonic()
    code, close = client.refusal(timeout=14)
    assert (code, close) == ("join_timeout", 4008)
    assert 8 < time.monotonic() - began < 13


# Sizes

TOO_LONG = {
    "metadata of 1 MB": {"type": "update", "metadata": "x" * MEGABYTE},
    "metadata of 100 kB": {"type": "update", "metadata": "x" * 100_000},
    "a name of 10 kB": {"type": "update", "name": "x" * 10_000},
    "10,000 attributes": {"type": "update", "attributes": {f"k{n}": "v" for n in range(10_000)}},
    "an attribute of 100 kB": {"type": "update", "attributes": {"k": "v" * 100_000}},
    "an SDP of 200 kB": {"type": "description", "sdp": "a=x\r\n" * 40_000, "sdp_type": "offer", "tracks": []},
    "10,000 m-lines": {"type": "description", "sdp": "v=0\r\n" + "m=audio 9 x 0\r\n" * 10_000, "sdp_type": "offer", "tracks": []},
    "1,000 tracks in an SDP": {"type": "description", "sdp": "v=0\r\n", "sdp_type": "offer", "tracks": [{"mid": str(n), "track": "TR_aaaaaaaaaaaa"} for n in range(1000)]},
    "a candidate of 100 kB": {"type": "candidate", "candidate": "x" * 100_000},
    "a topic of 10 kB": {"type": "data", "topic": "app:" + "x" * 10_000, "payload": ""},
    "a payload of 250 kB": {"type": "data", "topic": "chat", "payload": "x" * 250_000},
    "a cid of 1 kB": {"type": "publish", "track": {"cid": "x" * 1000, "source": "camera", "muted": False}},
}


@pytest.mark.parametrize("fault", TOO_LONG)
def test_what_is_too_long_gets_a_coded_error(attacker, bystanders, fault):
    members = dict(TOO_LONG[fault])
    if members["type"] in ("description", "candidate"):
        members = {"to": bystanders[0].id, "epoch": attacker.joined["topology"]["epoch"], "generation": 0, **members}
    attacker.send(id=1, **members)
    if len(json.dumps({"id": 1, **members})) > 256 << 10:
        # The socket ends at the frame's announced length, before anything could be parsed.
        assert attacker.refusal()[1] == 1009
    else:
        first = attacker.expect("error")
        assert first["code"] in ("limit_exceeded", "malformed_message"), first
        attacker.request("update", name="Fine", timeout=5)


def test_nobody_publishes_a_thousand_tracks(attacker):
    with pytest.raises(SignalError) as refusal:
        for number in range(1000):
            attacker.publish("camera", cid=f"c{number}")
    assert refusal.value.code == "limit_exceeded"


@pytest.mark.parametrize("name", ["bell\u0007", "line\nbreak", "\u202egnp.exe", "nul\u0000", "\u001b[31mred"], ids=repr)
def test_names_with_control_characters_are_refused_or_cleaned(server, room, bystanders, name):
    host, _ = bystanders
    try:
        with SignalClient(server).join(token(room, "attacker", name=name)) as client:
            shown = client.me["name"]
            assert host.expect("participant_joined")["participant"]["name"] == shown
            assert not any(ord(c) < 32 or c in "\u007f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069" for c in shown), repr(shown)
    except SignalError as error:
        assert error.code in ("limit_exceeded", "malformed_message", "token_malformed")
    assert "\u001b[31m" not in server.log()


# Frames


def raw(server):
    return WebSocket(server.port)


def test_an_unmasked_frame_ends_the_socket(server, bystanders):
    attack = raw(server)
    attack.send_frame(TEXT, b'{"type":"join"}', masked=False)
    assert attack.wait_closed() == 1002


def test_a_binary_message_ends_the_socket(server, bystanders):
    attack = raw(server)
    attack.send_frame(BINARY, b"\x00\x01")
    assert attack.wait_closed() in (1003, 4000)


def test_reserved_bits_and_opcodes_end_the_socket(server, bystanders):
    for arguments in ({"opcode": TEXT, "reserved": 4}, {"opcode": 0x3}, {"opcode": 0xB}, {"opcode": CONTINUATION}):
        attack = raw(server)
        attack.send_frame(payload=b"x", **arguments)
        assert attack.wait_closed() == 1002, arguments


def test_control_frames_are_whole_and_short(server, bystanders):
    for arguments in ({"payload": b"x" * 126}, {"payload": b"", "final": False}):
        attack = raw(server)
        attack.send_frame(PING, **arguments)
        assert attack.wait_closed() == 1002, arguments


@pytest.mark.parametrize("length", [300_000, 1 << 31, (1 << 63) - 1, (1 << 64) - 1])
def test_an_announced_length_beyond_the_limit_ends_the_socket_before_a_byte_of_it_came(server, bystanders, length):
    attack = raw(server)
    attack.send_frame(TEXT, b"", announced_length=length)
    assert attack.wait_closed() in (1009, 1002)


def test_a_message_in_fragments_is_put_together(server, room, bystanders):
    text = json.dumps({"type": "join", "protocol": 1, "token": token(room, "fragments")}).encode()
    attack = raw(server)
    attack.send_frame(TEXT, text[:10], final=False)
    attack.send_frame(PING, b"between")
    attack.send_frame(CONTINUATION, text[10:20], final=False)
    attack.send_frame(CONTINUATION, text[20:])
    assert json.loads(attack.read())["type"] == "joined"
    attack.close()


def test_a_flood_of_fragments_ends_the_socket(server, bystanders):
    for size in (0, 1, 10_000):
        attack = raw(server)
        try:
            attack.send_frame(TEXT, b"x" * size, final=False)
            for _ in range(20_000):
                attack.send_frame(CONTINUATION, b"x" * size, final=False)
        except OSError:
            pass
        assert attack.wait_closed(10) in (1002, 1006, 1008, 1009), size


def test_a_flood_of_pings_is_answered_slowly_or_ends_the_socket(server, attacker):
    try:
        for _ in range(20_000):
            attacker.socket.send_frame(PING, b"x" * 125)
    except OSError:
        pass
    # Nobody reads the pongs; the queue towards this client must stay bounded all the same.
    assert server.is_alive()


def test_a_flood_of_messages_is_limited(attacker):
    answers = []

    def read_what_came():
        try:
            while (message := attacker.receive(timeout=0.02)) is not None:
                answers.append(message)
        except TimeoutError:
            pass

    try:
        for number in range(1_000, 4_000):
            attacker.send("update", id=number, name="x")
            if number % 500 == 0:
                read_what_came()
        wait_until(lambda: read_what_came() or attacker.socket.close_code or len(answers) >= 3_000, 20, "the answers")
    except OSError:
        pass  # closed while we were still sending
    refused = sum(message["type"] == "error" and message["code"] == "rate_limited" for message in answers)
    assert attacker.socket.close_code == 4029, (attacker.socket.close_code, refused, len(answers))
    assert refused >= 200


def test_a_slow_reader_is_closed_and_the_others_go_on(own_server, room):
    server = own_server("--rooms-mesh-max", "8")
    with SignalClient(server).join(host_token(room)) as host:
        slow = SignalClient(server, receive_buffer=4096).join(token(room, "slow"))
        before = server.resident_bytes()
        worst = 0.0
        for number in range(400):
            began = time.monotonic()
            host.request("data", topic="chat", payload="x" * 15_000)
            worst = max(worst, time.monotonic() - began)
            time.sleep(0.012)  # under the message rate limit
        gone = [m for m in host.settle() if m["type"] in ("participant_left", "participant_updated") and slow.id in json.dumps(m)]
        assert gone, "the slow reader was kept"
        assert worst < 1
        assert server.resident_bytes() - before < 24 * MEGABYTE
        slow.abort()


def test_half_an_upgrade_is_not_waited_for_for_ever(server):
    with socket.create_connection(("127.0.0.1", server.port), timeout=40) as connection:
        connection.sendall(b"GET /v1/signal HTTP/1.1\r\nHost: localhost\r\nUpgr")
        began = time.monotonic()
        connection.recv(1000)
        assert time.monotonic() - began < 35


# Origins and paths


@pytest.mark.parametrize("origin", ["https://evil.example", "http://localhost.evil.example", "null", "http://localhost:1"])
def test_a_page_of_a_foreign_origin_gets_no_socket(server, origin):
    with pytest.raises(Refused) as refusal:
        WebSocket(server.port, origin=origin)
    assert refusal.value.status == 403


def test_the_servers_own_page_and_programs_get_one(server):
    for origin in (f"http://localhost:{server.port}", None):
        WebSocket(server.port, origin=origin).close()


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ("GET /v1/signal HTTP/1.1\r\nHost: localhost\r\n\r\n", {400, 426}),
        ("GET /v1/signal HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 8\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n", {400, 403, 426}),
        ("GET /v1/signal HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n\r\n", {400, 403, 426}),
        ("POST /v1/signal HTTP/1.1\r\nHost: localhost\r\nContent-Length: 0\r\n\r\n", {400, 404, 405, 426}),
        ("GET /../../etc/passwd HTTP/1.1\r\nHost: localhost\r\n\r\n", {400, 403, 404}),
        ("GET /assets/%2e%2e/%2e%2e/Package.swift HTTP/1.1\r\nHost: localhost\r\n\r\n", {400, 403, 404}),
        ("GET /assets/..%5cPackage.swift HTTP/1.1\r\nHost: localhost\r\n\r\n", {400, 403, 404}),
        ("GET /" + "x" * 100_000 + " HTTP/1.1\r\nHost: localhost\r\n\r\n", {400, 404, 413, 414, 431}),
        ("GET / HTTP/1.1\r\nHost: localhost\r\n" + "X: y\r\n" * 20_000 + "\r\n", {400, 413, 431}),
        ("NONSENSE\r\n\r\n", {400}),
    ],
    ids=["no upgrade", "version 8", "no key", "POST", "dots", "encoded dots", "backslash", "long path", "many headers", "nonsense"],
)
def test_a_bad_request_is_refused(server, headers, status):
    with socket.create_connection(("127.0.0.1", server.port), timeout=4) as connection:
        try:
            connection.sendall(headers.encode())
            reply = connection.recv(100)
        except ConnectionError:
            reply = b""
    assert server.is_alive()
    assert reply == b"" or int(reply.split(b" ")[1]) in status, reply


@pytest.mark.parametrize(
    "body", [b"{", b"[]", b"null", b"\xff", deep(5000).encode(), b'{"name":"a","name":"b"}', b'{"name":' + b'"x' * 600_000 + b'"}'], ids=lambda body: repr(body[:12])
)
def test_a_bad_body_gets_a_coded_error(server, body):
    reply = server.admin("POST", "/v1/rooms", body)
    assert 400 <= reply.status < 500 and reply.code, reply


# Many


def test_ten_thousand_joins_and_leaves_in_a_row(own_server, room):
    server = own_server()
    with SignalClient(server).join(host_token(room)) as host:
        made = token(room, "restless")

        def once():
            client = SignalClient(server)
            client.send("join", protocol=1, token=made)
            client.expect("joined")
            client.close()
            client.socket.socket.close()

        for _ in range(500):
            once()
        host.settle()
        warm, files = server.resident_bytes(), server.open_files()
        began = time.monotonic()
        for number in range(9_500):
            once()
            if number % 100 == 0:
                host.settle()
        assert time.monotonic() - began < 120
        left = sum(m["type"] == "participant_left" for m in host.settle())
        assert left <= 101
        wait_until(lambda: server.open_files() <= files + 3, 5, "the sockets to be closed")
        assert server.resident_bytes() - warm < 24 * MEGABYTE
        assert server.admin("GET", f"/v1/rooms/{room}").json["num_participants"] == 1


def test_a_thousand_idle_sockets_do_no_harm(own_server, room):
    server = own_server()
    sockets = [WebSocket(server.port, source_address=f"127.0.{number // 200 + 1}.{number % 200 + 1}") for number in range(1_000)]
    with SignalClient(server).join(host_token(room)) as host:
        host.publish("camera")
    for idle in sockets:
        idle.abort()
    wait_until(lambda: server.open_files() < 100, 10, "the sockets to be closed")


def test_close_frames_that_are_no_close_frames(server, bystanders):
    for payload in (b"\x03", struct.pack("!H", 1005), struct.pack("!H", 999), struct.pack("!H", 1000) + b"\xff"):
        attack = raw(server)
        attack.send_frame(0x8, payload)
        assert attack.wait_closed() in (1002, 1007), payload
