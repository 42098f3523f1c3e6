"""What lies between a caller's mouth and the model: loudness, colour, room, line and noise."""
import numpy
from scipy.signal import fftconvolve, lfilter

from .speakers import SAMPLE_RATE_HZ


def _room(random: numpy.random.Generator) -> numpy.ndarray:
    """A decaying noise after the direct sound."""
    seconds = float(random.uniform(0.08, 0.35))
    tail = random.standard_normal(int(seconds * SAMPLE_RATE_HZ)) * numpy.exp(-6.9 * numpy.linspace(0, 1, int(seconds * SAMPLE_RATE_HZ)))
    tail *= float(random.uniform(0.1, 0.5)) / numpy.sqrt((tail**2).sum())
    tail[0] += 1
    return tail


def _noise(random: numpy.random.Generator, samples: int) -> numpy.ndarray:
    colour = float(random.uniform(0, 0.97))
    noise = lfilter([1], [1, -colour], random.standard_normal(samples))
    return noise / (noise.std() + 1e-9)


def _telephone(pcm: numpy.ndarray) -> numpy.ndarray:
    """300 to 3,400 Hz, by whole-lane spectrum."""
    spectrum = numpy.fft.rfft(pcm)
    hz = numpy.fft.rfftfreq(len(pcm), 1 / SAMPLE_RATE_HZ)
    spectrum *= 1 / (1 + (300 / numpy.maximum(hz, 1)) ** 8) / (1 + (hz / 3400) ** 12)
    return numpy.fft.irfft(spectrum, len(pcm))


def heard(lane: numpy.ndarray, random: numpy.random.Generator) -> numpy.ndarray:
    """float32 [samples], full scale 1, the caller's clean lane; the same as a microphone gives it."""
    pcm = lane * 10 ** (float(random.uniform(-14, 3)) / 20)
    if random.random() < 0.5:  # tilt: a little darker or brighter
        tilt = float(random.uniform(-0.4, 0.4))
        pcm = lfilter([1, tilt], [1 + abs(tilt)], pcm)
    if random.random() < 0.25:
        pcm = fftconvolve(pcm, _room(random))[: len(pcm)]
    if random.random() < 0.12:
        pcm = _telephone(pcm)
    if random.random() < 0.6:
        pcm = pcm + _noise(random, len(pcm)) * 10 ** (float(random.uniform(-70, -38)) / 20)
    return numpy.clip(pcm, -1, 1).astype(numpy.float32)
