"""Local recording in real Chromium, without a server: what is recorded, and what a crash leaves. The page is web/tests/pages/recording.html."""

import array
import base64
import functools
import http.server
import json
import math
import subprocess
import threading
import time

import pytest
from harness.cdp import BareChromium
from harness.firefox import Firefox
from harness.server import REPOSITORY
from harness.sound import SilentSoundCard
from harness.waiting import wait_until

RED, GREEN, BLUE = "red", "green", "blue"
# What a crash may cost: one of MediaRecorder's slices and what its encoder still holds, which is 2 s here and more on a machine that is too busy to encode in time.
MOST_SECONDS_LOST = 8


class QuietHandler(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_):
        pass


@pytest.fixture(scope="module")
def page_url():
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(QuietHandler, directory=REPOSITORY / "web"))
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://localhost:{server.server_port}/tests/pages/recording.html"
    server.shutdown()
    thread.join()
    server.server_close()


class Recording:
    """The test page in a browser of its own, whose profile stays when the browser is killed."""

    def __init__(self, profile, url):
        self.profile, self.url = profile, url
        self.start_browser()

    def start_browser(self):
        self.browser = BareChromium(self.profile)
        self.open_page()

    def open_page(self):
        self.tab = self.browser.tab(self.url)
        wait_until(lambda: self.tab.evaluate("!!window.ready"), 30, "the test page")

    def __call__(self, expression):
        return self.tab.evaluate(expression)

    def progress(self):
        return self("progress()")

    def record_until(self, seconds):
        wait_until(lambda: self.progress()["seconds"] >= seconds, 60, f"{seconds} recorded seconds", interval=0.2)

    def record_until_safe(self, seconds):
        """Until something is on disk, and then so many seconds on."""
        wait_until(lambda: self.progress()["bytes"] > 0, 60, "bytes on disk", interval=0.2)
        self.record_until(self.progress()["seconds"] + seconds)

    def close(self):
        self.browser.close()


@pytest.fixture
def recording(tmp_path, page_url):
    opened = Recording(tmp_path / "profile", page_url)
    yield opened
    opened.close()


class MediaFile:
    """A recorded file as ffmpeg sees it."""

    def __init__(self, path, described):
        path.write_bytes(base64.b64decode(described["data"]))
        self.path = path
        probe = run("ffprobe", "-v", "error", "-show_entries", "format=duration:stream=codec_type,codec_name,width,height", "-of", "json", path)
        self.probe = json.loads(probe)
        self.seconds = float(self.probe["format"]["duration"])

    def streams(self):
        return sorted((stream["codec_type"], stream["codec_name"]) for stream in self.probe["streams"])

    def size(self):
        return next((stream["width"], stream["height"]) for stream in self.probe["streams"] if stream["codec_type"] == "video")

    def complaints(self):
        """Everything that ffmpeg has to say against the file while decoding all of it."""
        # Milliseconds as they are in the file: ffmpeg would guess a frame rate and find two pictures in one of its ticks.
        command = ["ffmpeg", "-v", "warning", "-i", self.path, "-fps_mode", "passthrough", "-enc_time_base:v", "1:1000", "-f", "null", "-"]
        said = subprocess.run(command, capture_output=True, text=True, check=True).stderr
        # Two sounds with one time: Chromium's encoder on a machine that is too busy, not the file.
        return "".join(line for line in said.splitlines(keepends=True) if "non monotonically increasing dts to muxer" not in line)

    def colour(self, at, x, y):
        """The colour at a place (0 to 1) of the picture that is shown at a time."""
        red, green, blue = self.pixel(at, x, y)
        if red > 150 and green < 90 and blue < 90:
            return RED
        if green > 100 and red < 100 and blue < 90:
            return GREEN
        if blue > 150 and red < 90 and green < 90:
            return BLUE
        return (red, green, blue)

    def pixel(self, at, x, y):
        # A busy machine gives few pictures a second: the one shown at a time is the last before it.
        data = run("ffmpeg", "-v", "error", "-t", f"{at:.3f}", "-i", self.path, "-fps_mode", "passthrough", "-vf", "scale=64:36", "-pix_fmt", "rgb24", "-f", "rawvideo", "-", text=False)
        offset = len(data) - 64 * 36 * 3 + (int(y * 36) * 64 + int(x * 64)) * 3
        return tuple(data[offset:offset + 3])

    def keyframes(self, interval="%"):
        packets = run("ffprobe", "-v", "error", "-select_streams", "v", "-read_intervals", interval, "-show_entries", "packet=pts_time,flags", "-of", "csv=p=0", self.path)
        return [float(line.split(",")[0]) for line in packets.split() if "K" in line]

    def can_seek(self):
        """Whether a player that is sent to a late time finds the last keyframe before it."""
        late = self.seconds * 0.9
        [landed] = self.keyframes(f"{late}%+#1")
        return landed == max(time for time in self.keyframes() if time <= late)

    def loudness(self, hertz, start, seconds=0.8):
        """Share of the sound's energy that is at this frequency (Goertzel)."""
        data = run("ffmpeg", "-v", "error", "-ss", f"{start}", "-t", f"{seconds}", "-i", self.path, "-ac", "1", "-ar", "16000", "-f", "s16le", "-", text=False)
        samples = array.array("h", data)
        factor = 2 * math.cos(2 * math.pi * hertz / 16000)
        before = last = energy = 0.0
        for sample in samples:
            before, last = last, sample + factor * last - before
            energy += sample * sample
        power = last * last + before * before - factor * last * before
        return 2 * power / (len(samples) * energy) if energy else 0.0


