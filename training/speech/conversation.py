"""A written dialogue laid out in time: who speaks when, on two lanes."""
import functools
from dataclasses import dataclass, field

import numpy

from . import speakers
from .flite import Word
from .speakers import SAMPLE_RATE_HZ, Speaker
from .spoken_words import align

FADE_S = 0.03
STOP_S = (0.25, 0.7)           # how soon the agent falls silent after a caller breaks in: nobody can know sooner that it is no "mm hm"
ANSWER_S = (0.4, 0.8)          # from the end of the caller's turn to the agent's first sound
CALLER_S = (0.4, 2.0)          # from the end of the agent's turn to the caller's next
LONG_SILENCE_S, LONG_SILENCE_SHARE = (3.0, 7.0), 0.12
PAUSE_S = (0.5, 1.2)           # inside a turn
EDGE_S = 0.12                  # silence that flite leaves at both ends of an utterance: cut, so that gaps are what they say


@dataclass
class Lane:
    pcm: numpy.ndarray                                # float32 [samples], full scale 1
    words: list[Word] = field(default_factory=list)


@dataclass
class Laid:
    agent: Lane
    caller: Lane
    end_s: float
    spoken_over_s: list[float] = field(default_factory=list)  # when the caller began to speak over the agent


# Speech costs five times what laying it out does: another layout of the same turns uses it again.
_utter = functools.lru_cache(maxsize=64)(speakers.utter)


@dataclass
class _Speech:
    pcm: numpy.ndarray
    words: list[Word]
    pauses: list[tuple[float, float]]

    @property
    def seconds(self) -> float:
        return len(self.pcm) / SAMPLE_RATE_HZ


def _say(segments: list[str], speaker: Speaker, random: numpy.random.Generator) -> _Speech:
    parts, words, pauses, at = [], [], [], 0.0
    for i, text in enumerate(segments):
        utterance = _utter(text, speaker)
        spoken = align(text, utterance.words)
        first, last = max(0.0, spoken[0].start_s - EDGE_S), spoken[-1].end_s + EDGE_S
        pcm = utterance.pcm[int(first * SAMPLE_RATE_HZ) : int(last * SAMPLE_RATE_HZ)].astype(numpy.float32) / 32768
        if i > 0:
            pause = float(random.uniform(*PAUSE_S))
            pauses.append((at, at + pause))
            parts.append(numpy.zeros(int(pause * SAMPLE_RATE_HZ), numpy.float32))
            at += pause
        words += [Word(w.text, w.start_s - first + at, w.end_s - first + at) for w in spoken]
        parts.append(pcm)
        at += len(pcm) / SAMPLE_RATE_HZ
    return _Speech(numpy.concatenate(parts), words, pauses)


def _put(lane: Lane, speech: _Speech, start_s: float, cut_s: float | None = None, lead_s: float = 0.0) -> float:
    """Adds speech to a lane, ended at `cut_s` if given; returns when it ends. Words that begin less than `lead_s` after the cut are kept: they are thought, and not said."""
    at = int(start_s * SAMPLE_RATE_HZ)
    pcm = speech.pcm
    if cut_s is not None:
        pcm = pcm[: max(1, int((cut_s - start_s) * SAMPLE_RATE_HZ))].copy()
        fade = min(len(pcm), int(FADE_S * SAMPLE_RATE_HZ))
        pcm[-fade:] *= numpy.linspace(1, 0, fade, dtype=numpy.float32)
    pcm = pcm[: max(0, len(lane.pcm) - at)]
    lane.pcm[at : at + len(pcm)] += pcm
    lane.words += [Word(w.text, w.start_s + start_s, w.end_s + start_s) for w in speech.words if cut_s is None or w.start_s + start_s < cut_s + lead_s]
    return start_s + len(pcm) / SAMPLE_RATE_HZ


def lay_out(turns: list[dict], agent: Speaker, caller: Speaker, seconds: float, random: numpy.random.Generator, lead_s: float = 0.0,
            caller_s: tuple[float, float] = CALLER_S) -> Laid:
    """Turns as training/text writes them; those that no longer fit into `seconds` are left out.

    The agent writes its words `lead_s` before they are heard; between its turn and the next lies `caller_s`.
    """
    samples = int(seconds * SAMPLE_RATE_HZ)
    laid = Laid(Lane(numpy.zeros(samples, numpy.float32)), Lane(numpy.zeros(samples, numpy.float32)), 0.0)
    lanes, voices = {"agent": laid.agent, "caller": laid.caller}, {"agent": agent, "caller": caller}
    at = float(random.uniform(0.3, 1.0))
    for i, turn in enumerate(turns):
        if turn["enter"] == "backchannel":
            continue
        who = turn["who"]
        speech = _say(turn["say"], voices[who], random)
        if at + speech.seconds + 0.5 > seconds:
            break
        following = turns[i + 1] if i + 1 < len(turns) else None
        cut = start_next = None
        if following and following["enter"] == "during" and speech.seconds > 1.2:
            start_next = at + float(random.uniform(0.7, speech.seconds - 0.4))
            cut = start_next + float(random.uniform(*STOP_S)) if who == "agent" else None
            if cut is not None:
                laid.spoken_over_s.append(start_next)
        elif following and following["enter"] == "backchannel" and speech.seconds > 1.5:
            short = _say(following["say"], voices[following["who"]], random)
            latest = max(0.6, speech.seconds - short.seconds - 0.3)
            short_at = at + float(random.uniform(0.5, latest))
            _put(lanes[following["who"]], short, short_at)
            if who == "agent":
                laid.spoken_over_s.append(short_at)
        end = _put(lanes[who], speech, at, cut, lead_s)
        laid.end_s = max(laid.end_s, end)
        if start_next is not None:
            at = start_next
            continue
        next_speaker = next((t["who"] for t in turns[i + 1 :] if t["enter"] != "backchannel"), None)
        gap = ANSWER_S if next_speaker == "agent" and who == "caller" else caller_s
        if gap is caller_s and random.random() < LONG_SILENCE_SHARE:
            gap = LONG_SILENCE_S
        at = end + float(random.uniform(*gap))
    for lane in (laid.agent, laid.caller):
        lane.words.sort(key=lambda word: word.start_s)
    return laid
