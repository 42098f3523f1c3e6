"""Who speaks: a flite voice, warped. Resampling by `formant` shifts formants and pitch together; durations are stretched beforehand so that the pace stays."""
from dataclasses import dataclass
from fractions import Fraction

import numpy
from scipy.signal import resample_poly

from . import flite

SAMPLE_RATE_HZ = 24_000
PEAK = 0.6

# Formant factors beyond which a voice becomes hard to understand (measured by a recogniser), and the mean pitch that flite aims at.
LIMITS = {"slt": (0.85, 1.0), "rms": (0.88, 1.15), "awb": (0.88, 1.12), "kal16": (0.88, 1.18)}
PITCH_HZ = {"slt": 170.0, "rms": None, "awb": 125.0, "kal16": 105.0}
# Of these factors no speaker of the training is made: they are kept for evaluation.
HELD_FORMANTS = ((0.945, 0.965), (1.045, 1.065))


@dataclass(frozen=True)
class Speaker:
    voice: str
    formant: float = 1.0
    pitch: float = 1.0
    pace: float = 1.0


@dataclass(frozen=True)
class Utterance:
    pcm: numpy.ndarray  # int16 [samples] at 24 kHz
    words: list[flite.Word]
    phones: list[flite.Phone]


# The persona's voices: what a voice prompt chooses among.
PERSONA_SPEAKERS = {
    "kal": Speaker("kal16"), "kit": Speaker("kal16", 1.15, 1.25), "ben": Speaker("kal16", 0.9, 0.95), "rms": Speaker("rms"), "ray": Speaker("rms", 0.9),
    "slt": Speaker("slt"), "sue": Speaker("slt", 0.9, 0.92), "awb": Speaker("awb"),
}
# Those that a checkpoint ships are learned best; the others are there so that a voice prompt is listened to.
PERSONA_SHARES = {"kal": 0.23, "rms": 0.21, "slt": 0.21, "awb": 0.21, "kit": 0.04, "ben": 0.04, "ray": 0.03, "sue": 0.03}


def caller(random: numpy.random.Generator, held: bool = False) -> Speaker:
    """A caller nobody heard before; `held` draws from the formant factors that training never uses."""
    while True:
        voice = str(random.choice(flite.VOICES, p=(0.22, 0.22, 0.22, 0.34)))
        low, high = LIMITS[voice]
        formant = float(random.uniform(low, high))
        if any(least <= formant <= most for least, most in HELD_FORMANTS) == held:
            return Speaker(voice, formant, float(random.uniform(0.85, 1.2)), float(random.uniform(0.85, 1.15)))


def utter(text: str, speaker: Speaker) -> Utterance:
    """`text` spoken at 24 kHz, peak 0.6."""
    pitch = PITCH_HZ[speaker.voice]
    spoken = flite.speak(text, speaker.voice, speaker.formant / speaker.pace, None if pitch is None else pitch * speaker.pitch)
    ratio = Fraction(SAMPLE_RATE_HZ / flite.SAMPLE_RATE_HZ / speaker.formant).limit_denominator(40)
    pcm = resample_poly(spoken.pcm, ratio.numerator, ratio.denominator).astype(numpy.float32)
    pcm *= PEAK / (float(numpy.abs(pcm).max()) + 1e-3)
    # The times of flite's last phone and of its sound differ a little in the diphone voice: both are scaled onto the sound.
    scale = len(pcm) / SAMPLE_RATE_HZ / max(spoken.phones[-1].end_s, 1e-3)
    words = [flite.Word(w.text, w.start_s * scale, w.end_s * scale) for w in spoken.words]
    phones = [flite.Phone(p.name, p.end_s * scale) for p in spoken.phones]
    return Utterance((pcm * 32767).astype(numpy.int16), words, phones)
