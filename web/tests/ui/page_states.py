"""Every state of the page in a real browser, without the real server: no serious accessibility finding, nothing that the
Content-Security-Policy had to block, and the whole call by keyboard alone.

    python3 web/tests/ui/page_states.py [NAME ...]

Needs Debian's chromium and node, and PyPI playwright and axe-playwright-python. With SHOTS=folder it also leaves a screenshot of every state there.
"""

import os
import pathlib
import socket
import subprocess
import sys
import time

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, sync_playwright

HERE = pathlib.Path(__file__).resolve().parent
PHONE = {"viewport": {"width": 390, "height": 844}, "is_mobile": True, "has_touch": True}
DESK = {"viewport": {"width": 1440, "height": 900}}
FLAGS = [
    "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--use-fake-ui-for-media-stream", "--use-fake-device-for-media-stream",
]


def join(page: Page) -> None:
    page.get_by_label("Your name").fill("Ana Ruiz")
    page.get_by_role("button", name="Join", exact=True).click()
    page.wait_for_selector("sf-tile")


def door(_page: Page) -> None:
    pass


def empty_name(page: Page) -> None:
    page.get_by_role("button", name="Join", exact=True).click()


def talk(page: Page) -> None:
    join(page)
    page.evaluate(
        """() => {
          fake.write('ben', 'Here is the draft: https://acme.example/renewal');
          fake.write('ben', '<img src=x onerror=alert(1)> stays text');
          fake.write('ana', 'Thank you!');
        }"""
    )
    page.get_by_role("button", name="Open chat", exact=True).click()


def panel(name: str):
    def steps(page: Page) -> None:
        join(page)
        page.evaluate("() => { fake.knock('Priya Nair'); fake.knock('Jonas Weber'); }")
        page.evaluate("name => document.querySelector('sf-call').open(name)", name)

    return steps


def person_menu(page: Page) -> None:
    panel("people")(page)
    page.get_by_label("Options for Mei Tanaka").click()


def notices(page: Page) -> None:
    join(page)
    page.evaluate(
        """() => {
          const own = fake.localParticipant;
          fake.knock('Priya Nair');
          fake.write('mei', 'Could you zoom in a little?');
          own.setMuted('microphone', true);
          fake.emit('trackMuted', { track: own.track('microphone'), participant: own, by: 'PA_ben' });
          fake.emit('mediaDevicesError', { source: 'camera', reason: 'busy', advice: 'Close the other program.', cause: null });
          fake.sendReaction('🎉');
        }"""
    )


def broken(page: Page) -> None:
    join(page)
    page.evaluate(
        """() => {
          fake.emit('signalReconnecting', { attempt: 1 });
          fake.emit('mediaReconnecting', { participant: [...fake.participants.values()][0] });
        }"""
    )


def recording(page: Page) -> None:
    join(page)
    page.evaluate("() => { fake.recorder.start(); fake.alter('ben', { attributes: { recording: 'local' } }); }")


def blocked(page: Page) -> None:
    join(page)
    page.evaluate("() => fake.emit('autoplayBlocked', {})")


def press(key: str):
    def steps(page: Page) -> None:
        join(page)
        page.keyboard.press(key)

    return steps


def sheet(page: Page) -> None:
    join(page)
    page.get_by_role("button", name="More", exact=True).click()


def settings(page: Page) -> None:
    sheet(page)
    page.get_by_role("button", name="Settings", exact=True).click()


def confirm(page: Page) -> None:
    sheet(page)
    page.get_by_role("button", name="End for everyone", exact=True).click()


def end(reason: str):
    def steps(page: Page) -> None:
        join(page)
        page.evaluate("reason => fake.end(reason)", reason)
        page.wait_for_selector("sf-screen")

    return steps


def refused(page: Page) -> None:
    page.get_by_label("Your name").fill("Ana Ruiz")
    page.get_by_role("button", name="Join", exact=True).click()
    page.wait_for_selector("sf-screen")


def meeting(page: Page) -> None:
    page.get_by_role("button", name="Start a meeting").click()
    page.wait_for_selector("sf-landing .ready:not([hidden])")


def wrong_link(page: Page) -> None:
    page.get_by_label("Were you invited?").fill("https://elsewhere.example/r/x")
    page.get_by_role("button", name="Join", exact=True).click()


