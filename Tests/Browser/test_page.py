"""The page as a page: accessible, usable by keyboard alone, self-contained, embeddable where it is allowed."""

import http.server
import threading

import pytest
from axe_playwright_python.sync_playwright import Axe
from harness.waiting import wait_until

DESKTOP, PHONE = {"width": 1440, "height": 900}, {"width": 390, "height": 844}


def serious_findings(page):
    found = Axe().run(page.page).response["violations"]
    return [
        f"{finding['id']} ({finding['impact']}): {finding['help']}: {[node['html'][:160] for node in finding['nodes']][:4]}"
        for finding in found
        if finding["impact"] in ("serious", "critical")
    ]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_no_page_has_a_serious_accessibility_finding(browsers, server, room, size, scheme):
    ada = browsers.pattern_chromium(sender=1, **size, context_options={"color_scheme": scheme, "reduced_motion": "reduce"})
    problems = {}

    def look(where):
        if findings := serious_findings(ada):
            problems[where] = findings

    ada.goto(server.url)
    ada.wait_for("Start a meeting")
    look("landing")
    ada.open_room(server.url, room, "Ada")
    look("door")
    ada.click("Join")
    ada.wait_for("Leave", timeout=20)
    look("alone")
    ben = browsers.pattern_chromium(sender=2)
    ben.join(server.url, room, "Ben")
    ada.sees(ben)
    look("call")
    ada.click("Open chat")
    ada.fill("Message", "Hello")
    ada.click("Send")
    look("chat")
    ada.press("Escape")
    if ada.is_shown("More"):
        ada.click("More")
        look("more")
        ada.click("Settings")
        look("settings")
        ada.press("Escape")
    ada.click("Leave")
    ada.wait_for_text("You left the meeting")
    look("left")
    assert not problems, problems


def tab_to(page, name, most=80):
    for _ in range(most):
        if page.focused_name() == name:
            return
        page.press("Tab")
    raise AssertionError(f"'{name}' is not reached by Tab; the focus is on '{page.focused_name()}'")


@pytest.mark.parametrize("kind", ["pattern_chromium", "firefox"])
def test_a_call_is_made_by_keyboard_alone(browsers, server, room, kind):
    ada, ben = getattr(browsers, kind)(sender=1), browsers.chromium(sender=2)
    ben.join(server.url, room, "Ben")
    ada.goto(f"{server.url}/r/{room}")
    ada.wait_for("Your name")
    tab_to(ada, "Your name")
    ada.type("Ada")
    tab_to(ada, "Join")
    ada.press("Enter")
    ada.wait_for("Leave", timeout=20)
    ben.sees(ada)
    tab_to(ada, "Mute microphone")
    ada.press("Space")
    ada.wait_for("Unmute microphone")
    assert ada.focused_name() == "Unmute microphone", "the focus was lost"
    tab_to(ada, "Open chat")
    ada.press("Enter")
    wait_until(lambda: ada.focused_name() == "Message", 5, "the focus in the message field")
    ada.type("By keyboard")
    ada.press("Enter")
    ben.click("Open chat")
    ben.wait_for_text("By keyboard")
    ada.press("Escape")
    tab_to(ada, "Leave")
    ada.press("Enter")
    ada.wait_for_text("You left the meeting")


def test_the_page_asks_no_other_host_and_reports_no_error(browsers, server, room):
    ada, ben = browsers.pattern_chromium(sender=1), browsers.pattern_chromium(sender=2)
    ada.goto(server.url)
    ada.join(server.url, room, "Ada")
    ben.join(server.url, room, "Ben")
    ada.sees(ben)
    ada.click("Open chat")
    for page in (ada, ben):
        foreign = [url for url in page.requests if not url.startswith((server.url + "/", "blob:", "data:", "about:"))]
        assert foreign == []
        assert [line for line in page.console if line.startswith(("error", "uncaught"))] == []


def test_a_phone_shows_every_control(browsers, server, room):
    ada = browsers.pattern_chromium(sender=1, **PHONE, context_options={"has_touch": True, "is_mobile": True})
    ada.join(server.url, room, "Ada")
    for name in ("Mute microphone", "Turn camera off", "Open chat", "Leave"):
        assert ada.is_shown(name), name
    assert ada.evaluate("() => document.documentElement.scrollWidth <= innerWidth"), "the page scrolls sideways"
    ada.click("More")
    for name in ("Raise hand", "Settings"):
        ada.wait_for(name)


# Embedding


@pytest.fixture
def customers_site():
    """A page on another origin that embeds a room."""

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self):
            source = self.path.split("src=")[-1] if "src=" in self.path else ""
            self.send_response(200)
            self.send_header("Content-Type", "text/html")
            self.end_headers()
            self.wfile.write(
                f'<!doctype html><title>CRM</title><iframe src="{source}" allow="camera; microphone; display-capture; fullscreen" width=900 height=600></iframe>'.encode()
            )

        def log_message(self, *_):
            pass

    site = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=site.serve_forever, daemon=True).start()
    yield f"http://localhost:{site.server_port}"
    site.shutdown()
    site.server_close()


def embedded_frame(page, site, url):
    page.goto(f"{site}/?src={url}")
    return next((frame for frame in page.page.frames if "/embed/" in frame.url), None)


def test_another_parent_embeds_nothing(browsers, own_server, customers_site, room):
    server = own_server("--embed-origins", "https://crm.example")
    page = browsers.pattern_chromium(sender=1)
    embedded_frame(page, customers_site, f"{server.url}/embed/{room}")
    wait_until(lambda: any("frame-ancestors" in line for line in page.console), 10, "the refusal")
    assert not any(frame.locator("button").count() for frame in page.page.frames)


def test_the_plain_page_is_never_embedded(browsers, own_server, customers_site, room):
    server = own_server("--embed-origins", customers_site)
    page = browsers.pattern_chromium(sender=1)
    embedded_frame(page, customers_site, f"{server.url}/r/{room}")
    wait_until(lambda: any("frame-ancestors" in line for line in page.console), 10, "the refusal")


@pytest.mark.parametrize("kind", ["pattern_chromium", "firefox"])
def test_a_page_of_a_foreign_origin_gets_no_socket(browsers, server, customers_site, kind):
    page = getattr(browsers, kind)(sender=1)
    page.goto(f"{customers_site}/")
    outcome = page.evaluate(
        """(url) => new Promise((resolve) => {
            const socket = new WebSocket(url);
            socket.onopen = () => resolve('open');
            socket.onclose = ({ code }) => resolve(code);
        })""",
        server.socket_url,
    )
    assert outcome == 1006
