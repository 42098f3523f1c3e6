"""One question of a caller whom training never had: answered in time, by the right kind of answer, with the right words?"""
import numpy

from ..speech import speakers
from .caller_side import CallerSide
from .engine_call import Engine
from .figure import Figure, mean, share, word_error
from .recogniser import WordError, transcribe, words_of
from .reply_family import ReplyFamilies

GREETING_S, ANSWER_S = 7.0, 7.0   # silence before and after the question
LATE_S, ENDED_S = 1.5, 1.0
EDGE_S = 0.3                      # of a question: overlap with the end of the greeting and with the beginning of the answer
SEED = 9
IDENTITY = ("name", "organisation")


def measure(engine: Engine, cases: list[dict], voices: list[str], families: ReplyFamilies) -> list[dict]:
    """Calls; the voices take turns."""

    def call(index: int, case: dict) -> dict:
        random = numpy.random.default_rng([SEED, index])
        side = CallerSide().wait(GREETING_S)
        asked = side.say(case["question"], speakers.caller(random, held=True))
        side.wait(ANSWER_S)
        voice = voices[index % len(voices)]
        agent = engine.call(side.heard(random), case["prompt"], voice, seed=index)
        latency_s = agent.latency_s(asked.end_s)
        return dict(judged(case, agent.text(asked.end_s), families), id=case["id"], voice=voice, latencyS=latency_s,
                    inTime=latency_s is not None and latency_s <= LATE_S,
                    silent=not agent.is_heard(asked.start_s + EDGE_S, asked.end_s - EDGE_S), ended=agent.is_quiet_after_last_word(ENDED_S),
                    sound=agent.sound(asked.end_s))

    return engine.map(call, cases)


def judged(question: dict, reply: str, families: ReplyFamilies) -> dict:
    """What was answered to a question of a gate case."""
    near, far = families.near(reply)
    return dict(intent=question["intent"], question=question["question"], mustSay=question["mustSay"], reply=reply, near=sorted(near),
                far=far if near else None, rightIntent=families.of_intent(question["intent"]) in near, right=says(reply, question["mustSay"]))


def says(reply: str, phrases: list[str]) -> bool:
    """Any of the phrases, as whole words."""
    text = f" {' '.join(words_of(reply))} "
    return any(f" {' '.join(words_of(phrase))} " in text for phrase in phrases)


def kind_of(intent: str) -> str:
    """name, organisation, fact (that the prompt states) or other."""
    if intent in IDENTITY:
        return intent
    return "other" if intent in OTHERS else "fact"


# Of the gate's cases: what no prompt tells. Everything else is a fact that the prompt states.
OTHERS = ("fact not in prompt", "robot", "thanks", "how are you", "hold on", "goodbye", "weather", "unrelated", "rude", "still there", "slow down",
          "human", "unknown", "joke", "kind of business", "what can you do", "name and organisation")


def words_as_heard(calls: list[dict], processes: int) -> numpy.ndarray:
    """[calls, 2]: errors of what a recogniser hears of each reply, against its own words, and how many these are."""
    spoken = [call for call in calls if call["reply"] and len(call["sound"])]
    for call, heard in zip(spoken, transcribe([call["sound"] for call in spoken], processes)):
        call["heard"] = heard
    return WordError([call["reply"] for call in spoken], [call["heard"] for call in spoken]).counts.reshape(-1, 2)


def figures(calls: list[dict], counts: numpy.ndarray) -> list[Figure]:
    return [
        share("answers within 1.5 s after a question", [call["inTime"] for call in calls], 0.85),
        mean("time to the answer, median", [call["latencyS"] for call in calls if call["latencyS"] is not None], "s", of=numpy.median),
        share("silent while the caller asks", [call["silent"] for call in calls]),
        share("stops within 1 s of its last word", [call["ended"] for call in calls], 0.95),
        *answers(calls),
        word_error("its own words as a recogniser hears them", counts),
    ]


def answers(calls: list[dict]) -> list[Figure]:
    """What is answered: the right kind of thing, in the right words."""
    of = lambda field, *kinds: [call[field] for call in calls if kind_of(call["intent"]) in kinds]
    domain = ("name", "organisation", "fact")
    return [
        share("right intent, in-domain questions", of("rightIntent", *domain), 0.80),
        *(share(f"right intent, {kind}", of("rightIntent", kind)) for kind in domain),
        share("right intent, all other questions", of("rightIntent", "other")),
        share("right words: name and organisation", of("right", *IDENTITY), 0.80),
        share("right words: name", of("right", "name"), 0.80),
        share("right words: organisation", of("right", "organisation"), 0.80),
        share("right words: facts of the prompt", of("right", "fact")),
        share("right words: all other questions", of("right", "other")),
    ]
