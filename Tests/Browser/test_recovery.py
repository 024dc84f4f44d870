"""What breaks and comes back: the socket, the media path, the server, the page."""

import pytest
from harness import netns
from harness.cutter import Cutter
from harness.waiting import stays, wait_until


def media_counts(page):
    video, audio = page.received("video"), page.received("audio")
    return {
        "packets lost": video["packetsLost"] + audio["packetsLost"],
        "frames dropped": video["framesDropped"],
        "freezes": video["freezeCount"],
    }


def links(page):
    return [(connection["number"], connection["localUfrag"], connection["remoteUfrag"]) for connection in page.connections()]


def received_types(page):
    return [message["type"] for message in page.messages("received")]


# Alone: a second test on the same two cores makes the encoder pause, which counts as a freeze.
@pytest.mark.alone
@pytest.mark.parametrize("kind", ["chromium", "firefox"])
def test_a_cut_socket_is_resumed_within_a_second_and_media_loses_nothing(browsers, server, cutter, room, kind):
    ada, ben = browsers.chromium(sender=1), getattr(browsers, kind)(sender=2)
    ada.join(server.url, room, "Ada")
    ben.join(cutter.url, room, "Ben")
    for page, other in ((ada, ben), (ben, ada)):
        page.sees(other)
        page.hears(other)
    wait_until(lambda: ada.received("video").get("framesDecoded", 0) > 30, 20, "a picture that has settled")
    before, before_links = media_counts(ada), links(ben)
    frames, packets = ada.received("video")["framesReceived"], ada.received("audio")["packetsReceived"]

    cutter.cut()
    wait_until(lambda: "resumed" in received_types(ben), 5, "the resumed session")

    lost = next(socket for socket in ben.sockets() if socket["close"])
    resumed = next(message for message in ben.messages("received") if message["type"] == "resumed")
    assert resumed["at"] - lost["close"]["at"] < 1000
    ada.sees(ben)
    ben.sees(ada)
    wait_until(lambda: ada.received("video")["framesReceived"] > frames + 15 and ada.received("audio")["packetsReceived"] > packets + 25, 10, "more media")
    assert media_counts(ada) == before, "media suffered"
    assert links(ben) == before_links, "media was touched"
    assert received_types(ada).count("participant_left") == 0
    assert received_types(ben).count("joined") == 1


def test_what_happened_while_the_socket_was_away_arrives_afterwards(browsers, server, cutter, room):
    ada, ben = browsers.chromium(sender=1), browsers.chromium(sender=2)
    ada.join(server.url, room, "Ada")
    ben.join(cutter.url, room, "Ben")
    ben.hears(ada)
    cutter.refuse()
    ben.wait_for_text("Reconnecting to the server")
    ada.click("Mute microphone")
    ada.wait_for("Unmute microphone")
    ben.click("Mute microphone")
    ben.wait_for("Unmute microphone")
    cutter.restore()
    wait_until(lambda: "resumed" in received_types(ben), 15, "the resumed session")
    wait_until(lambda: "track_muted" in received_types(ben) and "track_muted" in received_types(ada), 5, "both mute states")
    wait_until(lambda: "Reconnecting" not in ben.text(), 5, "the end of the banner")


def test_a_stalled_socket_is_noticed_and_replaced(browsers, server, room):
    """Nothing is closed, no byte comes: the heartbeat must notice, on both sides."""
    with Cutter(server.port) as path:
        ada, ben = browsers.chromium(sender=1), browsers.chromium(sender=2)
        ada.join(server.url, room, "Ada")
        ben.join(path.url, room, "Ben")
        ada.sees(ben)
        path.stall()
        wait_until(lambda: any(socket["close"] or socket["state"] >= 2 for socket in ben.sockets()), 16, "Ben's notice")
        path.restore()
        wait_until(lambda: "resumed" in received_types(ben), 15, "the resumed session")
        ada.sees(ben)


