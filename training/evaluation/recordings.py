"""Gate D: people's recordings as callers. What happens is told; nothing is asserted.

They need not be questions, and none is about the prompt: an agent that is right says that it does not know, or asks.
"""
from pathlib import Path

import numpy

from .agent_side import FRAME_S, FRAME_SAMPLES
from .caller_side import CallerSide
from .engine_call import Engine
from .figure import Figure, mean, share
from .questions import ANSWER_S, GREETING_S, LATE_S
from .reply_family import ReplyFamilies
from ..speech.wav import read_wav

SPEAKING = 0.1   # of the loud frames' rms


def measure(engine: Engine, folder: Path, prompts: list[str], voices: list[str], families: ReplyFamilies) -> list[dict]:
    """Every recording once with every prompt."""
    pairs = [(path, prompt) for path in sorted(folder.glob("*.wav")) for prompt in prompts]

    def call(index: int, pair: tuple[Path, str]) -> dict:
        path, prompt = pair
        side = CallerSide().wait(GREETING_S)
        side.play(read_wav(str(path)))
        side.wait(ANSWER_S)
        lane = side.clean()
        agent = engine.call(lane, prompt, voices[index % len(voices)], seed=index)
        speaking = caller_speaks(lane)
        start, end = int(numpy.flatnonzero(speaking)[0]), int(numpy.flatnonzero(speaking)[-1]) + 1
        both = agent.loud[: len(speaking)] & speaking[: len(agent.loud)]
        latency_s, reply = agent.latency_s(end * FRAME_S), agent.text(end * FRAME_S)
        return dict(recording=path.name, prompt=prompt, speechS=float((end - start) * FRAME_S), overlapS=float(both.sum() * FRAME_S), latencyS=latency_s,
                    inTime=latency_s is not None and latency_s <= LATE_S, silent=not agent.is_heard((start + 4) * FRAME_S, (end - 4) * FRAME_S),
                    during=agent.text(start * FRAME_S, end * FRAME_S), reply=reply, near=sorted(families.near(reply)[0]))

    return engine.map(call, pairs)


def caller_speaks(lane: numpy.ndarray) -> numpy.ndarray:
    """bool [frames]: by loudness alone, against the loudest tenth of the recording."""
    frames = lane[: len(lane) // FRAME_SAMPLES * FRAME_SAMPLES].reshape(-1, FRAME_SAMPLES)
    rms = numpy.sqrt((frames**2).mean(1))
    return rms > SPEAKING * numpy.quantile(rms[rms > 1e-4], 0.9)


def figures(calls: list[dict]) -> list[Figure]:
    return [
        share("answers a person within 1.5 s", [call["inTime"] for call in calls]),
        mean("time to the answer, median", [call["latencyS"] for call in calls if call["latencyS"] is not None], "s", of=numpy.median),
        share("silent while the person speaks", [call["silent"] for call in calls]),
        mean("both speak, of each recording", [call["overlapS"] for call in calls], "s"),
        share("its reply is of a known family", [bool(call["near"]) for call in calls]),
    ]
