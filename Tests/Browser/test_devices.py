"""Cameras and microphones: chosen, changed, refused, missing, unplugged."""

import pytest
from harness.waiting import wait_until


@pytest.mark.parametrize("kind", ["pattern_chromium", "firefox"])
def test_another_camera_and_microphone_are_chosen_during_the_call(browsers, server, room, kind):
    ada, ben = getattr(browsers, kind)(sender=1), browsers.chromium(sender=2)
    ada.join(server.url, room, "Ada")
    ben.join(server.url, room, "Ben")
    ben.sees(ada)
    ben.hears(ada)
    ada.click("More")
    ada.click("Settings")
    ada.choose("Camera", "videoinput-1")
    ben.sees(ada.sender + 8)
    ada.choose("Microphone", "audioinput-1")
    ben.hears(ada.sender + 8)
    wait_until(lambda: ben.frame_of(ada.sender) is None, 5, "the end of the first camera")
    live = [track["label"] for track in ada.instrument("opened") if track["readyState"] == "live"]
    assert sorted(live) == ["Pattern camera 2", "Tone microphone 2"], "the first devices are still open"


def test_the_choice_before_the_call_is_kept_for_the_next_one(browsers, server, room):
    ada, ben = browsers.pattern_chromium(sender=1), browsers.chromium(sender=2)
    ben.join(server.url, room, "Ben")
    ada.open_room(server.url, room, "Ada")
    wait_until(lambda: ada.is_shown("Camera"), 10, "the choice of cameras")
    ada.choose("Camera", "videoinput-1")
    ada.click("Join")
    ben.sees(9)
    ada.click("Leave")
    ada.wait_for_text("You left the meeting")
    ada.goto(f"{server.url}/r/{room}")
    wait_until(lambda: ada.is_shown("Join"), 10, "the door")
    if not ada.instrument("value", "Your name"):
        ada.fill("Your name", "Ada")
    assert ada.instrument("value", "Your name") == "Ada"
    ada.click("Join")
    ben.sees(9)


@pytest.mark.parametrize(
    ("refusal", "words"),
    [("NotAllowedError", "blocked"), ("NotFoundError", "found"), ("NotReadableError", "in use")],
)
def test_a_device_that_cannot_be_had_is_explained_and_one_can_join_without(browsers, server, room, refusal, words):
    ada, ben = browsers.pattern_chromium(sender=1, refuse=refusal), browsers.chromium(sender=2)
    ada.open_room(server.url, room, "Ada")
    ada.wait_for_text(words)
    ada.click("Join")
    ada.wait_for("Leave", timeout=20)
    ben.join(server.url, room, "Ben")
    ada.sees(ben)
    ada.hears(ben)
    ben.wait_for_text("Ada")
    assert ben.frame_of(1) is None


def test_an_unplugged_camera_is_noticed_and_the_call_goes_on(browsers, server, room):
    ada, ben = browsers.pattern_chromium(sender=1), browsers.chromium(sender=2)
    ada.join(server.url, room, "Ada")
    ben.join(server.url, room, "Ben")
    ben.sees(ada)
    ada.instrument("unplug", "videoinput-0")
    # Either the other camera takes over, or the camera is off and says so.
    wait_until(lambda: ben.frame_of(9) is not None or ada.is_shown("Turn camera on"), 10, "a reaction to the lost camera")
    ben.hears(ada)
    ada.hears(ben)


def test_the_screen_of_the_browser_itself_is_shared(browsers, server, room):
    """Without replaced getDisplayMedia: Chromium's own (fake) screen."""
    ada, ben = browsers.chromium(sender=1), browsers.chromium(sender=2)
    ada.join(server.url, room, "Ada")
    ben.join(server.url, room, "Ben")
    ben.sees(ada)
    ada.click("Share screen")
    ada.wait_for("Stop sharing")
    wait_until(lambda: len([v for v in ben.videos() if v["shown"] and v["width"] > 0 and v["sender"] not in (1, 2)]) == 1, 20, "the screen in Ben's page")


def test_one_without_a_sound_card_can_join(all_browsers, browsers, server, room):
    """Firefox runs no AudioContext on such a machine, and `resume()` never settles."""
    from harness.firefox import Firefox

    firefox = Firefox(3)
    try:
        page = firefox.page()
        page.join(server.url, room, "Ada")
        ben = browsers.chromium(sender=2)
        ben.join(server.url, room, "Ben")
        page.sees(ben)
        ben.sees(page)
    finally:
        firefox.close()
