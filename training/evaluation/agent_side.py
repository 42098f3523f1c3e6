"""What the agent did in a call, frame by frame: when it was heard and which words it wrote."""
from dataclasses import dataclass
from functools import cached_property

import numpy

FRAME_S, FRAME_SAMPLES = 0.08, 1920
LOUD = 0.008           # rms of a frame in which the agent is heard
QUIET_BEFORE = 3       # frames of silence after which a sound is a new beginning
GAP_FRAMES = 5         # a shorter silence belongs to the speech around it
TEXT_LEAD_FRAMES = 3   # words are written up to so long before the caller has ended
LAST_WORD_S = 0.6      # from the frame in which a word is written to the end of its sound
SILENT_PIECES = ("PAD", "EPAD")


@dataclass
class AgentSide:
    pcm: numpy.ndarray   # float32 [samples] at 24 kHz
    pieces: list[str]    # one per frame

    @cached_property
    def loud(self) -> numpy.ndarray:
        frames = self.pcm[: len(self.pcm) // FRAME_SAMPLES * FRAME_SAMPLES].reshape(-1, FRAME_SAMPLES)
        return numpy.sqrt((frames**2).mean(1)) > LOUD

    def is_heard(self, from_s: float, to_s: float) -> bool:
        """Any sound in the frames that lie wholly between two times."""
        return bool(self.loud[_first(from_s) : _last(to_s)].any())

    def begins(self, from_s: float, to_s: float) -> bool:
        """It starts to speak between two times, after a silence."""
        starts = range(_first(from_s), min(_last(to_s), len(self.loud)))
        return any(self.loud[i] and not self.loud[max(0, i - QUIET_BEFORE) : i].any() for i in starts)

    def latency_s(self, end_s: float, limit_s: float = float("inf")) -> float | None:
        """From the end of the caller's turn to the first sound after it; a little overlap is no fault. None: nothing came before `limit_s`."""
        first = max(0, int(end_s / FRAME_S) - 2)
        heard = numpy.flatnonzero(self.loud[first:])
        if not len(heard) or (first + heard[0]) * FRAME_S >= limit_s:
            return None
        return float((first + heard[0]) * FRAME_S - end_s)

    def speech_end_s(self, from_s: float) -> float:
        """When the speech that is heard at or after `from_s` ends: before the next silence of `GAP_FRAMES`."""
        at = max(0, int(from_s / FRAME_S))
        while at < len(self.loud) and self.loud[at : at + GAP_FRAMES].any():
            at += 1
        return at * FRAME_S

    def text(self, from_s: float, to_s: float = float("inf")) -> str:
        """The words that it wrote to be heard between two times."""
        first = max(0, int(from_s / FRAME_S) - TEXT_LEAD_FRAMES)
        last = len(self.pieces) if to_s == float("inf") else max(first, int(to_s / FRAME_S) - TEXT_LEAD_FRAMES)
        return "".join(piece for piece in self.pieces[first:last] if piece not in SILENT_PIECES).strip()

    def sound(self, from_s: float, to_s: float = float("inf")) -> numpy.ndarray:
        """Its sound between two times, without the silence behind it."""
        first = max(0, int(from_s / FRAME_S) - TEXT_LEAD_FRAMES)
        last = len(self.loud) if to_s == float("inf") else int(to_s / FRAME_S)
        heard = numpy.flatnonzero(self.loud[first:last])
        return self.pcm[first * FRAME_SAMPLES : (first + (heard[-1] if len(heard) else 0) + QUIET_BEFORE) * FRAME_SAMPLES]

    def is_quiet_after_last_word(self, within_s: float) -> bool:
        last_word = max((i for i, piece in enumerate(self.pieces) if piece not in SILENT_PIECES), default=0)
        return not self.loud[min(len(self.loud) - 1, last_word + int((within_s + LAST_WORD_S) / FRAME_S)) :].any()


def _first(from_s: float) -> int:
    return max(0, int(numpy.ceil(from_s / FRAME_S - 1e-6)))


def _last(to_s: float) -> int:
    return max(0, int(to_s / FRAME_S + 1e-6))
