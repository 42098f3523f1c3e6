"""Sound in WAV files of 16 bits."""
import wave
from math import gcd
from pathlib import Path

import numpy
from scipy.signal import resample_poly

from .speakers import SAMPLE_RATE_HZ


def write_wav(path: Path | str, pcm: numpy.ndarray) -> None:
    """float32 [samples] at 24 kHz, full scale 1; what read_wav gives comes back to the bit."""
    with wave.open(str(path), "wb") as file:
        file.setparams((1, 2, SAMPLE_RATE_HZ, 0, "NONE", "none"))
        file.writeframes(numpy.rint(numpy.clip(pcm * 32768.0, -32768, 32767)).astype(numpy.int16).tobytes())


def read_wav(path: Path | str) -> numpy.ndarray:
    """The first channel, at 24 kHz: float32 [samples]."""
    with wave.open(str(path)) as file:
        if file.getsampwidth() != 2:
            raise ValueError(f"{path}: expected 16 bits a sample, found {8 * file.getsampwidth()}")
        samples = numpy.frombuffer(file.readframes(file.getnframes()), numpy.int16)[:: file.getnchannels()]
        rate_hz = file.getframerate()
    pcm = samples.astype(numpy.float32) / 32768
    if rate_hz == SAMPLE_RATE_HZ:
        return pcm
    common = gcd(rate_hz, SAMPLE_RATE_HZ)
    return resample_poly(pcm, SAMPLE_RATE_HZ // common, rate_hz // common).astype(numpy.float32)
