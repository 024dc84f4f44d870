"""Local recordings, judged by ffprobe."""

import json
import subprocess

from harness.waiting import wait_until

# A picker cannot be driven, so the page must use its private file system.
NO_PICKER = "delete window.showSaveFilePicker;"


def probe(path):
    ended = subprocess.run(
        ["ffprobe", "-v", "error", "-count_packets", "-show_entries", "stream=codec_type,nb_read_packets,width,height:format=duration,format_name", "-of", "json", str(path)],
        capture_output=True, text=True, check=True, timeout=60,
    )
    return json.loads(ended.stdout)


def check_playable(path, least_seconds):
    """A file with a picture and sound that decodes without an error; gives its duration by the last packet."""
    streams = {stream["codec_type"]: stream for stream in probe(path)["streams"]}
    assert set(streams) == {"video", "audio"}, streams
    assert int(streams["video"]["nb_read_packets"]) > 5 * least_seconds
    ended = subprocess.run(["ffmpeg", "-v", "error", "-i", str(path), "-f", "null", "-"], capture_output=True, text=True, timeout=120)
    assert ended.returncode == 0 and "Invalid" not in ended.stderr, ended.stderr
    last = subprocess.run(
        ["ffprobe", "-v", "error", "-select_streams", "v:0", "-show_entries", "packet=pts_time", "-of", "csv=p=0", str(path)], capture_output=True, text=True, check=True, timeout=60
    )
    seconds = max(float(line.strip(",")) for line in last.stdout.split() if line.strip(","))
    assert seconds >= least_seconds
    return seconds


def spectrum_peak(path):
    """The strongest tone of the sound, by the power in each candidate's band."""
    import math
    import struct

    raw = subprocess.run(["ffmpeg", "-v", "error", "-i", str(path), "-ac", "1", "-ar", "8000", "-f", "s16le", "-"], capture_output=True, check=True, timeout=60).stdout
    samples = struct.unpack(f"<{len(raw) // 2}h", raw)[-16_000:]

    def power(hertz):
        # Goertzel's filter
        coefficient = 2 * math.cos(2 * math.pi * hertz / 8000)
        a = b = 0.0
        for sample in samples:
            a, b = sample + coefficient * a - b, a
        return a * a + b * b - coefficient * a * b

    powers = {hertz: power(hertz) for hertz in range(400, 3000, 200)}
    return sorted(powers, key=powers.get, reverse=True)


def recorded_seconds(page):
    """The running clock that the page shows beside its recording mark."""
    import re

    match = re.search(r"\b(?:Rec|Paused) (\d+):(\d\d)\b", page.text())
    return int(match[1]) * 60 + int(match[2]) if match else 0


def start_pair(browsers, server, room, script):
    ada, ben = browsers.pattern_chromium(sender=1), browsers.chromium(sender=2)
    ada.page.add_init_script(script)
    ada.join(server.url, room, "Ada")
    ben.join(server.url, room, "Ben")
    ada.sees(ben)
    ada.hears(ben)
    return ada, ben


def saved(page, action, tmp_path):
    """The file that the page gives to the person."""
    with page.page.expect_download(timeout=20_000) as download:
        action()
    path = tmp_path / download.value.suggested_filename
    download.value.save_as(path)
    return path


def stop_and_save(page):
    page.click("Stop local recording")
    if wait_until(lambda: page.is_shown("Record locally") and ("saved" if not page.is_shown("Save") else "ask"), 15, "the end of the recording") == "ask":
        page.click("Save")


def test_the_call_is_recorded_with_all_pictures_and_voices(browsers, server, room, tmp_path):
    ada, ben = start_pair(browsers, server, room, NO_PICKER)
    ada.click("Record locally")
    ada.wait_for("Stop local recording")
    # The clock runs ahead of the file by what the encoder has not given yet, which on a busy machine is more than a second.
    wait_until(lambda: recorded_seconds(ada) >= 7, 30, "seven seconds")
    path = saved(ada, lambda: stop_and_save(ada), tmp_path)
    check_playable(path, 3)
    assert set(spectrum_peak(path)[:2]) == {600, 800}, "the tones of both"
