"""Integrated loudness as the engine measures a voice prompt (native/src/io/loudness.cc): pyloudnorm's filters and gates."""
import math

import numpy
from scipy.signal import lfilter

from ..speech.speakers import SAMPLE_RATE_HZ

TARGET_LUFS = -24.0
BLOCK_S, OVERLAP = 0.4, 0.75


def _shelf(gain_db: float, q: float, hz: float) -> tuple[list[float], list[float]]:
    a, w = 10 ** (gain_db / 40), 2 * math.pi * hz / SAMPLE_RATE_HZ
    cosine, slope = math.cos(w), 2 * math.sqrt(a) * math.sin(w) / (2 * q)
    return ([a * ((a + 1) + (a - 1) * cosine + slope), -2 * a * ((a - 1) + (a + 1) * cosine), a * ((a + 1) + (a - 1) * cosine - slope)],
            [(a + 1) - (a - 1) * cosine + slope, 2 * ((a - 1) - (a + 1) * cosine), (a + 1) - (a - 1) * cosine - slope])


def _pass(q: float, hz: float) -> tuple[list[float], list[float]]:
    w = 2 * math.pi * hz / SAMPLE_RATE_HZ
    alpha, cosine = math.sin(w) / (2 * q), math.cos(w)
    return [(1 + cosine) / 2, -(1 + cosine), (1 + cosine) / 2], [1 + alpha, -2 * cosine, 1 - alpha]


def integrated(pcm: numpy.ndarray) -> float:
    """LUFS of float samples at 24 kHz, at least 0.4 s of them."""
    squares = lfilter(*_pass(0.5, 38.0), lfilter(*_shelf(4.0, 2**-0.5, 1500.0), pcm.astype(numpy.float64))) ** 2
    count, step = round((len(pcm) / SAMPLE_RATE_HZ - BLOCK_S) / (BLOCK_S * (1 - OVERLAP))) + 1, 1 - OVERLAP
    edges = [(int(BLOCK_S * j * step * SAMPLE_RATE_HZ), int(BLOCK_S * (j * step + 1) * SAMPLE_RATE_HZ)) for j in range(count)]
    blocks = numpy.array([squares[first:last].sum() for first, last in edges]) / (BLOCK_S * SAMPLE_RATE_HZ)
    lufs = lambda power: -0.691 + 10 * numpy.log10(numpy.maximum(power, 1e-30))
    gate = lufs(blocks[lufs(blocks) >= -70].mean()) - 10
    return float(lufs(blocks[(lufs(blocks) > gate) & (lufs(blocks) > -70)].mean()))


def gain(pcm: numpy.ndarray) -> float:
    return 10 ** ((TARGET_LUFS - integrated(pcm)) / 20)


def normalised(pcm: numpy.ndarray) -> numpy.ndarray:
    return (pcm.astype(numpy.float64) * gain(pcm)).astype(numpy.float32)
