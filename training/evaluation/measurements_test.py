"""The measurements of calls, against agents that follow a rule: what is wrong with each is known."""
import ctypes.util
import unittest
from dataclasses import dataclass
from unittest.mock import patch

import numpy

from . import barge_ins, long_calls, pauses, questions
from .agent_side import FRAME_S, FRAME_SAMPLES, AgentSide
from .engine_call import Engine
from .recordings import caller_speaks
from .reply_family import ReplyFamilies
from .sampling import Sampling

FAMILIES = ReplyFamilies([
    {"family": "name", "intents": ["name"], "phrases": ["My name is {name}."], "slots": {"name": {"least": 1, "most": 1}}},
    {"family": "organisation", "intents": ["organisation"], "phrases": ["I work for {organisation}."], "slots": {"organisation": {"least": 2, "most": 4}}},
])
ASKED = {"id": "x", "prompt": "", "question": "What is your name?", "intent": "name", "mustSay": ["berta"]}


@dataclass(frozen=True)
class RuleEngine(Engine):
    """Greets for 2 s, answers for 4 s after so much silence of the caller, and stops so long after the caller begins."""

    patience_s: float = 0.8
    stop_s: float = 0.4
    reply: str = " My name is Berta."
    deaf_after_s: float = float("inf")

    def call(self, caller, prompt, voice, seed, pin_prompt=False) -> AgentSide:
        speaks = caller_speaks(caller)
        pieces, loud = ["PAD"] * len(speaks), numpy.zeros(len(speaks), bool)
        loud[4:29] = True
        silent_s, speaking_s, left, owed = 0.0, 0.0, 0, False
        for i, speaking in enumerate(speaks):
            silent_s, speaking_s = (0.0, speaking_s + FRAME_S) if speaking else (silent_s + FRAME_S, speaking_s)
            owed = owed or bool(speaking)
            speaking_s = 0.0 if silent_s > 0.3 else speaking_s
            if left and speaking_s > self.stop_s:
                left = 0
            if owed and silent_s >= self.patience_s and i * FRAME_S < self.deaf_after_s:
                left, owed, pieces[i] = round(4 / FRAME_S), False, self.reply
            loud[i] |= left > 0
            left = max(0, left - 1)
        return AgentSide(numpy.repeat(numpy.where(loud, 0.1, 0.0), FRAME_SAMPLES).astype(numpy.float32), pieces)


def engine(**rule) -> RuleEngine:
    return RuleEngine("", "", Sampling(0.4, 0.6, 25, 100), processes=1, **rule)


def shares(calls: list[dict], field: str) -> float:
    return float(numpy.mean([bool(call[field]) for call in calls]))


@patch("training.speech.caller_room.heard", lambda lane, random: lane)  # the rule hears by loudness alone: no noise
@unittest.skipUnless(ctypes.util.find_library("flite"), "flite is not installed")
class MeasurementsTest(unittest.TestCase):
    def ask(self, **rule) -> list[dict]:
        return questions.measure(engine(**rule), [ASKED] * 4, ["kal.wav"], FAMILIES)

    def test_a_prompt_and_right_answer(self):
        calls = self.ask()
        for field in ("inTime", "silent", "rightIntent", "right"):
            self.assertEqual(shares(calls, field), 1, field)
        for call in calls:
            self.assertAlmostEqual(call["latencyS"], 0.8, delta=0.3)

    def test_a_late_answer(self):
        self.assertEqual(shares(self.ask(patience_s=2.5), "inTime"), 0)

    def test_another_name_and_another_kind_of_answer(self):
        calls = self.ask(reply=" My name is Steve.")
        self.assertEqual((shares(calls, "rightIntent"), shares(calls, "right")), (1, 0))
        self.assertEqual(shares(self.ask(reply=" I work for Pine House."), "rightIntent"), 0)

    def test_waits_in_a_pause_or_does_not(self):
        cases = [{"id": "x", "prompt": "", "say": ["I would like to know", "what your name is."]}] * 4
        patient = pauses.measure(engine(patience_s=1.2), cases, ["kal.wav"])
        self.assertEqual((shares(patient, "begins"), shares(patient, "waits")), (0, 1))
        for call in patient:
            self.assertTrue(0.55 < call["pauseS"] < 1.05, call["pauseS"])
        hasty = pauses.measure(engine(patience_s=0.25), cases, ["kal.wav"])
        self.assertEqual((shares(hasty, "begins"), shares(hasty, "waits")), (1, 0))

    def test_stops_when_the_caller_breaks_in_or_does_not(self):
        cases = [ASKED | {"next": {"question": "Sorry, could you tell me when you open?", "intent": "name", "mustSay": ["berta"]}}] * 4
        yielding = barge_ins.measure(engine(), cases, ["kal.wav"])
        self.assertEqual((shares(yielding, "spoke"), shares(yielding, "stopped")), (1, 1))
        for call in yielding:
            self.assertGreater(call["wouldGoOnS"], 2.5)
            self.assertAlmostEqual(call["stopS"], 0.5, delta=0.3)
        stubborn = barge_ins.measure(engine(stop_s=60), cases, ["kal.wav"])
        self.assertEqual((shares(stubborn, "spoke"), shares(stubborn, "stopped")), (1, 0))

    def test_where_nobody_answers_nobody_is_broken_into(self):
        cases = [ASKED | {"next": {"question": "Who is this?", "intent": "name", "mustSay": ["berta"]}}]
        calls = barge_ins.measure(engine(deaf_after_s=0), cases, ["kal.wav"])
        self.assertEqual(shares(calls, "spoke"), 0)
        self.assertEqual(barge_ins.figures(calls)[0].verdict, "not measured")

    def test_a_long_call_that_stays_as_it_is_and_one_that_falls_silent(self):
        case = {"id": "x", "prompt": "", "questions": [ASKED] * 60}
        for deaf_after_s, last in ((float("inf"), 1), (400, 0)):
            asked = long_calls.measure(engine(deaf_after_s=deaf_after_s), [case], ["kal.wav"], FAMILIES)
            self.assertTrue(45 <= len(asked) <= 50, len(asked))
            self.assertEqual(shares([question for question in asked if question["part"] == 0], "inTime"), 1)
            self.assertEqual(shares([question for question in asked if question["part"] == 2], "inTime"), last)


if __name__ == "__main__":
    unittest.main()