@pytest.fixture
def two_in_namespaces(browsers, server, room, media_files):
    if not netns.is_possible():
        pytest.skip("namespaces need root")
    with netns.Network() as network, Cutter(server.port, listener=network.listener()) as path:
        hosts, pages = [], []
        for sender, name in ((1, "Ada"), (2, "Ben")):
            host = network.host(f"h{sender}")
            process = browsers.own_chromium(
                sender, media=media_files, namespace=host.namespace, flags=[f"--unsafely-treat-insecure-origin-as-secure={path.url}"]
            )
            page = browsers.keep(process.page())
            page.join(path.url, room, name)
            hosts.append(host)
            pages.append(page)
        for page, other in (pages, reversed(pages)):
            page.sees(other)
        yield (*hosts, *pages)
        browsers.close_pages()


def test_a_cut_media_path_is_restarted_when_it_is_back(two_in_namespaces):
    _, bens_host, ada, ben = two_in_namespaces
    before = links(ada)
    bens_host.cut_media()
    ada.wait_for_text("Picture and sound of Ben are interrupted", timeout=15)
    ben.wait_for_text("Picture and sound of Ada are interrupted", timeout=15)
    bens_host.restore_media()
    ada.sees(ben, timeout=20)
    ben.sees(ada, timeout=20)
    ada.hears(ben)
    after = links(ada)
    assert [ufrags for _, *ufrags in after] != [ufrags for _, *ufrags in before], "ICE was not restarted"
    wait_until(lambda: "interrupted" not in ada.text(), 10, "the end of the banner")
    for page in (ada, ben):
        assert received_types(page).count("participant_left") == 0
        assert received_types(page).count("joined") == 1, "the socket was not cut and must not be rejoined"


def test_a_change_of_network_keeps_the_call(two_in_namespaces):
    _, bens_host, ada, ben = two_in_namespaces
    old = bens_host.address
    bens_host.move()
    ada.sees(ben, timeout=30)
    ben.sees(ada, timeout=30)
    wait_until(lambda: [c["pair"] and c["pair"]["remote"] for c in ada.connections()] == [bens_host.address], 20, "the new address in Ada's link")
    assert bens_host.address != old
    assert received_types(ada).count("participant_left") == 0
    people = ada.shown_senders()
    stays(lambda: ada.shown_senders() == people, 1, "the same people")


def test_the_server_restarts_and_everyone_comes_back(browsers, own_server, room, tmp_path):
    data = tmp_path / "data"
    data.mkdir()
    server = own_server(data_dir=data)
    ada, ben = browsers.chromium(sender=1), browsers.chromium(sender=2)
    ada.join(server.url, room, "Ada")
    ben.join(server.url, room, "Ben")
    ada.sees(ben)

    server.terminate()
    for page, other in ((ada, ben), (ben, ada)):
        assert [m["code"] for m in page.messages("received") if m["type"] == "closing"] == ["server_shutdown"]
        assert page.sockets()[0]["close"]["code"] == 1001
        page.wait_for_text("Reconnecting to the server")
        page.sees(other)  # media does not need the server

    server.start()
    for page in (ada, ben):
        wait_until(lambda: received_types(page).count("joined") == 2, 20, f"{page} to come back")
    ada.sees(ben)
    ben.sees(ada)
    ada.hears(ben)
    ada.sees_only(ben)
    people = server.admin("GET", f"/v1/rooms/{room}/participants").json["participants"]
    assert sorted(person["name"] for person in people) == ["Ada", "Ben"]


def test_chat_takes_the_signaling_path_while_no_link_opens(browsers, server, room):
    ada, ben = browsers.chromium(sender=1, relayOnly=True), browsers.chromium(sender=2)
    ada.join(server.url, room, "Ada")
    ben.join(server.url, room, "Ben")
    for page in (ada, ben):
        page.click("Open chat")
    ada.fill("Message", "Can you read me?")
    ada.click("Send")
    ben.wait_for_text("Can you read me?")
    ben.fill("Message", "Loud and clear")
    ben.click("Send")
    ada.wait_for_text("Loud and clear")
    assert [message for message in ada.messages("sent") if message["type"] == "data" and message["topic"] == "chat"]
    assert not any("Can you read me?" in message["data"] for message in ada.channel_messages())
    chat = ben.evaluate("() => document.querySelector('[role=log]').textContent")
    assert chat.count("Can you read me?") == 1
