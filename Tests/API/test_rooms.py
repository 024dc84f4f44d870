"""Rooms, invitations, guests and participants over HTTP (docs/api.md)."""

import contextlib
import sqlite3
import time

import pytest
from harness.server import admin_token, host_token, token
from harness.signaling import SignalClient, refused
from harness.waiting import stays, wait_until


def test_a_room_is_made_read_changed_and_deleted(server, room):
    made = server.create_room(room, title="Demo", max_participants=3, lobby=True)
    assert made["name"] == room and made["title"] == "Demo" and made["lobby"] is True and made["id"].startswith("RM_")
    assert server.admin("GET", f"/v1/rooms/{room}").json == {**made, "num_participants": 0, "num_waiting": 0}
    changed = server.admin("PATCH", f"/v1/rooms/{room}", {"title": "Later", "lobby": False})
    assert changed.status == 200 and changed.json["title"] == "Later" and changed.json["max_participants"] == 3
    assert server.admin("DELETE", f"/v1/rooms/{room}").status == 204
    gone = server.admin("GET", f"/v1/rooms/{room}")
    assert (gone.status, gone.code) == (404, "room_not_found")


def test_a_second_room_of_the_same_name_is_refused(server, room):
    server.create_room(room)
    reply = server.admin("POST", "/v1/rooms", {"name": room})
    assert (reply.status, reply.code) == (409, "room_exists")


@pytest.mark.parametrize(
    "settings",
    [
        {"name": "no spaces"}, {"name": ""}, {"name": "x" * 65}, {"name": "../etc"}, {"name": "ünï"}, {}, {"name": 5},
        {"title": "x" * 201}, {"metadata": "x" * 16_385}, {"max_participants": -1}, {"max_participants": "many"},
        {"empty_timeout_s": -1}, {"lobby": "yes"}, {"expires_at": "tomorrow"},
    ],
    ids=lambda settings: str(settings)[:30],
)
def test_a_bad_setting_is_refused_and_nothing_is_made(server, room, settings):
    body = {"name": room, **settings} if settings else {}
    reply = server.admin("POST", "/v1/rooms", body)
    assert reply.status in (400, 413, 422), reply
    assert reply.code
    assert server.admin("GET", f"/v1/rooms/{room}").status == 404


def test_rooms_come_in_pages_by_name(own_server):
    server = own_server()
    names = [f"page-{number:02}" for number in range(7)]
    for name in reversed(names):
        server.create_room(name)
    seen, cursor = [], ""
    for _ in range(4):
        page = server.admin("GET", f"/v1/rooms?limit=3{cursor}").json
        assert len(page["rooms"]) <= 3
        seen += [entry["name"] for entry in page["rooms"]]
        if "next_cursor" not in page:
            break
        cursor = f"&cursor={page['next_cursor']}"
    assert [name for name in seen if name.startswith("page-")] == names
    for bad in ("limit=0", "limit=201", "limit=x", "cursor=%00"):
        assert server.admin("GET", f"/v1/rooms?{bad}").status == 400, bad


def test_a_change_reaches_the_people_in_the_call(server, room):
    server.create_room(room)
    with SignalClient(server).join(host_token(room)) as host:
        server.admin("PATCH", f"/v1/rooms/{room}", {"title": "Renamed", "locked": True})
        assert host.expect("room_updated")["room"]["title"] == "Renamed"
    assert refused(server, token(room, "late")) == ("room_locked", 4011)


def test_deleting_a_room_ends_the_call(server, room):
    server.create_room(room)
    with SignalClient(server).join(host_token(room)) as host:
        server.admin("DELETE", f"/v1/rooms/{room}")
        assert host.refusal() == ("room_ended", 4004)


def test_a_room_opens_and_closes_by_the_clock(server, room):
    now = int(time.time())
    server.create_room(room, not_before=now + 3600)
    assert refused(server, token(room)) == ("room_not_open", 4004)
    server.create_room(f"{room}-b", expires_at=now + 2)
    with SignalClient(server).join(host_token(f"{room}-b")) as host:
        assert host.joined["room"]["expires_at"] == (now + 2) * 1000
        assert host.refusal(timeout=8)[0] in ("room_expired", "room_ended")
    assert refused(server, token(f"{room}-b"))[0] in ("room_expired", "room_not_found", "room_ended")


def test_a_room_lives_as_long_as_its_timeouts_say(server, room):
    server.create_room(room, departure_timeout_s=1)
    server.create_room(f"{room}-b", empty_timeout_s=1)
    with SignalClient(server).join(host_token(room)) as host:
        # Rooms are looked through every five seconds: one look must see the host.
        stays(lambda: host.settle() == [] and server.admin("GET", f"/v1/rooms/{room}").status == 200, 6, "the room with somebody in it", interval=0.5)
        host.leave()
    wait_until(lambda: server.admin("GET", f"/v1/rooms/{room}").status == 404, 15, "the end of the deserted room")
    wait_until(lambda: server.admin("GET", f"/v1/rooms/{room}-b").status == 404, 15, "the end of the room that nobody entered")