def run(*command, text=True):
    return subprocess.run([str(part) for part in command], capture_output=True, text=text, check=True).stdout


def test_the_call_as_seen_is_recorded_in_a_hidden_tab_too(recording, tmp_path):
    recording("begin(true)")
    recording("addRemote('#e01010', 880)")
    recording("start('call')")
    recording.record_until_safe(1)
    recording("addRemote('#1010e0', 1320)")
    joined = recording.progress()["seconds"]
    recording.record_until(joined + 4)
    recording("removeRemote()")
    left = recording.progress()["seconds"]
    other_tab = recording.browser.tab("about:blank")
    other_tab.bring_to_front()
    wait_until(lambda: recording("document.visibilityState") == "hidden", 10, "a hidden tab")
    hidden = recording.progress()["seconds"]
    recording.record_until(hidden + 5)
    finished = recording("stop()")

    media = MediaFile(tmp_path / "call.webm", finished["files"][0])
    assert media.streams() == [("audio", "opus"), ("video", "vp8")]
    assert media.size() == (1280, 720)
    assert media.complaints() == ""
    assert abs(media.seconds - finished["seconds"]) < 1.5
    assert media.can_seek()
    # Two tiles side by side: the browser's green test picture and the red remote one, with its tone.
    assert [media.colour(joined - 0.7, x, 0.35) for x in (0.1, 0.9)] == [GREEN, RED]
    assert media.loudness(880, joined - 1) > 0.02
    assert media.loudness(1320, joined - 1) < 0.01
    # The third one came and went, in picture and sound.
    there = joined + 2.5
    assert media.colour(there, 0.4, 0.9) == BLUE
    assert media.loudness(1320, there) > 0.02 and media.loudness(880, there) > 0.02
    # Hidden: two tiles again, and they move.
    late = hidden + 3
    assert [media.colour(late, x, 0.35) for x in (0.1, 0.9)] == [GREEN, RED]
    assert media.loudness(880, late) > 0.02 and media.loudness(1320, late) < 0.01
    frames = run("ffprobe", "-v", "error", "-select_streams", "v", "-read_intervals", f"{hidden + 1}%", "-show_entries", "packet=pts_time,size", "-of", "csv=p=0", media.path)
    assert len([line for line in frames.split() if float(line.split(",")[0]) > hidden + 1]) >= 6, frames
    assert left < hidden


