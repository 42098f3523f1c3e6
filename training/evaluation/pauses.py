"""A caller who hesitates in the middle of a question: does the agent wait?"""
import numpy

from ..speech import speakers
from .caller_side import CallerSide
from .engine_call import Engine
from .figure import Figure, share
from .questions import ANSWER_S, EDGE_S, GREETING_S, LATE_S

PAUSE_S = (0.6, 1.0)
SEED = 10


def measure(engine: Engine, cases: list[dict], voices: list[str]) -> list[dict]:
    def call(index: int, case: dict) -> dict:
        random = numpy.random.default_rng([SEED, index])
        caller, pause_s = speakers.caller(random, held=True), float(random.uniform(*PAUSE_S))
        side = CallerSide().wait(GREETING_S)
        before = side.say(case["say"][0], caller)
        after = _say_at(side, before.end_s + pause_s, case["say"][1], caller)
        side.wait(ANSWER_S)
        agent = engine.call(side.heard(random), case["prompt"], voices[index % len(voices)], seed=index)
        latency_s = agent.latency_s(after.end_s)
        return dict(id=case["id"], say=case["say"], pauseS=after.start_s - before.end_s, reply=agent.text(after.end_s),
                    silent=not agent.is_heard(before.end_s, after.start_s),
                    begins=agent.begins(before.end_s, after.start_s), waits=not agent.is_heard(before.end_s, after.end_s - EDGE_S),
                    inTime=latency_s is not None and latency_s <= LATE_S)

    return engine.map(call, cases)


def _say_at(side: CallerSide, at_s: float, text: str, caller: speakers.Speaker):
    """Says it so that its first sound comes at a time: what was said before ends with a short silence, and so does what follows begin."""
    lead_s = CallerSide().say(text, caller).start_s
    return side.wait_until(at_s - lead_s).say(text, caller)


def figures(calls: list[dict]) -> list[Figure]:
    return [
        share("begins nothing in a pause of 0.6 to 1.0 s", [not call["begins"] for call in calls], 0.80),
        share("no sound at all in that pause", [call["silent"] for call in calls]),
        share("no sound until the caller has ended the question", [call["waits"] for call in calls]),
        share("then answers within 1.5 s", [call["inTime"] for call in calls]),
    ]
