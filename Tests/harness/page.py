"""One page of a browser, the same for Chromium and Firefox, in the words of a call."""

import json
from pathlib import Path

from .pattern import tone_hertz
from .waiting import wait_until

FOLDER = Path(__file__).parent / "instruments"

# Every element of the page, through open shadow roots.
ELEMENTS = """function* elements(root = document) {
  for (const element of root.querySelectorAll('*')) {
    yield element;
    if (element.shadowRoot) yield* elements(element.shadowRoot);
  }
}"""


def instruments_source(**options):
    """A script to run in the page before its own ones; everything hangs off `window.__instruments`."""
    parts = {name: (FOLDER / f"{name}.js").read_text() for name in ("content", "recording", "reading", "controls")}
    return f"""(() => {{
if (window.__instruments) return;
const options = {json.dumps(options)};
{ELEMENTS}
const content = ({parts["content"]})(options);
const {{ peers, ...recording }} = ({parts["recording"]})(options);
const reading = ({parts["reading"]})({{ peers, elements }});
const controls = ({parts["controls"]})({{ elements }});
Object.defineProperty(window, '__instruments', {{ value: {{ ...content, ...recording, ...reading, ...controls }} }});
}})();"""


class Page:
    """What a participant does and perceives. Subclasses drive a browser: see `chromium.py` and `firefox.py`.

    Controls are named by their accessible names, which are part of the page's contract.
    """

    sender = 0

    # What a browser must offer

    def goto(self, url):
        raise NotImplementedError

    def reload(self):
        raise NotImplementedError

    def evaluate(self, function, argument=None):
        """Calls a JavaScript function (its source) with one JSON argument in the page; gives its JSON result, awaited."""
        raise NotImplementedError

    def click(self, name, timeout=20):
        raise NotImplementedError

    def fill(self, name, text, timeout=20):
        raise NotImplementedError

    def press(self, key):
        raise NotImplementedError

    def is_shown(self, name):
        raise NotImplementedError

    def screenshot(self, path):
        raise NotImplementedError

    def close(self):
        """Closes the tab as a person does."""
        raise NotImplementedError

    # Waiting

    def wait_for(self, name, timeout=20):
        wait_until(lambda: self.is_shown(name), timeout, f"'{name}' in {self}")

    def wait_for_text(self, *texts, timeout=20):
        """Waits until the page shows any of the texts; gives the one it shows."""

        def shown():
            page = self.text().lower()
            return next((text for text in texts if text.lower() in page), None)

        try:
            return wait_until(shown, timeout, f"{texts} in {self}")
        except AssertionError as error:
            raise AssertionError(f"{error}; it shows: {self.text()[:800]}") from None

    def text(self):
        return self.instrument("shownText")

    # A call

    def open_room(self, server_url, room, name, secret=""):
        """Opens a room's page and fills in the name; `secret` is `#i=…` or `#t=…`."""
        self.goto(f"{server_url}/r/{room}{secret}")
        self.fill("Your name", name)

    def choose(self, name, value):
        """Picks an option of a select by its value."""
        assert self.evaluate("([name, value]) => window.__instruments.choose(name, value)", [name, value]), f"no '{name}' with the option {value} in {self}"

    def join(self, server_url, room, name, secret=""):
        self.open_room(server_url, room, name, secret)
        self.click("Join")
        self.wait_for("Leave", timeout=20)
        return self

    # What comes out of the instruments

    def instrument(self, name, argument=None):
        call = "(argument)" if argument is not None else "()"
        return self.evaluate(f"(argument) => window.__instruments.{name}{call}", argument)

    def videos(self):
        return self.instrument("videos")

    def shown_senders(self):
        """Whose pictures are on the page, as a sorted list of sender numbers."""
        return sorted({video["sender"] for video in self.videos() if video["shown"] and video["sender"] is not None})

    def sees_only(self, *others, timeout=20):
        """Waits until exactly these pictures (and the own one, shown or not) are on the page."""
        wanted = sorted(getattr(other, "sender", other) for other in others)
        wait_until(lambda: [sender for sender in self.shown_senders() if sender != self.sender] == wanted or self.shown_senders() == wanted, timeout, f"exactly the pictures {wanted} in {self}")

    def frame_of(self, sender):
        frames = [video["frame"] for video in self.videos() if video["shown"] and video["sender"] == sender]
        return frames[0] if frames else None

    def sees(self, other, timeout=20):
        """Waits until the picture of `other` (a page or a sender number) is there and moves."""
        sender = getattr(other, "sender", other)
        first = wait_until(lambda: (frame := self.frame_of(sender)) is not None and (frame,), timeout, f"the picture of sender {sender} in {self}")[0]
        wait_until(lambda: self.frame_of(sender) not in (None, first), timeout, f"movement in the picture of sender {sender} in {self}")

    def hears(self, other, timeout=20):
        """Waits until the tone of `other` is the strongest one of a received track that the page plays."""
        sender = getattr(other, "sender", other)
        wanted = tone_hertz(sender)

        def sounding():
            tones = self.instrument("heard")
            return any(abs(tone["hertz"] - wanted) < 40 and tone["decibels"] > -60 and tone["played"] for tone in tones)

        try:
            wait_until(sounding, timeout, f"the tone of sender {sender} ({wanted} Hz) in {self}")
        except AssertionError as error:
            raise AssertionError(f"{error}; heard: {self.instrument('heard')}") from None

    def hears_nothing_from(self, other):
        sender = getattr(other, "sender", other)
        return not any(abs(tone["hertz"] - tone_hertz(sender)) < 40 and tone["decibels"] > -60 for tone in self.instrument("heard"))

    def connections(self):
        return self.instrument("connections")

    def received(self, kind):
        """Sums of the inbound-rtp statistics of one kind over all links."""
        total = {}
        for connection in self.connections():
            for entry in connection["inbound"]:
                if entry["kind"] == kind:
                    for name, value in entry.items():
                        if isinstance(value, (int, float)):
                            total[name] = total.get(name, 0) + value
        return total

    def sockets(self):
        return self.instrument("sockets")

    def messages(self, direction):
        """Types of all signaling messages so far, over all sockets; `direction` is 'sent' or 'received'."""
        return [message for socket in self.sockets() for message in socket[direction]]

    def channel_messages(self):
        return self.instrument("channelMessages")

    def focused_name(self):
        return self.instrument("focusedName")
