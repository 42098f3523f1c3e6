"""The parts of gates C and D: each measures and gives its figures and its calls."""
from functools import cached_property
from pathlib import Path

import numpy

from . import barge_ins, free_text, long_calls, pauses, questions, recordings, voice_prompts
from .engine_call import Engine, voices_of
from .figure import Figure
from .reply_family import ReplyFamilies, read_cases

Measured = tuple[list[Figure], list[dict]]
RECORDING_PROMPTS = 2


class GateParts:
    def __init__(self, engine: Engine, text: Path, voice: str | None, counts: dict[str, int], recordings: Path | None):
        """`counts`: how many questions, pauses, barge-ins and long calls."""
        self._engine, self._text, self._counts, self._recordings = engine, text, counts, recordings
        self.shipped = voices_of(engine.model)
        self.voices = [voice] if voice else self.shipped
        self._families = ReplyFamilies.read(text)

    def measure(self, name: str) -> Measured:
        found, calls = getattr(self, name.replace("-", "_"))()
        return found, [{key: value for key, value in call.items() if key != "sound"} for call in calls]

    def questions(self) -> Measured:
        counts = questions.words_as_heard(self._asked, self._engine.processes)
        clear = free_text.codec_words(self._engine.model, self._asked, self._engine.processes)
        return [*questions.figures(self._asked, counts), *free_text.figures(clear)], self._asked

    def stepped_prompts(self) -> Measured:
        return self._asked_behind("stepped")

    def long_prompts(self) -> Measured:
        return self._asked_behind("long")

    def _asked_behind(self, prompt: str) -> Measured:
        cases = [dict(case, prompt=case[prompt]) for case in self._some("gate.jsonl", self._counts["questions"])]
        calls = questions.measure(self._engine, cases, self.voices, self._families)
        return questions.answers(calls), calls

    def voices_told_apart(self) -> Measured:
        sentences = (self._text / "gate-sentences.txt").read_text().splitlines()
        sounds = voice_prompts.originals(self.shipped, sentences, self._engine.processes)
        space = voice_prompts.space_of(sounds)
        calls = voice_prompts.judged(space, self._asked)
        original = voice_prompts.found(space, {voice: made[voice_prompts.FITTED :] for voice, made in sounds.items()})
        try:
            codec = voice_prompts.found(space, voice_prompts.resynthesised(self._engine.model, sounds))
        except ModuleNotFoundError:
            codec = None
        return voice_prompts.figures(calls, original, codec), calls

    def pauses(self) -> Measured:
        calls = pauses.measure(self._engine, self._some("gate-pauses.jsonl", self._counts["pauses"]), self.voices)
        return pauses.figures(calls), calls

    def barge_ins(self) -> Measured:
        calls = barge_ins.measure(self._engine, self._some("gate-barge-ins.jsonl", self._counts["barge-ins"]), self.voices)
        return barge_ins.figures(calls), calls

    def long_calls(self) -> Measured:
        return self._ten_minutes_behind("prompt")

    def long_calls_behind_long_prompts(self) -> Measured:
        return self._ten_minutes_behind("long")

    def _ten_minutes_behind(self, prompt: str) -> Measured:
        cases = [dict(case, prompt=case[prompt]) for case in read_cases(self._text, "gate-long-calls.jsonl")[: self._counts["long-calls"]]]
        asked = long_calls.measure(self._engine, cases, self.voices, self._families)
        return long_calls.figures(asked, self._engine.processes), asked

    def recordings(self) -> Measured:
        if self._recordings is None:
            return [], []
        prompts = [case["prompt"] for case in self._some("gate.jsonl", RECORDING_PROMPTS)]
        calls = recordings.measure(self._engine, self._recordings, prompts, self.voices, self._families)
        return recordings.figures(calls), calls

    @cached_property
    def _asked(self) -> list[dict]:
        """The calls of single questions: two parts look at them."""
        return questions.measure(self._engine, self._some("gate.jsonl", self._counts["questions"]), self.voices, self._families)

    def _some(self, name: str, count: int) -> list[dict]:
        cases = read_cases(self._text, name)
        return [cases[i] for i in numpy.random.default_rng(9).permutation(len(cases))[:count]]


PARTS = ("questions", "stepped-prompts", "long-prompts", "voices-told-apart", "pauses", "barge-ins", "long-calls", "long-calls-behind-long-prompts", "recordings")
