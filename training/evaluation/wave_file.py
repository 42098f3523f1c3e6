"""Sounds on disk: 16 bit, one channel, float32 of full scale 1 in memory."""
import wave
from math import gcd

import numpy
from scipy.signal import resample_poly

from ..speech.speakers import SAMPLE_RATE_HZ


def write_wav(path: str, pcm: numpy.ndarray) -> None:
    with wave.open(path, "wb") as file:
        file.setparams((1, 2, SAMPLE_RATE_HZ, 0, "NONE", "none"))
        file.writeframes((numpy.clip(pcm, -1, 1) * 32767).astype(numpy.int16).tobytes())


def read_wav(path: str) -> numpy.ndarray:
    """The first channel, at 24 kHz."""
    with wave.open(path) as file:
        if file.getsampwidth() != 2:
            raise ValueError(f"{path}: expected 16 bits a sample, found {8 * file.getsampwidth()}")
        samples = numpy.frombuffer(file.readframes(file.getnframes()), numpy.int16)[:: file.getnchannels()]
        rate_hz = file.getframerate()
    pcm = samples.astype(numpy.float32) / 32768
    if rate_hz == SAMPLE_RATE_HZ:
        return pcm
    common = gcd(rate_hz, SAMPLE_RATE_HZ)
    return resample_poly(pcm, SAMPLE_RATE_HZ // common, rate_hz // common).astype(numpy.float32)
