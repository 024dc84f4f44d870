"""Known content: a picture that says who sends it and which frame it is, and a tone for each sender.

The picture is a grid of 8 by 4 blocks, black and white only, so that it survives VP8 at low bitrates and small sizes:

    row 0   white, black, white, black …   (calibration; also tells a mirrored picture)
    row 1   4 bits of the sender's id, then the same bits inverted
    row 2   high byte of the frame number
    row 3   low byte

`instruments.js` draws the same picture on a canvas and reads it back from a <video>.
"""

import math
import struct
from pathlib import Path

COLUMNS, ROWS = 8, 4
WHITE, BLACK = 235, 16


def tone_hertz(sender):
    """Far enough apart for a 43 Hz FFT bin, low enough for every codec and noise gate."""
    return 400 + 200 * sender


def bits(sender, frame):
    """The grid, row by row."""
    inverted = ~sender & 0xF
    rows = [0b10101010, sender << 4 | inverted, frame >> 8 & 0xFF, frame & 0xFF]
    return [[row >> (7 - column) & 1 for column in range(COLUMNS)] for row in rows]


def write_video(path, sender, width=320, height=180, rate=15, seconds=10):
    """A y4m file for Chromium's --use-file-for-fake-video-capture, which plays it in a loop."""
    chroma = bytes([128]) * (width * height // 2)
    with open(path, "wb") as file:
        file.write(f"YUV4MPEG2 W{width} H{height} F{rate}:1 Ip A1:1 C420jpeg\n".encode())
        for frame in range(rate * seconds):
            luma = b"".join(
                b"".join(bytes([WHITE if bit else BLACK]) * (width // COLUMNS) for bit in row) * (height // ROWS) for row in bits(sender, frame)
            )
            file.write(b"FRAME\n" + luma + chroma)
    return Path(path)


def write_tone(path, sender, rate=48_000, seconds=3):
    """A wav file for --use-file-for-fake-audio-capture. The tone pauses, because noise suppression removes one that does not."""
    hertz = tone_hertz(sender)
    samples = bytearray()
    for n in range(rate * seconds):
        is_sounding = n * 10 // rate % 10 < 7
        samples += struct.pack("<h", int(12_000 * math.sin(2 * math.pi * hertz * n / rate)) if is_sounding else 0)
    header = b"RIFF" + struct.pack("<I", 36 + len(samples)) + b"WAVEfmt " + struct.pack("<IHHIIHH", 16, 1, 1, rate, rate * 2, 2, 16)
    Path(path).write_bytes(header + b"data" + struct.pack("<I", len(samples)) + bytes(samples))
    return Path(path)
