"""Calls over the signaling socket as docs/signaling.md describes them, by a client that shares no code with ours."""

import time

import pytest
from harness.server import host_token, token
from harness.signaling import SignalClient, SignalError, refused
from harness.waiting import wait_until


@pytest.fixture
def host(server, room):
    with SignalClient(server).join(host_token(room)) as client:
        yield client


@pytest.fixture
def guest(server, room, host):
    with SignalClient(server).join(token(room, "guest", name="Gina")) as client:
        host.expect("participant_joined")
        yield client


# Being there


def test_the_newcomer_learns_of_the_others_and_they_of_the_newcomer(server, room, host):
    with SignalClient(server).join(token(room, "guest", name="Gina", metadata="m", attributes={"a": "1"})) as guest:
        assert [p["identity"] for p in guest.joined["participants"]] == ["host"]
        seen = host.expect("participant_joined")["participant"]
        assert seen == guest.me
        assert (seen["identity"], seen["name"], seen["role"], seen["state"]) == ("guest", "Gina", "guest", "active")
        assert (seen["metadata"], seen["attributes"], seen["tracks"]) == ("m", {"a": "1"}, [])
        assert guest.joined["topology"]["kind"] == "mesh"
        assert guest.joined["resume_window_ms"] == 30_000
        assert guest.joined["waiting"] == []


def test_leaving_is_seen_at_once(host, guest):
    guest.leave()
    assert guest.socket.wait_closed() == 1000
    left = host.expect("participant_left", timeout=1)
    assert (left["participant"], left["reason"]) == (guest.id, "left")


@pytest.mark.parametrize("code", [1000, 1001])
def test_a_closed_tab_leaves_no_ghost(host, guest, code):
    guest.close(code)
    assert host.expect("participant_left", timeout=1)["participant"] == guest.id


def test_a_dead_peer_is_noticed_within_15_seconds(server, host, guest):
    """The guest's machine is gone: it answers no ping, and nothing closes the socket."""
    began = time.monotonic()
    wait_until(lambda: any(m["type"] == "participant_updated" and m["participant"]["state"] == "reconnecting" for m in host.settle()), 20, "the loss of the guest", interval=0.5)
    assert time.monotonic() - began < 15


def test_the_newer_of_two_with_one_identity_wins(server, room, host, guest):
    with SignalClient(server).join(token(room, "guest")) as newer:
        assert guest.refusal() == ("replaced", 4009)
        assert host.expect("participant_left")["reason"] == "replaced"
        assert host.expect("participant_joined")["participant"]["id"] == newer.id != guest.id
        assert [p["identity"] for p in newer.joined["participants"]] == ["host"]


# Describing oneself and publishing


def test_tracks_are_announced_muted_and_ended(host, guest):
    track = guest.publish("camera", cid="c1", width=640, height=360, name="Cam")
    assert track["id"].startswith("TR_") and track["cid"] == "c1"
    seen = host.expect("track_published")
    assert (seen["participant"], seen["track"]) == (guest.id, track)
    guest.request("mute", track=track["id"], muted=True)
    muted = host.expect("track_muted")
    assert (muted["track"], muted["muted"]) == (track["id"], True) and "by" not in muted
    guest.request("unpublish", track=track["id"])
    assert host.expect("track_unpublished")["track"] == track["id"]


def test_a_description_of_oneself_reaches_the_others(host, guest):
    guest.request("update", name="Georgina", metadata="new", attributes={"a": "1", "b": "2"})
    guest.request("update", attributes={"a": ""})
    host.expect("participant_updated")
    seen = host.expect("participant_updated")["participant"]
    assert (seen["name"], seen["metadata"], seen["attributes"]) == ("Georgina", "new", {"b": "2"})


def test_nobody_touches_the_tracks_of_another(host, guest):
    track = guest.publish("camera")
    for type, members in (("mute", {"muted": True}), ("unpublish", {})):
        with pytest.raises(SignalError) as refusal:
            host.request(type, track=track["id"], **members)
        assert refusal.value.code in ("not_found", "forbidden")


def test_an_observer_publishes_nothing(server, room, host):
    with SignalClient(server).join(token(room, "watcher", saleflow={"role": "observer"})) as watcher, pytest.raises(SignalError) as refusal:
        watcher.publish("camera")
    assert refusal.value.code == "forbidden"


def test_a_hidden_participant_is_seen_by_hosts_only(server, room, host, guest):
    with SignalClient(server).join(token(room, "ghost", grants={"hidden": True})) as hidden:
        assert host.expect("participant_joined")["participant"]["id"] == hidden.id
        assert not [m for m in guest.settle() if m["type"] == "participant_joined"]


# Relay


