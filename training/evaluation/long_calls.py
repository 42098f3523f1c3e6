"""A call of ten minutes with its prompt pinned: is the last third as good as the first, and as good as a call must be?"""
import numpy

from ..speech import speakers
from .caller_side import CallerSide
from .engine_call import Engine
from .figure import Figure, fall, share, word_error
from .questions import EDGE_S, GREETING_S, LATE_S, judged, kind_of, words_as_heard
from .reply_family import ReplyFamilies

LENGTH_S, EVERY_S, JITTER_S = 600.0, 12.0, 1.0
SEED = 12


def measure(engine: Engine, calls: list[dict], voices: list[str], families: ReplyFamilies) -> list[dict]:
    """The questions of all calls, in their order."""

    def call(index: int, case: dict) -> list[dict]:
        random = numpy.random.default_rng([SEED, index])
        caller = speakers.caller(random, held=True)
        side, asked = CallerSide().wait(GREETING_S), []
        for question in case["questions"]:
            side.wait_until(GREETING_S + EVERY_S * len(asked) + float(random.uniform(0, JITTER_S)))
            if side.now_s > LENGTH_S - EVERY_S:
                break
            asked.append((question, side.say(question["question"], caller)))
        side.wait_until(LENGTH_S)
        agent = engine.call(side.heard(random), case["prompt"], voices[index % len(voices)], seed=index, pin_prompt=True)
        ends = [span.start_s for _, span in asked[1:]] + [LENGTH_S]
        found = []
        for at, ((question, span), until_s) in enumerate(zip(asked, ends)):
            latency_s = agent.latency_s(span.end_s, until_s)
            found.append(dict(judged(question, agent.text(span.end_s, until_s), families), call=case["id"], atS=span.end_s, part=3 * at // len(asked),
                              latencyS=latency_s, inTime=latency_s is not None and latency_s <= LATE_S,
                              silent=not agent.is_heard(span.start_s + EDGE_S, span.end_s - EDGE_S), sound=agent.sound(span.end_s, until_s)))
        return found

    return [question for found in engine.map(call, calls) for question in found]


def figures(asked: list[dict], processes: int) -> list[Figure]:
    parts = [[question for question in asked if question["part"] == part] for part in (0, 2)]
    of = lambda field, part, domain=False: [question[field] for question in part if not domain or kind_of(question["intent"]) != "other"]
    measured = (
        ("answers within 1.5 s", share, [of("inTime", part) for part in parts], 1, (0.85,)),
        ("silent while the caller asks", share, [of("silent", part) for part in parts], 1, ()),
        ("right intent, in-domain questions", share, [of("rightIntent", part, True) for part in parts], 1, (0.80,)),
        ("its own words as a recogniser hears them", word_error, [words_as_heard(part, processes) for part in parts], -1, ()),
    )
    shown = []
    for name, make, (first, last), better, goal in measured:
        shown += [make(f"{name}, first third", first), make(f"{name}, last third", last, *goal), fall(f"{name}, change", first, last, better)]
    return shown
