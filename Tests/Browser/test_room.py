"""More than two people, and who may come in."""

import pytest
from harness.server import token
from harness.waiting import wait_until


def test_four_people_see_each_other_and_a_fifth_is_told_that_the_room_is_full(browsers, server, room):
    pages = [browsers.pattern_chromium(sender=sender) for sender in range(1, 5)]
    for number, page in enumerate(pages):
        page.join(server.url, room, f"Person {number + 1}")
        for earlier in pages[:number]:
            earlier.sees(page, timeout=30)
            page.sees(earlier, timeout=30)
    for page in pages:
        page.sees_only(*[other for other in pages if other is not page])
    pages[0].hears(pages[3], timeout=30)

    fifth = browsers.pattern_chromium(sender=5)
    fifth.open_room(server.url, room, "Person 5")
    fifth.click("Join")
    fifth.wait_for_text("The meeting is full")

    pages[1].click("Leave")
    pages[0].sees_only(pages[2], pages[3])


def test_a_reloaded_page_leaves_no_ghost(browsers, server, room):
    ada, ben = browsers.chromium(sender=1), browsers.chromium(sender=2)
    ada.join(server.url, room, "Ada")
    ben.join(server.url, room, "Ben")
    ada.sees(ben)
    for _ in range(2):
        ben.reload()
        wait_until(lambda: ben.is_shown("Leave") or ben.is_shown("Join"), 20, "the page after the reload")
        if ben.is_shown("Join"):
            ben.click("Join")
        ben.wait_for("Leave")
        ben.sees(ada)
        ada.sees(ben)
        ada.sees_only(ben)
        people = server.admin("GET", f"/v1/rooms/{room}/participants").json["participants"]
        assert sorted(person["name"] for person in people) == ["Ada", "Ben"]


def test_a_closed_tab_is_gone_at_once(browsers, server, room):
    ada, ben = browsers.chromium(sender=1), browsers.chromium(sender=2)
    ada.join(server.url, room, "Ada")
    ben.join(server.url, room, "Ben")
    ada.sees(ben)
    ben.close()
    wait_until(lambda: len(server.admin("GET", f"/v1/rooms/{room}/participants").json["participants"]) == 1, 2, "the end of Ben")
    ada.sees_only()


def test_a_removed_guest_who_tries_again_stays_out(browsers, server, room):
    ada, ben = browsers.chromium(sender=1), browsers.chromium(sender=2)
    ada.join(server.url, room, "Ada")
    ben.join(server.url, room, "Ben")
    ada.sees(ben)
    ada.click("Show participants")
    ada.click("Options for Ben")
    ada.click("Remove")
    ada.wait_for_text("Remove Ben?")
    ada.click("Remove")
    ben.wait_for_text("You were removed from this meeting")
    wait_until(lambda: ada.frame_of(ben.sender) is None, 5, "the end of Ben's picture")

    ben.open_room(server.url, room, "Somebody else")
    ben.click("Join")
    ben.wait_for_text("You were removed from this meeting")
    assert [person["name"] for person in server.admin("GET", f"/v1/rooms/{room}/participants").json["participants"]] == ["Ada"]


def test_guests_wait_in_the_lobby_until_the_host_lets_them_in(browsers, server, room):
    ada = browsers.chromium(sender=1)
    ada.join(server.url, room, "Ada")
    assert server.admin("PATCH", f"/v1/rooms/{room}", {"lobby": True}).status == 200

    ben, eve = browsers.chromium(sender=2), browsers.chromium(sender=3)
    for page, name in ((ben, "Ben"), (eve, "Eve")):
        page.open_room(server.url, room, name)
        page.click("Join")
        page.wait_for_text("let you in", "waiting")
        assert not page.is_shown("Mute microphone") or not page.is_shown("Leave") or page.connections() == []
    if not ada.is_shown("Admit Ben"):
        ada.click("Show participants")
    ada.click("Admit Ben")
    ben.wait_for("Leave")
    ada.sees(ben)
    ben.sees(ada)
    ada.click("Deny Eve")
    eve.wait_for_text("You were not let in")


def test_a_locked_room_lets_nobody_new_in(browsers, server, room):
    ada, ben = browsers.chromium(sender=1), browsers.chromium(sender=2)
    ada.join(server.url, room, "Ada")
    ada.click("Show participants")
    ada.evaluate("() => [...document.querySelectorAll('sf-people input[role=switch]')][0].click()")
    wait_until(lambda: server.admin("GET", f"/v1/rooms/{room}").json["locked"], 5, "the lock")
    ben.open_room(server.url, room, "Ben")
    ben.click("Join")
    ben.wait_for_text("The meeting is locked")