def test_as_many_as_the_room_allows_may_enter(server, room):
    server.create_room(room, max_participants=1)
    with SignalClient(server).join(host_token(room)):
        assert refused(server, token(room, "second")) == ("room_full", 4010)


# Tokens made by the server


def test_the_server_makes_room_tokens(server, room):
    server.create_room(room)
    reply = server.admin("POST", f"/v1/rooms/{room}/tokens", {"identity": "ada", "name": "Ada", "role": "cohost", "attributes": {"crm": "42"}})
    assert reply.status == 201 and reply.json["url"].endswith("/v1/signal") and reply.json["url"].startswith("ws")
    with SignalClient(server).join(reply.json["token"]) as client:
        assert (client.me["identity"], client.me["name"], client.me["role"], client.me["attributes"]) == ("ada", "Ada", "cohost", {"crm": "42"})


@pytest.mark.parametrize("request_body", [{}, {"identity": ""}, {"identity": "x" * 129}, {"identity": "a", "role": "king"}, {"identity": "a", "ttl_s": 1}, {"identity": "a", "ttl_s": 86_401}], ids=str)
def test_a_bad_token_request_is_refused(server, room, request_body):
    server.create_room(room)
    assert server.admin("POST", f"/v1/rooms/{room}/tokens", request_body).status in (400, 422)


# Invitations and guests


def invite(server, room, **settings):
    reply = server.admin("POST", f"/v1/rooms/{room}/invites", settings)
    assert reply.status == 201, reply
    return reply.json


def redeem(server, room, code=None, name="Grace", device="device-1"):
    body = {"name": name, "device": device}
    if code is not None:
        body["code"] = code
    return server.request("POST", f"/v1/rooms/{room}/guests", body)


def test_a_guest_types_a_name_and_is_in(server, room):
    server.create_room(room)
    made = invite(server, room)
    assert made["url"].endswith(f"/r/{room}#i={made['code']}")
    reply = redeem(server, room, made["code"])
    assert reply.status == 201 and reply.json["role"] == "guest"
    with SignalClient(server).join(reply.json["token"]) as client:
        assert client.me["name"] == "Grace"
    listed = server.admin("GET", f"/v1/rooms/{room}/invites").json["invites"]
    assert [entry["id"] for entry in listed] == [made["id"]] and "code" not in listed[0] and listed[0]["uses"] == 1


def test_a_guest_needs_an_invitation_unless_the_room_is_open(server, room):
    server.create_room(room, open_join=False)
    assert (redeem(server, room).status, redeem(server, room).code) == (403, "invite_required")
    assert (redeem(server, room, "nonsense").status, redeem(server, room, "nonsense").code) == (404, "invite_not_found")
    server.create_room(f"{room}-b", open_join=True)
    assert redeem(server, f"{room}-b").status == 201


def test_an_invitation_of_another_room_opens_nothing(server, room):
    server.create_room(room)
    server.create_room(f"{room}-b")
    code = invite(server, room)["code"]
    assert redeem(server, f"{room}-b", code).code == "invite_not_found"


def test_an_invitation_is_used_up_by_different_devices_only(server, room):
    server.create_room(room)
    code = invite(server, room, max_uses=1)["code"]
    first = redeem(server, room, code, device="one")
    again = redeem(server, room, code, device="one")
    assert first.status == again.status == 201 and first.json["identity"] == again.json["identity"]
    other = redeem(server, room, code, device="two")
    assert (other.status, other.code) == (410, "invite_used_up")


def test_an_invitation_expires(own_server, room):
    server = own_server()
    server.create_room(room, empty_timeout_s=0)
    short = invite(server, room, ttl_s=60)
    server.terminate()
    # A minute is the shortest life that can be asked for; this is quicker.
    with contextlib.closing(sqlite3.connect(server.data_dir / "saleflow.sqlite")) as connection, connection:
        changed = connection.execute("update invites set expires_at = expires_at - 120000 where id = ?", (short["id"],))
        assert changed.rowcount == 1
    server.start()
    reply = redeem(server, room, short["code"])
    assert (reply.status, reply.code) == (410, "invite_expired")


def test_an_invitation_is_revoked(server, room):
    server.create_room(room)
    revoked = invite(server, room)
    assert redeem(server, room, revoked["code"], device="x").status == 201
    assert server.admin("DELETE", f"/v1/rooms/{room}/invites/{revoked['id']}").status == 204
    reply = redeem(server, room, revoked["code"], device="y")
    assert (reply.status, reply.code) == (410, "invite_revoked")


