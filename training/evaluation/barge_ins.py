"""A caller who asks something new while the agent is still answering: does it stop?

Each call is made twice. The first time nobody breaks in: it tells when the answer begins and how long it would be. The second time, the same
up to then, the caller speaks again shortly after the answer has begun. Only calls count in which the agent was heard just before that moment
and would have spoken on after it.
"""
from dataclasses import dataclass

import numpy

from ..speech import speakers
from .agent_side import FRAME_S, AgentSide
from .caller_side import CallerSide, Span
from .engine_call import Engine
from .figure import Figure, mean, share
from .questions import GREETING_S, LATE_S, says

ANSWER_LIMIT_S = 3.0   # an answer that has not begun by then is none
INTO_ANSWER_S = 0.8    # from its first sound to the barge-in
AFTER_S = 8.0          # from the barge-in to the end of the call
STOP_S = 1.0
JUST_S = 0.4           # between two words there may be so much silence
LEAST_WINDOW_S = 0.4   # of silence that shows that it has stopped
SEED = 11


def measure(engine: Engine, cases: list[dict], voices: list[str]) -> list[dict]:
    def call(index: int, case: dict) -> dict:
        voice = voices[index % len(voices)]
        undisturbed = _play(engine, index, case, voice)
        asked, alone = undisturbed.asked, undisturbed.agent
        latency_s = alone.latency_s(asked.end_s, asked.end_s + ANSWER_LIMIT_S)
        if latency_s is None:
            return dict(id=case["id"], question=case["question"], spoke=False)
        at_s = asked.end_s + max(0.0, latency_s) + INTO_ANSWER_S
        would_end_s = alone.speech_end_s(asked.end_s + latency_s)
        played = _play(engine, index, case, voice, at_s, undisturbed.heard)
        agent, barge = played.agent, played.barge
        spoke = agent.is_heard(barge.start_s - JUST_S, barge.start_s) and would_end_s > barge.start_s + FRAME_S
        stop_s = agent.speech_end_s(barge.start_s) - barge.start_s
        answer_s = agent.latency_s(barge.end_s)
        return dict(id=case["id"], question=case["question"], next=case["next"]["question"], first=alone.text(asked.end_s),
                    spoke=spoke, wouldGoOnS=would_end_s - barge.start_s, stopS=stop_s,
                    stopped=not agent.is_heard(barge.start_s + STOP_S, max(barge.end_s - 2 * FRAME_S, barge.start_s + STOP_S + LEAST_WINDOW_S)),
                    reply=agent.text(barge.end_s), inTime=answer_s is not None and answer_s <= LATE_S,
                    right=says(agent.text(barge.end_s), case["next"]["mustSay"]))

    return engine.map(call, cases)


@dataclass(frozen=True)
class _Played:
    agent: AgentSide
    heard: numpy.ndarray   # what the microphone gave
    asked: Span
    barge: Span | None


def _play(engine: Engine, index: int, case: dict, voice: str, barge_at_s: float | None = None, before: numpy.ndarray | None = None) -> _Played:
    """One call; `before` is what the microphone gave without the barge-in and is kept to the sample up to it."""
    random = numpy.random.default_rng([SEED, index])
    caller = speakers.caller(random, held=True)
    side = CallerSide().wait(GREETING_S)
    asked = side.say(case["question"], caller)
    latest_s = asked.end_s + ANSWER_LIMIT_S + INTO_ANSWER_S
    barge = None if barge_at_s is None else side.wait_until(barge_at_s).say(case["next"]["question"], caller)
    heard = side.wait_until(latest_s + AFTER_S).heard(random)
    if before is not None:
        until = int(barge_at_s * speakers.SAMPLE_RATE_HZ)
        heard[:until] = before[:until]
    ends_s = latest_s + 2 * STOP_S if barge_at_s is None else barge_at_s + AFTER_S
    agent = engine.call(heard[: int(ends_s * speakers.SAMPLE_RATE_HZ)], case["prompt"], voice, seed=index)
    return _Played(agent, heard, asked, barge)


def figures(calls: list[dict]) -> list[Figure]:
    counted = [call for call in calls if call["spoke"]]
    long = [call for call in counted if call["wouldGoOnS"] > STOP_S]
    return [
        share("silent within 1 s of a barge-in", [call["stopped"] for call in counted], 0.85, f"the agent spoke in {len(counted)} of {len(calls)} calls"),
        share("the same where it would else have spoken on for more than 1 s", [call["stopped"] for call in long], 0.85),
        mean("time to its silence, median", [call["stopS"] for call in counted], "s", of=numpy.median),
        share("answers the new question within 1.5 s", [call["inTime"] for call in counted]),
    ]
