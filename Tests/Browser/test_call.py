"""Two people in a call, in every pair of browsers."""

import pytest
from harness.waiting import stays, wait_until

PAIRS = [("chromium", "chromium"), ("firefox", "firefox"), ("chromium", "firefox")]


@pytest.fixture(params=PAIRS, ids=" with ".join)
def pair(request, browsers, server, room):
    """Ada (sender 1, the host) and Ben (sender 2), each with a browser process, in one room."""
    first, second = (getattr(browsers, kind)(sender=sender, patternScreen=True) for sender, kind in enumerate(request.param, 1))
    first.join(server.url, room, "Ada")
    second.join(server.url, room, "Ben")
    return first, second


def test_each_sees_and_hears_the_other(pair):
    ada, ben = pair
    ada.sees(ben)
    ben.sees(ada)
    ada.hears(ben)
    ben.hears(ada)
    assert "Ben" in ada.text() and "Ada" in ben.text()


def test_muting_is_heard_and_seen(pair):
    ada, ben = pair
    ben.hears(ada)
    ada.click("Mute microphone")
    ada.wait_for("Unmute microphone")
    wait_until(lambda: ben.hears_nothing_from(ada), 5, "silence")
    stays(lambda: ben.hears_nothing_from(ada), 1.5, "the silence")
    ada.click("Unmute microphone")
    ben.hears(ada)

    ada.click("Turn camera off")
    ada.wait_for("Turn camera on")
    wait_until(lambda: ben.frame_of(ada.sender) is None, 10, "the end of Ada's picture")
    ada.click("Turn camera on")
    ben.sees(ada)


def test_a_screen_is_shared_beside_the_camera(pair):
    ada, ben = pair
    ben.sees(ada)
    ada.click("Share screen")
    ada.wait_for("Stop sharing")
    ben.sees(ada.sender | 8)
    ben.sees(ada)
    ada.click("Stop sharing")
    ada.wait_for("Share screen")
    wait_until(lambda: ben.frame_of(ada.sender | 8) is None, 10, "the end of the screen share")

    ada.click("Share screen")
    ben.sees(ada.sender | 8)
    ada.instrument("endScreen")  # the browser's own bar
    ada.wait_for("Share screen")
    wait_until(lambda: ben.frame_of(ada.sender | 8) is None, 10, "the end of the screen share")


def test_chat_travels_on_the_data_channel(pair):
    ada, ben = pair
    ada.sees(ben)
    ben.sees(ada)
    for page in pair:
        page.click("Open chat")
    ada.fill("Message", "Good morning <b>Ben</b>")
    ada.click("Send")
    ben.wait_for_text("Good morning <b>Ben</b>")
    ben.fill("Message", "https://example.com/offer?a=1&b=2")
    ben.press("Enter")
    ada.wait_for_text("https://example.com/offer?a=1&b=2")
    assert any("Good morning" in message["data"] for message in ada.channel_messages())
    assert not [message for message in ada.messages("sent") if message["type"] == "data" and message["topic"] == "chat"]


def test_a_raised_hand_is_seen(pair):
    ada, ben = pair
    ben.sees(ada)
    ben.click("Raise hand")
    ada.click("Show participants")
    wait_until(lambda: ada.evaluate("() => [...document.querySelectorAll('sf-people [aria-label=\"Hand raised\"]')].some((e) => e.checkVisibility())"), 10, "the raised hand")


def test_leaving_is_seen_at_once(pair):
    ada, ben = pair
    ada.sees(ben)
    ben.click("Leave")
    ben.wait_for_text("You left the meeting")
    wait_until(lambda: ada.frame_of(ben.sender) is None, 3, "the end of Ben's picture")
    assert ben.connections() == []
    ben.wait_for_text("left")