ROOM = "/r/renewal?fake"
STATES = {
    "landing": ("/", door),
    "landing-ready": ("/", meeting),
    "landing-wrong-link": ("/", wrong_link),
    "door": (ROOM, door),
    "door-empty-name": (ROOM, empty_name),
    "door-denied": (f"{ROOM}&door=denied", door),
    "door-missing": (f"{ROOM}&door=missing&recording", door),
    "lobby": (f"{ROOM}&lobby", refused),
    "alone": (f"{ROOM}&people=", join),
    "alone-guest": (f"{ROOM}&people=&role=guest", join),
    "two": (ROOM, join),
    "four": (f"{ROOM}&people=ben,mei,tom", join),
    "seven": (f"{ROOM}&people=ben,mei,tom,zoe,ravi,maria&locked", join),
    "share": (f"{ROOM}&people=ben,mei,tom&share=ben", join),
    "observer": (f"{ROOM}&role=observer", join),
    "chat": (ROOM, talk),
    "people": (f"{ROOM}&people=ben,mei,tom,zoe", panel("people")),
    "people-menu": (f"{ROOM}&people=ben,mei", person_menu),
    "health": (f"{ROOM}&people=ben,mei,tom", panel("health")),
    "notices": (f"{ROOM}&people=ben,mei", notices),
    "broken": (ROOM, broken),
    "recording": (ROOM, recording),
    "blocked": (ROOM, blocked),
    "reactions": (ROOM, press("r")),
    "shortcuts": (ROOM, press("?")),
    "more": (ROOM, sheet),
    "settings": (ROOM, settings),
    "confirm": (ROOM, confirm),
    "left": (f"{ROOM}&recording", end("left")),
    "removed": (ROOM, end("removed")),
    "lost": (ROOM, end("connection_lost")),
    "room-full": (f"{ROOM}&fail=room_full", refused),
    "no-such-room": ("/r/a%20b", door),
    "embedded": ("/embed/renewal?fake", join),
}


class Complaints(list):
    """Also shown at once: a run takes minutes."""

    def append(self, text: str) -> None:
        print(text, flush=True)
        super().append(text)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def serve(port: int) -> subprocess.Popen:
    server = subprocess.Popen(["node", str(HERE.parent / "fake" / "server.mjs"), str(port)])
    for _ in range(100):
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return server
        time.sleep(0.05)
    server.kill()
    raise SystemExit("the fake server did not start")


def check(page: Page, label: str, complaints: list[str], listeners: list) -> None:
    page.wait_for_timeout(250)
    # Finished animations, else a colour is measured while it fades in.
    page.evaluate("() => document.getAnimations().forEach((one) => { try { one.finish(); } catch { one.cancel(); } })")
    # axe writes styles of its own, which the policy rightly blocks: from here on the console is not ours.
    page.remove_listener("console", listeners.pop())
    found = Axe().run(page).response["violations"]
    for violation in found:
        if violation["impact"] in ("serious", "critical"):
            where = "; ".join(str(node["target"]) for node in violation["nodes"][:3])
            complaints.append(f"{label}: {violation['id']} ({violation['impact']}): {where}")
    if page.evaluate("() => document.documentElement.scrollWidth > innerWidth"):
        complaints.append(f"{label}: the page is wider than the window")
    if page.context.pages and page.evaluate("() => matchMedia('(pointer: coarse)').matches"):
        small = page.evaluate(
            """() => [...document.querySelectorAll('button, a[href], select, input, summary')].filter((one) => {
              const box = one.getBoundingClientRect();
              const text = one.matches('p a, .chat-text a, .brand, input[type=checkbox]');
              return !text && box.width > 0 && (box.width < 40 || box.height < 36) && one.checkVisibility();
            }).map((one) => one.outerHTML.slice(0, 90))"""
        )
        for one in small:
            complaints.append(f"{label}: too small for a finger: {one}")


