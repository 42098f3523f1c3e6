"""What a caller says in a call, laid out in time."""
import threading
from dataclasses import dataclass

import numpy

from ..speech import caller_room, speakers
from ..speech.conversation import EDGE_S
from ..speech.speakers import SAMPLE_RATE_HZ, Speaker

_one_voice = threading.Lock()  # flite speaks with one thread of a process


@dataclass(frozen=True)
class Span:
    """From the first to the last sound of what was said."""

    start_s: float
    end_s: float


class CallerSide:
    def __init__(self):
        self._parts: list[numpy.ndarray] = []
        self._samples = 0

    @property
    def now_s(self) -> float:
        return self._samples / SAMPLE_RATE_HZ

    def wait(self, seconds: float) -> "CallerSide":
        self._add(numpy.zeros(max(0, round(seconds * SAMPLE_RATE_HZ)), numpy.float32))
        return self

    def wait_until(self, at_s: float) -> "CallerSide":
        return self.wait(at_s - self.now_s)

    def say(self, text: str, speaker: Speaker) -> Span:
        with _one_voice:
            utterance = speakers.utter(text, speaker)
        first_s, last_s = utterance.words[0].start_s, utterance.words[-1].end_s
        cut_s = max(0.0, first_s - EDGE_S)
        at_s = self.now_s
        self.play(utterance.pcm[int(cut_s * SAMPLE_RATE_HZ) : int((last_s + EDGE_S) * SAMPLE_RATE_HZ)].astype(numpy.float32) / 32768)
        return Span(at_s + first_s - cut_s, at_s + last_s - cut_s)

    def play(self, pcm: numpy.ndarray) -> None:
        self._add(pcm)

    def _add(self, pcm: numpy.ndarray) -> None:
        self._parts.append(pcm)
        self._samples += len(pcm)

    def clean(self) -> numpy.ndarray:
        return numpy.concatenate(self._parts)

    def heard(self, random: numpy.random.Generator) -> numpy.ndarray:
        """As the microphone gives it."""
        return caller_room.heard(self.clean(), random)
