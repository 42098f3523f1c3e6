"""Sorts a reply into the family of answers that it belongs to, whatever names and facts are in it.

The families are the templates that training's agents answer by (gate-replies.jsonl of training/text). A reply is laid against every template
word by word: a word too much, too little or different costs one; a slot takes as many words as its values have, and where these have few
different words ("dollars", "Monday") only those are free. What costs at most `FAR` of the longer of the two is in a family. Some templates are
the same in two families ("That is ..." of a price and of a person): such a reply belongs to both. Each sentence of a reply, and the
first of a template, may stand for the whole. A leading yes or no is left aside: whether it is the right one is a matter of content.
"""
import json
import re
from dataclasses import dataclass
from pathlib import Path

from .recogniser import words_of

FAR = 0.4
MORE_WORDS = 2     # than its values have may stand in a slot of several words for any: an invented organisation runs on
OPEN_WORD = 0.3    # so that a template that spells a word out is nearer than one with a slot for any
EQUAL = 1e-6
NO_WAY = float("inf")


@dataclass(frozen=True)
class Slot:
    least: int
    most: int
    only: frozenset[str] | None

    def cost(self, word: str) -> float:
        return OPEN_WORD if self.only is None else 0.0 if word in self.only else 1.0


class ReplyFamilies:
    def __init__(self, records: list[dict]):
        self.families = {record["family"] for record in records}
        self._family_of = {intent: record["family"] for record in records for intent in record["intents"]}
        self._templates: list[tuple[str, list]] = []
        for record in records:
            slots = {name: Slot(s["least"], s["most"], frozenset(s["only"]) if "only" in s else None) for name, s in record["slots"].items()}
            for text in [part for phrase in record["phrases"] for part in (phrase, *_sentences(phrase)[:1])]:
                self._templates.append((record["family"], _without_yes_no(_parts(text, slots))))

    @staticmethod
    def read(folder: Path) -> "ReplyFamilies":
        return ReplyFamilies(read_cases(folder, "gate-replies.jsonl"))

    def of_intent(self, intent: str) -> str:
        """The family that answers an intent of a gate case."""
        return self._family_of[re.sub(" (yes|no)$", "", intent)]

    def near(self, reply: str) -> tuple[set[str], float]:
        """The families whose templates are nearest, none where nothing is near; and how far, as a share of the words."""
        texts = [_without_yes_no(words_of(part)) for part in [reply, *_sentences(reply)]]
        costs: dict[str, float] = {}
        for words in filter(None, texts):
            for family, parts in self._templates:
                if not parts:
                    continue
                distance = _distance(words, parts) / max(len(words), sum(part.least if isinstance(part, Slot) else 1 for part in parts))
                costs[family] = min(costs.get(family, NO_WAY), distance)
        least = min(costs.values(), default=NO_WAY)
        if least > FAR:
            return set(), least
        return {family for family, cost in costs.items() if cost <= least + EQUAL}, least

    def answers(self, reply: str, intent: str) -> bool:
        return self.of_intent(intent) in self.near(reply)[0]


def _parts(phrase: str, slots: dict[str, Slot]) -> list:
    found = re.findall(r"\{(\w+)\}|([A-Za-z']+)", phrase)
    return [slots[slot] if slot else word.lower() for slot, word in found]


def _without_yes_no(parts: list) -> list:
    return parts[1:] if len(parts) > 1 and parts[0] in ("yes", "no") else parts


def _sentences(text: str) -> list[str]:
    """The sentences of a text that has several."""
    parts = [part for part in re.split(r"(?<=[.?])\s+", text.strip()) if part]
    return parts if len(parts) > 1 else []


def _distance(words: list[str], parts: list) -> float:
    """The least cost of making the words out of a template's parts."""
    row = [float(i) for i in range(len(words) + 1)]  # the template so far against each beginning of the words
    for part in parts:
        if isinstance(part, Slot):
            row = _through_slot(row, words, part)
            continue
        after = [row[0] + 1]
        for i, word in enumerate(words):
            after.append(min(row[i + 1] + 1, after[i] + 1, row[i] + (word != part)))
        row = after
    return row[-1]


def _through_slot(row: list[float], words: list[str], slot: Slot) -> list[float]:
    after = []
    for end in range(len(words) + 1):
        best = row[end] + slot.least  # nothing stands for it
        taken = 0.0
        most = slot.most + MORE_WORDS if slot.only is None and slot.most > 1 else slot.most
        for count in range(1, min(most, end) + 1):
            taken += slot.cost(words[end - count])
            best = min(best, row[end - count] + taken + max(0, slot.least - count))
        after.append(best if not after else min(best, after[-1] + 1))
    return after


def read_cases(folder: Path, name: str) -> list[dict]:
    path = folder / name
    if not path.exists():
        raise FileNotFoundError(f"{path}: expected a file of training/text, found none; node --import tsx training/text/write-gate.ts --seed 1 --out {folder} writes it")
    return [json.loads(line) for line in path.read_text().splitlines()]