def test_descriptions_and_candidates_reach_the_other_one_only(server, room, host, guest):
    with SignalClient(server).join(token(room, "third")) as third:
        epoch = host.joined["topology"]["epoch"]
        guest.request("description", to=host.id, epoch=epoch, generation=0, sdp_type="offer", sdp="v=0\r\n", tracks=[])
        guest.request("candidate", to=host.id, epoch=epoch, generation=0, candidate="candidate:1 1 udp 1 192.0.2.1 9 typ host", sdp_mid="0", sdp_m_line_index=0)
        description, candidate = host.expect("description"), host.expect("candidate")
        assert (description["from"], description["sdp"], description["sdp_type"]) == (guest.id, "v=0\r\n", "offer")
        assert (candidate["from"], candidate["sdp_mid"], candidate["sdp_m_line_index"]) == (guest.id, "0", 0)
        assert not [m for m in third.settle() if m["type"] in ("description", "candidate")]


@pytest.mark.parametrize("to", ["PA_aaaaaaaaaaaa", "nobody", ""])
def test_a_description_for_nobody_is_refused(host, guest, to):
    with pytest.raises(SignalError) as refusal:
        guest.request("description", to=to, epoch=guest.joined["topology"]["epoch"], generation=0, sdp_type="offer", sdp="v=0\r\n", tracks=[])
    assert refusal.value.code in ("not_found", "malformed_message")


def test_a_description_of_another_epoch_is_refused(host, guest):
    with pytest.raises(SignalError) as refusal:
        guest.request("description", to=host.id, epoch=guest.joined["topology"]["epoch"] + 1, generation=0, sdp_type="offer", sdp="v=0\r\n", tracks=[])
    assert refusal.value.code == "stale_epoch"


def test_data_reaches_everyone_or_those_it_is_for(server, room, host, guest):
    with SignalClient(server).join(token(room, "third")) as third:
        guest.request("data", topic="chat", payload='{"body":"hello"}')
        for other in (host, third):
            message = other.expect("data")
            assert (message["from"], message["topic"], message["payload"], message["direct"]) == (guest.id, "chat", '{"body":"hello"}', False)
        guest.request("data", topic="app:x", payload="{}", to=[third.id])
        assert third.expect("data")["direct"] is True
        assert not [m for m in host.settle() + guest.settle() if m["type"] == "data"]


# Resume


def test_a_lost_socket_is_resumed_and_nothing_is_lost_or_doubled(server, room, host, guest):
    guest.abort()
    assert host.expect("participant_updated")["participant"]["state"] == "reconnecting"
    for number in range(5):
        host.request("data", topic="chat", payload=str(number))
    reply = guest.resume()
    assert reply["next_seq"] == guest.last_seq + 1
    assert [guest.expect("data")["payload"] for _ in range(5)] == ["0", "1", "2", "3", "4"]
    assert host.expect("participant_updated")["participant"]["state"] == "active"
    with pytest.raises(AssertionError):
        guest.expect("data", timeout=0.3)


def test_a_repeated_request_is_not_done_twice(host, guest):
    guest.send("data", id=1, topic="chat", payload="once")
    guest.send("data", id=1, topic="chat", payload="once")
    guest.send("data", id=2, topic="chat", payload="then")
    assert [host.expect("data")["payload"] for _ in range(2)] == ["once", "then"]


def test_resumed_says_which_requests_arrived(host, guest):
    guest.request("data", topic="chat", payload="a")
    guest.request("data", topic="chat", payload="b")
    guest.abort()
    assert guest.resume()["last_id"] == 2


def test_a_wrong_resume_token_resumes_nothing(server, host, guest):
    guest.abort()
    guest.resume_token = guest.resume_token[:-1] + ("A" if guest.resume_token[-1] != "A" else "B")
    with pytest.raises(SignalError) as refusal:
        guest.resume()
    assert refusal.value.code == "resume_failed"


def test_after_the_window_a_full_join_leaves_no_ghost(own_server, room):
    server = own_server("--signaling-resume-window", "1s")
    with SignalClient(server).join(host_token(room)) as host:
        guest = SignalClient(server).join(token(room, "guest"))
        guest.abort()
        left = host.expect("participant_left", timeout=5)
        assert (left["participant"], left["reason"]) == (guest.id, "timeout")
        with pytest.raises(SignalError) as refusal:
            guest.resume()
        assert refusal.value.code == "resume_failed"
        old = guest.id
        guest.last_seq = 0
        guest.join(token(room, "guest"))
        assert host.expect(lambda m: m["type"] == "participant_joined" and m["participant"]["id"] == guest.id) and guest.id != old
        guest.close()


def test_a_rejoin_within_the_window_replaces_the_lost_one(server, room, host, guest):
    guest.abort()
    with SignalClient(server).join(token(room, "guest")) as again:
        assert host.expect("participant_left")["reason"] == "replaced"
        assert host.expect("participant_joined")["participant"]["id"] == again.id
        assert [p["identity"] for p in again.joined["participants"]] == ["host"]


