"""Which tokens open the door, and with which code the others are refused (docs/signaling.md, Errors)."""

import base64
import datetime
import json

import pytest
from harness.server import API_KEY, API_SECRET, admin_token, host_token, token
from harness.signaling import SignalClient, SignalError, refused
from livekit import api as livekit


def unsigned(room):
    return token(room, algorithm="none", secret=None)


def tampered(room):
    head, body, signature = token(room).split(".")
    claims = json.loads(base64.urlsafe_b64decode(body + "=="))
    claims["sub"] = "somebody-else"
    body = base64.urlsafe_b64encode(json.dumps(claims).encode()).rstrip(b"=").decode()
    return f"{head}.{body}.{signature}"


BAD_TOKENS = {
    "no JWT at all": (lambda room: "hello", "token_malformed"),
    "two parts": (lambda room: ".".join(token(room).split(".")[:2]), "token_malformed"),
    "a body that is no JSON": (lambda room: token(room).split(".")[0] + ".aGVsbG8." + token(room).split(".")[2], "token_malformed"),
    "alg none": (unsigned, "token_algorithm"),
    "HS512": (lambda room: token(room, algorithm="HS512"), "token_algorithm"),
    "an unknown key": (lambda room: token(room, key="nobody"), "token_unknown_key"),
    "a wrong secret": (lambda room: token(room, secret="another-secret-another-secret-0000"), "token_signature"),
    "claims changed after signing": (tampered, "token_signature"),
    "expired": (lambda room: token(room, lifetime=-120, not_before=-600), "token_expired"),
    "not yet valid": (lambda room: token(room, not_before=300), "token_not_yet_valid"),
    "no grant": (lambda room: token(None), "token_no_room"),
    "no roomJoin": (lambda room: token(room, grants={"roomJoin": False}), "token_no_room"),
    "no room": (lambda room: token(room, grants={"room": ""}), "token_no_room"),
    "an administrator who may not join": (lambda room: admin_token(), "token_no_room"),
}


@pytest.mark.parametrize("fault", BAD_TOKENS)
def test_a_bad_token_is_refused_with_its_own_code(server, room, fault):
    make, code = BAD_TOKENS[fault]
    assert refused(server, make(room)) == (code, 4001)


def test_a_few_seconds_of_clock_difference_are_forgiven(server, room):
    with SignalClient(server).join(token(room, "late", lifetime=-30, not_before=-600)) as late:
        assert late.me["identity"] == "late"
    with SignalClient(server).join(token(room, "early", not_before=30)) as early:
        assert early.me["identity"] == "early"


def test_an_administrator_of_one_room_is_none_of_another(server, room):
    server.create_room(room)
    server.create_room(f"{room}-b")
    mine = admin_token(roomAdmin=True, room=room)
    assert server.request("GET", f"/v1/rooms/{room}", token=mine).status == 200
    reply = server.request("GET", f"/v1/rooms/{room}-b", token=mine)
    assert (reply.status, reply.code) == (403, "token_wrong_room")


def test_a_room_token_opens_no_administration(server, room):
    server.create_room(room)
    reply = server.request("GET", f"/v1/rooms/{room}/participants", token=token(room))
    assert (reply.status, reply.code) == (403, "forbidden")


@pytest.mark.parametrize("fault", ["no JWT at all", "alg none", "an unknown key", "a wrong secret", "expired", "not yet valid"])
def test_the_api_refuses_the_same_tokens_with_the_same_codes(server, room, fault):
    make, code = BAD_TOKENS[fault]
    reply = server.request("GET", "/v1/rooms", token=make(room))
    assert (reply.status, reply.code) == (401, code)


def test_the_api_without_a_token_says_so(server):
    reply = server.request("GET", "/v1/rooms")
    assert (reply.status, reply.code) == (401, "token_missing")
    assert "Bearer" in reply.headers.get("WWW-Authenticate", reply.headers.get("www-authenticate", ""))


def livekit_token(room, identity="lk", **grants):
    return livekit.AccessToken(API_KEY, API_SECRET).with_identity(identity).with_ttl(datetime.timedelta(minutes=5)).with_grants(
        livekit.VideoGrants(**{"room_join": True, "room": room, **grants})
    )


def test_a_token_made_by_livekits_own_library_is_accepted(server, room):
    made = livekit_token(room).with_name("Élodie 🎥").with_metadata('{"plan":"pro"}').with_attributes({"team": "north"})
    with SignalClient(server).join(made.to_jwt()) as client:
        assert client.me["identity"] == "lk"
        assert client.me["name"] == "Élodie 🎥"
        assert client.me["metadata"] == '{"plan":"pro"}'
        assert client.me["attributes"] == {"team": "north"}
        assert client.me["role"] == "guest"
        assert set(client.me["can_publish"]) == {"camera", "microphone", "screen_share", "screen_share_audio"}
        assert client.joined["room"]["name"] == room


def test_livekits_grants_become_roles_and_permissions(server, room):
    with SignalClient(server).join(livekit_token(room, "boss", room_admin=True).to_jwt()) as client:
        assert client.me["role"] == "host"
    with SignalClient(server).join(livekit_token(room, "silent", can_publish=False).to_jwt()) as client:
        assert client.me["role"] == "observer"
        assert client.me["can_publish"] == []
    with SignalClient(server).join(livekit_token(room, "voice", can_publish_sources=["microphone"], can_publish_data=False).to_jwt()) as client:
        assert client.me["can_publish"] == ["microphone"]
        assert client.me["can_publish_data"] is False


def test_nobody_renames_themselves_without_the_grant(server, room):
    with SignalClient(server).join(livekit_token(room).to_jwt()) as client, pytest.raises(SignalError) as refusal:
        client.request("update", name="Another")
    assert refusal.value.code == "forbidden"
    with SignalClient(server).join(livekit_token(room, can_update_own_metadata=True).to_jwt()) as client:
        client.request("update", name="Another")


def test_livekits_administration_grants_open_the_api(server, room):
    made = livekit.AccessToken(API_KEY, API_SECRET).with_identity("backend").with_grants(livekit.VideoGrants(room_create=True, room_list=True))
    assert server.request("POST", "/v1/rooms", {"name": room}, token=made.to_jwt()).status == 201
    assert server.request("GET", f"/v1/rooms/{room}", token=made.to_jwt()).status == 200


def test_a_token_is_refreshed_before_it_expires_and_never_lives_shorter(own_server, room):
    server = own_server()
    with SignalClient(server).join(host_token(room, lifetime=12)) as client:
        fresh = client.expect("token", timeout=12)
    claims = json.loads(base64.urlsafe_b64decode(fresh["token"].split(".")[1] + "=="))
    assert claims["sub"] == "host"
    assert claims["exp"] - claims["nbf"] >= 12 or claims["exp"] * 1000 <= fresh["expires_at"]
    with SignalClient(server).join(fresh["token"]) as again:
        assert again.me["role"] == "host"
