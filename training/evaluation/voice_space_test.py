import unittest

import numpy
from scipy.signal import lfilter

from ..speech.speakers import SAMPLE_RATE_HZ
from .voice_space import VoiceSpace, features


def vowel(pitch_hz: float, formant_hz: float, random: numpy.random.Generator, seconds: float = 1.0) -> numpy.ndarray:
    """Pulses through a resonance: a voice of a kind."""
    pulses = numpy.zeros(int(seconds * SAMPLE_RATE_HZ))
    at = 0.0
    while at < len(pulses):
        pulses[int(at)] = 1
        at += SAMPLE_RATE_HZ / pitch_hz * random.uniform(0.97, 1.03)
    turn = 2 * numpy.pi * formant_hz * random.uniform(0.98, 1.02) / SAMPLE_RATE_HZ
    pcm = lfilter([1], [1, -2 * 0.97 * numpy.cos(turn), 0.97**2], pulses) + 1e-3 * random.standard_normal(len(pulses))
    return (0.3 * pcm / numpy.abs(pcm).max()).astype(numpy.float32)


class VoiceSpaceTest(unittest.TestCase):
    def test_hears_the_pitch(self):
        vector = features(vowel(120, 700, numpy.random.default_rng(1)))
        self.assertAlmostEqual(float(numpy.exp(vector[-2])), 120, delta=6)

    def test_loudness_changes_little(self):
        sound = vowel(150, 900, numpy.random.default_rng(2))
        self.assertLess(numpy.abs(features(sound) - features(0.25 * sound)).max(), 0.1)

    def test_tells_voices_apart_that_it_was_fitted_to(self):
        random = numpy.random.default_rng(3)
        voices = {"low": (100, 600), "high": (200, 600), "bright": (100, 1200)}
        made = {name: [features(vowel(*voice, random)) for _ in range(14)] for name, voice in voices.items()}
        space = VoiceSpace({name: vectors[:8] for name, vectors in made.items()})
        for name, vectors in made.items():
            self.assertEqual([space.nearest(vector) for vector in vectors[8:]], [name] * 6)

    def test_too_little_speech_is_nobody(self):
        self.assertIsNone(features(numpy.zeros(2000, numpy.float32)))


if __name__ == "__main__":
    unittest.main()