def test_a_removed_person_resumes_nothing(host, guest):
    host.request("moderate", action="remove", participant=guest.id)
    assert guest.refusal() == ("removed", 4003)
    with pytest.raises(SignalError) as refusal:
        guest.resume()
    assert refusal.value.code == "removed"


def test_a_restarted_server_sends_the_client_to_join(own_server, room):
    server = own_server()
    client = SignalClient(server).join(host_token(room))
    server.kill()
    server.start()
    with pytest.raises(SignalError) as refusal:
        client.resume()
    assert refusal.value.code == "resume_failed"
    client.last_seq = 0
    client.join(host_token(room))
    assert client.me["identity"] == "host"
    client.close()


# Moderation


def test_a_host_mutes_locks_and_promotes(server, room, host, guest):
    track = guest.publish("microphone")
    host.expect("track_published")
    host.request("moderate", action="mute", participant=guest.id)
    muted = guest.expect("track_muted")
    assert (muted["track"], muted["muted"], muted["by"]) == (track["id"], True, host.id)
    host.request("moderate", action="lock", value=True)
    assert guest.expect("room_updated")["room"]["locked"] is True
    assert refused(server, token(room, "late")) == ("room_locked", 4011)
    host.request("moderate", action="lock", value=False)
    host.request("moderate", action="set_role", participant=guest.id, role="cohost")
    assert guest.expect(lambda m: m["type"] == "participant_updated")["participant"]["role"] == "cohost"
    guest.request("moderate", action="lock", value=True)


@pytest.mark.parametrize(
    "request_members",
    [{"action": "end"}, {"action": "lock", "value": True}, {"action": "lobby", "value": True}, {"action": "remove", "participant": "host"},
     {"action": "mute", "participant": "host"}, {"action": "set_role", "participant": "self", "role": "host"}],
    ids=lambda members: members["action"],
)
def test_a_guest_moderates_nothing(host, guest, request_members):
    people = {"host": host.id, "self": guest.id}
    if "participant" in request_members:
        request_members = {**request_members, "participant": people[request_members["participant"]]}
    with pytest.raises(SignalError) as refusal:
        guest.request("moderate", **request_members)
    assert refusal.value.code == "forbidden"
    assert host.settle() == []


def test_a_cohost_makes_no_hosts_and_ends_no_call(server, room, host):
    with SignalClient(server).join(token(room, "co", saleflow={"role": "cohost"})) as cohost:
        for members in ({"action": "end"}, {"action": "set_role", "participant": cohost.id, "role": "host"}):
            with pytest.raises(SignalError) as refusal:
                cohost.request("moderate", **members)
            assert refusal.value.code == "forbidden"


def test_a_host_ends_the_call_for_everyone(host, guest):
    host.request("moderate", action="end")
    assert guest.refusal() == ("room_ended", 4004)


# The lobby


def test_guests_wait_until_a_host_admits_them(server, room):
    server.create_room(room, lobby=True)
    with SignalClient(server).join(host_token(room)) as host:
        guest = SignalClient(server).join(token(room, "guest", name="Gina"))
        assert guest.joined is None
        waiting = host.expect("lobby_joined")["waiting"]
        assert (waiting["identity"], waiting["name"]) == ("guest", "Gina")
        host.request("moderate", action="admit", participant=waiting["id"])
        guest.joined = guest.expect("joined")
        assert host.expect("lobby_left")["reason"] == "admitted"
        assert host.expect("participant_joined")["participant"]["id"] == guest.id
        guest.close()


def test_a_denied_guest_stays_out(server, room):
    server.create_room(room, lobby=True)
    with SignalClient(server).join(host_token(room)) as host:
        guest = SignalClient(server).join(token(room, "guest"))
        host.request("moderate", action="deny", participant=host.expect("lobby_joined")["waiting"]["id"])
        assert guest.refusal() == ("denied", 4015)
        assert refused(server, token(room, "guest"))[0] in ("denied", "removed")


def test_a_host_who_comes_later_sees_who_waits(server, room):
    server.create_room(room, lobby=True)
    with SignalClient(server).join(token(room, "guest")) as guest, SignalClient(server).join(host_token(room)) as host:
        assert [w["identity"] for w in host.joined["waiting"]] == ["guest"]
        guest.close()
        assert host.expect("lobby_left")["reason"] == "left"


# Room sizes


def test_a_fifth_person_is_refused_while_the_server_cannot_forward_media(server, room):
    clients = [SignalClient(server).join(token(room, f"p{number}")) for number in range(4)]
    assert refused(server, token(room, "p4")) == ("room_full", 4010)
    clients[0].leave()
    with SignalClient(server).join(token(room, "p4")):
        pass
    for client in clients:
        client.close()
