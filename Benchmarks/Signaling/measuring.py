"""Processes on a core of their own, what the kernel says about them, and robust sums."""

import json
import os
import statistics
import subprocess
from pathlib import Path


def on_core(core):
    return ["taskset", "--cpu-list", str(core)]


def cpu_nanoseconds(pid):
    """CPU time of all threads so far (field 1 of schedstat: time on a core). Threads that ended are not in it: ours and Janus's live as long as they do."""
    total = 0
    for task in Path(f"/proc/{pid}/task").iterdir():
        try:
            total += int((task / "schedstat").read_text().split()[0])
        except (FileNotFoundError, ProcessLookupError):
            pass  # A thread that ended meanwhile.
    return total


def resident_bytes(pid):
    """Private and shared pages in memory, without what the file system could drop: RssAnon."""
    for line in Path(f"/proc/{pid}/status").read_text().splitlines():
        if line.startswith("RssAnon:"):
            return int(line.split()[1]) * 1024
    raise RuntimeError("no RssAnon")


def kernel_socket_bytes():
    """Slab memory of the whole machine; the difference around a measurement is mostly the kernel's side of the sockets."""
    for line in Path("/proc/meminfo").read_text().splitlines():
        if line.startswith("Slab:"):
            return int(line.split()[1]) * 1024
    raise RuntimeError("no Slab")


class Generator:
    """The C program of this folder, pinned to a core; obeys one line at a time."""

    def __init__(self, binary, protocol, port, connections, core, *options):
        self.process = subprocess.Popen(
            [*on_core(core), str(binary), protocol, str(port), str(connections), *map(str, options)],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
        )
        if self.process.stdout.readline() != "ready\n":
            raise RuntimeError(f"the generator did not get its {connections} connections")

    def ask(self, command):
        self.process.stdin.write(command + "\n")
        self.process.stdin.flush()
        answer = self.process.stdout.readline()
        if not answer:
            raise RuntimeError(f"the generator ended during '{command}'")
        return json.loads(answer)

    def close(self):
        self.process.stdin.close()
        self.process.wait(30)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()


def spread(values):
    """Median and interquartile range."""
    ordered = sorted(values)
    if len(ordered) < 4:
        return {"median": statistics.median(ordered), "iqr": ordered[-1] - ordered[0], "values": values}
    quartiles = statistics.quantiles(ordered, n=4)
    return {"median": statistics.median(ordered), "iqr": quartiles[2] - quartiles[0], "values": values}


def machine():
    model = next((line.split(":")[1].strip() for line in Path("/proc/cpuinfo").read_text().splitlines() if line.startswith("model name")), "unknown")
    return {"cpu": model, "cores": os.cpu_count(), "kernel": os.uname().release}