@pytest.mark.parametrize("victim", ["browser", "tab"])
def test_a_crash_costs_seconds_and_the_rest_is_recovered_at_the_next_visit(recording, tmp_path, victim):
    recording("begin(true)")
    recording("addRemote('#e01010', 880)")
    recording("start('call')")
    recording.record_until_safe(5)
    last = recording.progress()
    recorded = last["seconds"]
    if victim == "browser":
        recording.browser.kill()
        recording.start_browser()
    else:
        recording.tab.crash()
        time.sleep(0.5)
        recording.open_page()

    [found] = wait_until(lambda: recording("recoverable()"), 10, "a recording to recover")
    assert found["finished"] is False and found["mode"] == "call"
    assert found["bytes"] >= last["bytes"] > 0, "what was said to be safe is there"
    assert abs(found["startedAt"] / 1000 - time.time()) < 120
    recovered = recording(f"recover({json.dumps(found['id'])})")
    lost = recorded - recovered["seconds"]
    print(f"{victim}: {recorded:.1f} s were recorded, {recovered['seconds']:.1f} s recovered, {lost:.1f} s lost")
    assert -0.5 < lost <= MOST_SECONDS_LOST

    media = MediaFile(tmp_path / "recovered.webm", recovered["files"][0])
    assert media.complaints() == ""
    assert abs(media.seconds - recovered["seconds"]) < 0.1
    at = media.seconds / 2
    assert [media.colour(at, x, 0.35) for x in (0.1, 0.9)] == [GREEN, RED]
    assert media.loudness(880, at) > 0.02

    # Recovering changes nothing that a second look would miss; discarding leaves nothing.
    assert recording(f"recover({json.dumps(found['id'])})")["seconds"] == recovered["seconds"]
    recording(f"discard({json.dumps(found['id'])})")
    assert recording("recoverable()") == []


def test_what_another_tab_is_recording_is_left_alone(recording):
    recording("begin(false)")
    recording("start('call')")
    recording.record_until_safe(0)
    other = recording.browser.tab(recording.url)
    wait_until(lambda: other.evaluate("!!window.ready"), 30, "the second tab")
    assert other.evaluate("recoverable()") == []
    running = other.evaluate("navigator.locks.query().then(({ held }) => held.map(({ name }) => name))")
    identity = next(name for name in running if name.startswith("saleflow-recording")).split()[1]
    assert other.evaluate(f"discard('{identity}').then(() => 'gone', (error) => error.code)") == "busy"
    finished = recording("stop()")
    assert [entry["id"] for entry in other.evaluate("recoverable()")] == [finished["id"]]


def test_a_full_disk_ends_the_recording_and_keeps_what_is_there(recording, tmp_path):
    origin = recording.url.split("/tests/")[0]
    recording("begin(true)")
    recording("addRemote('#e01010', 880)")
    recording("start('call')")
    recording.record_until_safe(2)
    used = recording("navigator.storage.estimate().then(({ usage }) => usage)")
    recording.tab.command("Storage.overrideQuotaForOrigin", origin=origin, quotaSize=used + 60_000)
    failed = wait_until(lambda: recording("events.find((event) => event.code)"), 60, "the recording to fail", interval=0.2)
    assert failed["code"] == "disk_full"
    wait_until(lambda: recording.progress()["state"] == "idle", 20, "the recorder to end")
    finished = recording("stop()")
    assert finished["failure"]["code"] == "disk_full"
    media = MediaFile(tmp_path / "full.webm", finished["files"][0])
    assert media.seconds > 1.5
    assert media.colour(1, 0.9, 0.35) == RED


