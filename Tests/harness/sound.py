"""A silent sound card. Firefox starts no AudioContext on a machine that has none."""

import subprocess
import tempfile
from pathlib import Path

from .waiting import wait_until


class SilentSoundCard:
    """A PulseAudio of our own with one null sink, reached by `environment`."""

    def __init__(self):
        self._folder = tempfile.TemporaryDirectory(prefix="saleflow-sound-")
        folder = Path(self._folder.name)
        socket = folder / "socket"
        self._log = open(folder / "log", "wb")
        self.environment = {"PULSE_SERVER": f"unix:{socket}"}
        self._process = subprocess.Popen(
            ["pulseaudio", "-n", "--daemonize=no", "--exit-idle-time=-1", "--use-pid-file=no", "--realtime=no", "--high-priority=no",
             "--disable-shm=yes", "-L", "module-null-sink rate=48000",
             "-L", f"module-native-protocol-unix auth-anonymous=1 socket={socket}"],
            env={"HOME": str(folder), "XDG_RUNTIME_DIR": str(folder), "PATH": "/usr/bin:/bin"},
            stdin=subprocess.DEVNULL, stdout=self._log, stderr=self._log, start_new_session=True,
        )
        wait_until(lambda: socket.exists() or self._process.poll() is not None, 10, "PulseAudio's socket")
        assert self._process.poll() is None, (folder / "log").read_text(errors="replace")

    def close(self):
        self._process.terminate()
        self._process.wait(10)
        self._log.close()
        self._folder.cleanup()