def test_a_host_mutes_a_guest_who_can_unmute_again(browsers, server, room):
    ada, ben = browsers.chromium(sender=1), browsers.chromium(sender=2)
    ada.join(server.url, room, "Ada")
    ben.join(server.url, room, "Ben")
    ada.hears(ben)
    ada.click("Show participants")
    ada.click("Options for Ben")
    ada.click("Mute")
    ben.wait_for("Unmute microphone")
    wait_until(lambda: ada.hears_nothing_from(ben), 5, "silence")
    ben.click("Unmute microphone")
    ada.hears(ben)


BAD_LINKS = {
    "a damaged token": (lambda room: "nonsense", "This link is damaged"),
    "alg none": (lambda room: token(room, algorithm="none"), "This link is not valid"),
    "an unknown key": (lambda room: token(room, key="nobody"), "This link is not valid"),
    "a wrong secret": (lambda room: token(room, secret="another-secret-another-secret-0000"), "This link is not valid"),
    "an expired token": (lambda room: token(room, lifetime=-120, not_before=-600), "This link has expired"),
    "a token of tomorrow": (lambda room: token(room, not_before=3600, lifetime=7200), "This link does not work yet"),
    "a token of another room": (lambda room: token(f"{room}-b"), "This link is for another meeting"),
    "a token without a grant": (lambda room: token(None), "This link opens no meeting"),
}


@pytest.mark.parametrize("fault", BAD_LINKS)
def test_a_bad_link_is_explained(browsers, server, room, fault):
    make, words = BAD_LINKS[fault]
    page = browsers.pattern_chromium(sender=1)
    page.goto(f"{server.url}/r/{room}#t={make(room)}")
    wait_until(lambda: words in page.text() or page.is_shown("Join"), 10, "the page")
    if words not in page.text():
        if page.is_shown("Your name"):
            page.fill("Your name", "Ada")
        page.click("Join")
    page.wait_for_text(words)


def test_a_good_token_in_the_link_joins_and_leaves_the_address_bar(browsers, server, room):
    page = browsers.pattern_chromium(sender=1)
    page.join(server.url, room, "Ada", secret=f"#t={token(room, 'crm-user-7', name='Ada')}")
    people = server.admin("GET", f"/v1/rooms/{room}/participants").json["participants"]
    assert [person["identity"] for person in people] == ["crm-user-7"]
    assert "#t=" not in page.evaluate("() => location.href")


def test_an_invitation_made_by_the_api_brings_a_guest_in(browsers, server, room):
    server.create_room(room, open_join=False)
    made = server.admin("POST", f"/v1/rooms/{room}/invites", {"role": "guest"}).json
    page = browsers.pattern_chromium(sender=1)
    page.join(server.url, room, "Gina", secret=f"#i={made['code']}")
    server.admin("DELETE", f"/v1/rooms/{room}/invites/{made['id']}")
    late = browsers.pattern_chromium(sender=2)
    late.open_room(server.url, room, "Late", secret=f"#i={made['code']}")
    late.click("Join")
    late.wait_for_text("This invitation was withdrawn")


def test_the_landing_page_makes_a_meeting_with_two_links(browsers, server):
    page = browsers.pattern_chromium(sender=1)
    page.goto(server.url)
    page.click("Start a meeting")
    page.wait_for_text("Your meeting is ready")
    page.click("Join now")
    page.fill("Your name", "Ada", timeout=15)
    page.click("Join")
    page.wait_for("Leave", timeout=20)
    room = page.evaluate("() => location.pathname").removeprefix("/r/")
    people = server.admin("GET", f"/v1/rooms/{room}/participants").json["participants"]
    assert [(person["name"], person["role"]) for person in people] == [("Ada", "host")]


@pytest.mark.parametrize("kind", ["pattern_chromium", "firefox"])
def test_names_and_messages_are_text_and_never_html(browsers, server, room, kind):
    evil = "<img src=x onerror=\"window.evil=1\">"
    ada, eve = browsers.pattern_chromium(sender=1), getattr(browsers, kind)(sender=2)
    ada.join(server.url, room, "Ada")
    eve.join(server.url, room, evil)
    ada.wait_for_text(evil)
    ada.click("Open chat")
    eve.click("Open chat")
    eve.fill("Message", evil + "<script>window.evil=1</script>")
    eve.click("Send")
    ada.wait_for_text("<script>window.evil=1</script>")
    for page in (ada, eve):
        assert page.evaluate("() => window.evil ?? null") is None
        assert page.evaluate("() => document.querySelectorAll('img[src=x]').length") == 0