def keyboard_walk(page: Page, base: str, complaints: list[str]) -> None:
    """From the door through the call to the end without a pointer."""

    def expect(condition: bool, text: str) -> None:
        if not condition:
            complaints.append(f"keyboard: {text}")

    def focused() -> str:
        return page.evaluate("() => { const one = document.activeElement; return one.getAttribute('aria-label') || one.id || one.textContent.trim(); }")

    def tab_to(name: str) -> None:
        for _ in range(60):
            if focused() == name:
                return
            page.keyboard.press("Tab")
        complaints.append(f"keyboard: Tab never reaches {name!r}")

    page.goto(f"{base}{ROOM}&people=ben,mei")
    page.wait_for_selector("sf-door")
    expect(focused() == "door-name", f"the door does not begin at the name but at {focused()!r}")
    page.keyboard.type("Ana Ruiz")
    page.keyboard.press("Enter")
    page.wait_for_selector("sf-tile")
    for name in ("Mute microphone", "Turn camera off", "Share screen", "Record locally", "Raise hand", "React", "Open chat", "Show participants", "More", "Leave"):
        tab_to(name)
        ring = page.evaluate("() => getComputedStyle(document.activeElement).outlineStyle")
        expect(ring != "none", f"{name!r} shows no focus")
    page.keyboard.press("m")
    expect(page.get_by_role("button", name="Unmute microphone", exact=True).count() == 1, "m does not mute")
    page.keyboard.press("c")
    expect(focused() == "Message", f"c does not lead into the chat but to {focused()!r}")
    page.keyboard.type("mvsch")
    expect(page.get_by_label("Message").input_value() == "mvsch", "letters are taken as commands while somebody types")
    page.keyboard.press("Enter")
    expect(page.locator(".chat-line").count() == 1, "Enter does not send")
    page.keyboard.press("Escape")
    expect(focused() == "Leave", f"Escape does not give the focus back, it is at {focused()!r}")
    page.keyboard.press("?")
    page.wait_for_selector("dialog[open]")
    page.keyboard.press("m")
    page.keyboard.press("Escape")
    expect(page.locator("dialog[open]").count() == 0, "Escape does not close a dialog")
    expect(page.get_by_role("button", name="Unmute microphone", exact=True).count() == 1, "a key works behind an open dialog")
    page.keyboard.press("p")
    tab_to("Options for Mei Tanaka")
    page.keyboard.press("Enter")
    tab_to("Remove")
    page.keyboard.press("Enter")
    page.wait_for_selector("dialog[open]")
    expect(focused() == "Cancel", "a question does not begin at the harmless answer")
    tab_to("Remove")
    page.keyboard.press("Enter")
    page.wait_for_function("() => document.querySelectorAll('sf-tile').length === 2")
    page.keyboard.press("h")
    expect(page.get_by_role("button", name="Lower hand", exact=True).count() == 1, "h does not raise the hand")
    page.keyboard.press("r")
    expect(focused() == "Thumbs up", "r does not lead to the reactions")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    page.keyboard.press("Escape")
    tab_to("Leave")
    page.keyboard.press("Enter")
    page.wait_for_selector("sf-screen")
    expect("You left" in page.inner_text("body"), "Leave does not lead to the last screen")


def main(names: list[str]) -> int:
    port = free_port()
    server = serve(port)
    base = f"http://localhost:{port}"
    complaints = Complaints()
    shots = os.environ.get("SHOTS")
    try:
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=FLAGS)
            looks = [("phone", PHONE, "light"), ("desk", DESK, "light"), ("desk", DESK, "dark")]
            for size, options, theme in looks:
                context = browser.new_context(**options, color_scheme=theme, permissions=["camera", "microphone"], reduced_motion="no-preference")
                for name, (path, steps) in STATES.items():
                    if names and name not in names:
                        continue
                    label = f"{name} ({size}, {theme})"
                    page = context.new_page()
                    listeners = [lambda message, label=label: complaints.append(f"{label}: {message.text}") if message.type == "error" else None]
                    page.on("console", listeners[0])
                    page.on("pageerror", lambda error, label=label: complaints.append(f"{label}: {error}"))
                    try:
                        page.goto(base + path)
                        page.wait_for_selector("#page > *")
                        steps(page)
                        check(page, label, complaints, listeners)
                        if shots:
                            page.wait_for_timeout(400)
                            page.screenshot(path=f"{shots}/{name}-{size}-{theme}.png")
                    except Exception as error:  # one broken state must not hide the others
                        complaints.append(f"{label}: {str(error).splitlines()[0]}")
                    page.evaluate("() => { localStorage.clear(); sessionStorage.clear(); }")
                    page.close()
                context.close()
            if not names or "keyboard" in names:
                context = browser.new_context(**DESK, permissions=["camera", "microphone"])
                keyboard_walk(context.new_page(), base, complaints)
                context.close()
            browser.close()
    finally:
        server.terminate()
        server.wait()
    print(f"{len(STATES)} states, {len(complaints)} complaints")
    return 1 if complaints else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