@pytest.mark.parametrize("name", ["", " ", "x" * 300, "bell\u0007", "line\nbreak", "\u202eevil", "null\u0000"], ids=repr)
def test_a_guests_name_is_cleaned_or_refused(server, room, name):
    server.create_room(room, open_join=True)
    reply = redeem(server, room, name=name)
    if reply.status == 201:
        with SignalClient(server).join(reply.json["token"]) as client:
            shown = client.me["name"]
            assert shown.strip() and len(shown.encode()) <= 256
            assert not any(ord(c) < 32 or c in "\u007f\u202a\u202b\u202d\u202e\u2066\u2067\u2068" for c in shown), repr(shown)
    else:
        assert reply.status in (400, 422)


def test_a_meeting_is_a_room_with_two_links(server):
    reply = server.request("POST", "/v1/meetings", {"title": "Quarterly"})
    assert reply.status == 201
    made = reply.json
    assert made["host_url"] != made["guest_url"]
    host = redeem(server, made["room"], made["host_url"].split("#i=")[1], name="Hans", device="h")
    guest = redeem(server, made["room"], made["guest_url"].split("#i=")[1], name="Gina", device="g")
    assert (host.json["role"], guest.json["role"]) == ("host", "guest")


# People in the call


def test_an_administrator_sees_and_steers_the_people_in_the_call(server, room):
    server.create_room(room)
    with SignalClient(server).join(host_token(room)) as host, SignalClient(server).join(token(room, "guest")) as guest:
        track = guest.publish("microphone")
        people = server.admin("GET", f"/v1/rooms/{room}/participants").json["participants"]
        assert {p["identity"]: p["waiting"] for p in people} == {"host": False, "guest": False}

        assert server.admin("POST", f"/v1/rooms/{room}/participants/guest/mute", {}).status == 200
        muted = guest.expect("track_muted")
        assert (muted["track"], muted["muted"], muted["by"]) == (track["id"], True, "api")

        changed = server.admin("PATCH", f"/v1/rooms/{room}/participants/guest", {"role": "cohost"})
        assert changed.status == 200 and changed.json["role"] == "cohost"
        assert host.expect(lambda m: m["type"] == "participant_updated" and m["participant"]["role"] == "cohost")

        assert server.admin("DELETE", f"/v1/rooms/{room}/participants/guest").status == 204
        assert guest.refusal() == ("removed", 4003)
        assert host.expect("participant_left")["reason"] == "removed"


def test_a_removed_person_stays_out_across_a_restart(own_server, room, tmp_path):
    data = tmp_path / "data"
    data.mkdir()
    server = own_server(data_dir=data)
    server.create_room(room, empty_timeout_s=0, departure_timeout_s=0, open_join=True)
    visitor = redeem(server, room, device="phone").json
    bad = token(room, "bad")
    with SignalClient(server).join(host_token(room)) as host:
        guest = SignalClient(server).join(visitor["token"])
        other = SignalClient(server).join(bad)
        host.request("moderate", action="remove", participant=guest.id)
        host.request("moderate", action="remove", participant=other.id)
        assert guest.refusal() == ("removed", 4003)
        assert other.refusal() == ("removed", 4003)
        for attempt in range(2):
            assert refused(server, visitor["token"]) == ("removed", 4003)
            assert refused(server, token(room, "bad", jti="another")) == ("removed", 4003)
            assert redeem(server, room, device="phone").code == "removed"
            if attempt == 0:
                server.terminate()
                server.start()
    removed = server.admin("GET", f"/v1/rooms/{room}/removals").json
    assert "bad" in str(removed) and visitor["identity"] in str(removed)
    assert server.admin("DELETE", f"/v1/rooms/{room}/removals/bad").status == 204
    with SignalClient(server).join(bad) as forgiven:
        assert forgiven.me["identity"] == "bad"


def test_somebody_who_is_not_there_can_be_removed_beforehand(server, room):
    server.create_room(room)
    assert server.admin("DELETE", f"/v1/rooms/{room}/participants/nobody").status == 204
    assert refused(server, token(room, "nobody")) == ("removed", 4003)


def test_rooms_survive_a_restart(own_server, room, tmp_path):
    data = tmp_path / "data"
    data.mkdir()
    server = own_server(data_dir=data)
    made = server.create_room(room, title="Kept", empty_timeout_s=0)
    server.kill()
    server.start()
    assert server.admin("GET", f"/v1/rooms/{room}").json["id"] == made["id"]


@pytest.mark.parametrize(
    ("method", "path"),
    [("GET", "/v1/rooms/{room}/participants"), ("DELETE", "/v1/rooms/{room}"), ("POST", "/v1/rooms/{room}/invites"), ("POST", "/v1/rooms"), ("GET", "/v1/rooms")],
)
def test_each_call_needs_its_grant(server, room, method, path):
    server.create_room(room)
    body = {"name": "x"} if method == "POST" else None
    reply = server.request(method, path.format(room=room), body, token=admin_token(roomRecord=True))
    assert (reply.status, reply.code) == (403, "forbidden")