def test_own_tracks_are_separate_files_and_a_screen_that_comes_and_goes_is_one_of_its_own(recording, tmp_path):
    recording("begin(true)")
    recording("addRemote('#e01010', 880)")
    recording("start('tracks')")
    recording.record_until_safe(1)
    recording("shareScreen()")
    recording.record_until(recording.progress()["seconds"] + 4)
    recording("unshareScreen()")
    recording.record_until(recording.progress()["seconds"] + 1)
    finished = recording("stop()")
    assert [entry["content"] for entry in finished["files"]] == ["camera", "screen_share"]
    camera, screen = (MediaFile(tmp_path / f"{index}.webm", entry) for index, entry in enumerate(finished["files"]))
    assert (camera.size(), screen.size()) == ((1280, 720), (1024, 768))
    assert (camera.complaints(), screen.complaints()) == ("", "")
    assert camera.colour(2, 0.1, 0.1) == GREEN
    assert camera.loudness(880, 2) < 0.01, "others are not in one's own tracks"
    assert screen.colour(screen.seconds * 0.95, 0.5, 0.5) == BLUE
    assert abs(camera.seconds - finished["seconds"]) < 1.5 and screen.seconds < camera.seconds - 1


def test_a_pause_is_not_in_the_file(recording, tmp_path):
    recording("begin(true)")
    recording("start('call')")
    recording.record_until_safe(2)
    recording("recorder.pause()")
    paused = recording.progress()["seconds"]
    time.sleep(3)
    assert recording.progress()["seconds"] == paused
    recording("recorder.resume()")
    recording.record_until(paused + 2)
    finished = recording("stop()")
    media = MediaFile(tmp_path / "paused.webm", finished["files"][0])
    assert abs(media.seconds - finished["seconds"]) < 1.5
    assert media.complaints() == ""


def test_a_downloaded_recording_is_whole_and_no_longer_offered(recording, tmp_path):
    downloads = tmp_path / "downloads"
    recording.browser.call("Browser.setDownloadBehavior", behavior="allow", downloadPath=str(downloads))
    recording("begin(true)")
    recording("start('call')")
    recording.record_until_safe(1)
    finished = recording("stop()")
    assert [entry["id"] for entry in recording("recoverable()")] == [finished["id"]]
    assert recording(f"download('{finished['id']}')") is True
    whole = base64.b64decode(finished["files"][0]["data"])
    saved = wait_until(lambda: next((path for path in downloads.glob("*.webm") if path.stat().st_size == len(whole)), None), 20, "the download")
    assert saved.read_bytes() == whole
    assert saved.name.startswith("Recording test ")
    assert recording("recoverable()") == []


@pytest.mark.parametrize("has_sound", [True, False], ids=["sound", "no sound card"])
def test_firefox_records_and_recovers_what_a_closed_page_left(page_url, tmp_path, has_sound):
    card = SilentSoundCard() if has_sound else None
    firefox = Firefox(environment=card.environment if card else None)
    try:
        page = firefox.bidi.call("browsingContext.create", type="window")["context"]

        def evaluate(expression):
            return firefox.bidi.call_function(page, f"() => {expression}")

        def visit(url):
            firefox.bidi.call("browsingContext.navigate", context=page, url=url, wait="complete")

        visit(page_url)
        wait_until(lambda: evaluate("!!window.ready"), 30, "the test page")
        evaluate("begin(true)")
        evaluate("start('call')")
        wait_until(lambda: evaluate("progress()")["bytes"] > 0, 30, "bytes on disk")
        started = evaluate("progress()")["seconds"]
        wait_until(lambda: evaluate("progress()")["seconds"] > started + 3, 30, "three more seconds")
        recorded = evaluate("progress()")["seconds"]
        visit("about:blank")
        visit(page_url)
        wait_until(lambda: evaluate("!!window.ready"), 30, "the test page again")
        [found] = wait_until(lambda: evaluate("recoverable()"), 10, "a recording to recover")
        recovered = evaluate(f"recover({json.dumps(found['id'])})")
        assert recorded - recovered["seconds"] <= MOST_SECONDS_LOST
        media = MediaFile(tmp_path / "firefox.webm", recovered["files"][0])
        assert media.complaints() == ""
        assert media.streams() == [("audio", "opus"), ("video", "vp8")] if has_sound else [("video", "vp8")]
        assert abs(media.seconds - recovered["seconds"]) < 0.1
    finally:
        firefox.close()
        if card:
            card.close()
