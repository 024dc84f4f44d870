"""The instruments themselves: they must find known content that went through a real encoder, and nothing where there is none."""

import functools
import http.server
import threading

import pytest
from harness.waiting import wait_until

PAGE = b"""<!doctype html><title>loop</title><button id=go>Join</button><label>Your name <input id=n></label><div id=host></div><script type=module>
const root = document.getElementById('host').attachShadow({ mode: 'open' });
document.getElementById('go').onclick = async () => {
  const stream = await navigator.mediaDevices.getUserMedia({ audio: true, video: true });
  const [near, far] = [new RTCPeerConnection(), new RTCPeerConnection()];
  near.onicecandidate = ({ candidate }) => far.addIceCandidate(candidate);
  far.onicecandidate = ({ candidate }) => near.addIceCandidate(candidate);
  const video = document.createElement('video');
  video.playsInline = true;
  far.ontrack = ({ streams }) => { video.srcObject = streams[0]; void video.play(); };
  root.append(video);
  for (const track of stream.getTracks()) near.addTrack(track, stream);
  await near.setLocalDescription();
  await far.setRemoteDescription(near.localDescription);
  await far.setLocalDescription();
  await near.setRemoteDescription(far.localDescription);
};
</script>"""


class Handler(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.end_headers()
        self.wfile.write(PAGE)

    def log_message(self, *_):
        pass


@pytest.fixture(scope="module")
def loop_page():
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://localhost:{server.server_port}/"
    server.shutdown()
    server.server_close()


@pytest.mark.parametrize("kind", ["chromium", "pattern_chromium", "firefox"])
def test_a_known_picture_and_tone_are_found_after_encoding(browsers, loop_page, kind):
    page = getattr(browsers, kind)(sender=3)
    page.goto(loop_page)
    page.fill("Your name", "Ada Lovelace")
    assert page.shown_senders() == []
    page.click("Join")
    page.sees(3)
    page.hears(3)
    assert page.shown_senders() == [3]
    assert page.hears_nothing_from(5)
    assert wait_until(lambda: page.received("video").get("framesDecoded", 0) > 10, what="decoded frames")


@pytest.mark.parametrize("kind", ["pattern_chromium", "firefox"])
def test_a_second_camera_and_microphone_have_their_own_content(browsers, loop_page, kind):
    page = getattr(browsers, kind)(sender=2)
    page.goto(loop_page)
    labels = page.evaluate(
        """async () => {
            const chosen = { video: { deviceId: { exact: 'videoinput-1' } }, audio: { deviceId: 'audioinput-1' } };
            const stream = await navigator.mediaDevices.getUserMedia(chosen);
            const labels = stream.getTracks().map((track) => track.label + ' ' + track.getSettings().deviceId).sort();
            for (const track of stream.getTracks()) track.stop();
            return labels;
        }"""
    )
    assert labels == ["Pattern camera 2 videoinput-1", "Tone microphone 2 audioinput-1"]


def test_an_unknown_or_refused_device_is_an_error_as_in_a_browser(browsers, loop_page):
    attempt = "async (constraints) => { try { await navigator.mediaDevices.getUserMedia(constraints); return 'given'; } catch (error) { return error.name; } }"
    page = browsers.pattern_chromium(sender=2)
    page.goto(loop_page)
    assert page.evaluate(attempt, {"video": {"deviceId": {"exact": "nowhere"}}}) == "OverconstrainedError"
    refused = browsers.pattern_chromium(sender=2, refuse="NotAllowedError")
    refused.goto(loop_page)
    assert refused.evaluate(attempt, {"audio": True}) == "NotAllowedError"
