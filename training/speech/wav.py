"""Mono sound in WAV files of 16 bits."""
import wave
from pathlib import Path

import numpy

from .speakers import SAMPLE_RATE_HZ


def write_wav(path: Path | str, pcm: numpy.ndarray) -> None:
    """float32 [samples] at 24 kHz, full scale 1; what read_wav gives comes back to the bit."""
    with wave.open(str(path), "wb") as file:
        file.setparams((1, 2, SAMPLE_RATE_HZ, 0, "NONE", "none"))
        file.writeframes(numpy.rint(numpy.clip(pcm * 32768.0, -32768, 32767)).astype(numpy.int16).tobytes())


def read_wav(path: Path | str) -> numpy.ndarray:
    with wave.open(str(path)) as file:
        if (file.getframerate(), file.getnchannels(), file.getsampwidth()) != (SAMPLE_RATE_HZ, 1, 2):
            raise ValueError(f"{path}: expected 24 kHz mono of 16 bits")
        return numpy.frombuffer(file.readframes(file.getnframes()), numpy.int16).astype(numpy.float32) / 32768
