"""Writes livekit-tokens.json: room and admin tokens made by LiveKit's own Python library. See SOURCE.md."""

import datetime
import json
import pathlib
import types

import jwt
from livekit.api import AccessToken, VideoGrants, access_token

KEY = "APIfixture"
SECRET = "fixture-secret-fixture-secret-0001"
MADE_AT = datetime.datetime(2026, 1, 1, tzinfo=datetime.timezone.utc)
EXPIRES_AT = datetime.datetime(2100, 1, 1, tzinfo=datetime.timezone.utc)


class FixedClock(datetime.datetime):
    """The library reads the clock itself; a fixed one makes the file the same at every run."""

    @classmethod
    def now(cls, tz=None):
        return MADE_AT


access_token.datetime = types.SimpleNamespace(
    datetime=FixedClock, timedelta=datetime.timedelta, timezone=datetime.timezone
)


def token(grants, identity=None, ttl=EXPIRES_AT - MADE_AT, secret=SECRET, key=KEY, **claims):
    made = AccessToken(key, secret).with_grants(grants).with_ttl(ttl)
    if identity is not None:
        made = made.with_identity(identity)
    for name, value in claims.items():
        made = getattr(made, f"with_{name}")(value)
    return made.to_jwt()


join = VideoGrants(room_join=True, room="demo")
payload = {"iss": KEY, "sub": "ada", "exp": int(EXPIRES_AT.timestamp()), "video": {"roomJoin": True, "room": "demo"}}

tokens = {
    "join": token(join, "ada", name="Ada Lovelace", metadata='{"team":"é"}', attributes={"crm": "42"}),
    "admin of the room": token(VideoGrants(room_join=True, room="demo", room_admin=True), "ada"),
    "observer": token(VideoGrants(room_join=True, room="demo", can_publish=False), "ada"),
    "microphone only": token(VideoGrants(room_join=True, room="demo", can_publish_sources=["microphone"]), "ada"),
    "hidden": token(
        VideoGrants(
            room_join=True, room="demo", hidden=True, can_publish_data=False, can_subscribe=False, can_update_own_metadata=True
        ),
        "ada",
    ),
    "api without identity": token(VideoGrants(room_create=True, room_list=True, room_admin=True)),
    "ten minutes": token(join, "ada", ttl=datetime.timedelta(minutes=10)),
    "wrong secret": token(join, "ada", secret="another-secret-another-secret-0002"),
    "unknown key": token(join, "ada", key="APIother"),
    "HS512": jwt.encode(payload, SECRET * 2, algorithm="HS512"),
    "none": jwt.encode(payload, None, algorithm="none"),
}

path = pathlib.Path(__file__).with_name("livekit-tokens.json")
path.write_text(json.dumps({"key": KEY, "secret": SECRET, "tokens": tokens}, indent=2, ensure_ascii=False) + "\n")
