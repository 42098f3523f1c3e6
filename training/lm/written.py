"""Conversations as text alone, thousands a second: what teaches the model to read its prompt and to answer from it.

The same streams as spoken examples have, at the same pace, without sound: the caller's words are given instead of heard.
"""
import json
import random as chance

import numpy

from ..speech.tokenizer import EPAD, PAD, Tokenizer, opened
from . import layout
from .drafts import LAST_JUMP

WORD_FRAMES, LETTER_FRAMES = 1.0, 0.75  # of a spoken word: this and so much for each letter
ANSWER_FRAMES = (1, 7)                  # from the caller's last word, written down, to the agent's first
CALLER_FRAMES = (5, 26)
AT_ONCE = 64


def orders(dialogues: list[str], tokenizer: str, frames: int, seed: int):
    """Without end: all that a worker needs for AT_ONCE examples."""
    random = numpy.random.default_rng(seed)
    while True:
        yield [dialogues[i] for i in random.integers(len(dialogues), size=AT_ONCE)], tokenizer, frames, int(random.integers(2**62))


def make(order) -> tuple[numpy.ndarray, ...]:
    """int16 text [AT_ONCE, frames] and heard [AT_ONCE, frames], int64 begin [AT_ONCE] and jump [AT_ONCE]."""
    lines, tokenizer_path, frames, seed = order
    tokenizer, random = opened(tokenizer_path), chance.Random(seed)
    text, heard = (numpy.full((len(lines), frames), PAD, numpy.int16) for _ in range(2))
    begin, jump = (numpy.zeros(len(lines), numpy.int64) for _ in range(2))
    for i, line in enumerate(lines):
        begin[i], late = _write(json.loads(line), tokenizer, text[i], heard[i], random)
        jump[i] = random.randrange(LAST_JUMP) if random.random() < (0.7 if late else 0.3) else 0
    return text, heard, begin, jump


def _write(record: dict, tokenizer: Tokenizer, text: numpy.ndarray, heard: numpy.ndarray, random: chance.Random) -> tuple[int, bool]:
    """Fills one row of each stream; returns where the conversation begins and whether it begins late."""
    prompt = tokenizer.prompt(record["prompt"])
    at = layout.PROMPT_AT
    text[at : at + len(prompt)] = prompt
    begin = at + len(prompt) + layout.SILENCE_FRAMES
    turns, late = record["turns"], random.random() < 0.5
    starts = [i for i, turn in enumerate(turns[:-2]) if turn["who"] == "caller" and turn["enter"] == "after"]
    turns = turns[random.choice(starts) :] if late and starts else turns
    at = begin + random.randint(4, 12)
    for turn in turns:
        if turn["enter"] == "backchannel":
            continue
        words = [word for segment in turn["say"] for word in segment.split()]
        pieces = [tokenizer.word(word) for word in words]
        if at + sum(max(len(p) + 1, round(WORD_FRAMES + LETTER_FRAMES * len(w))) for p, w in zip(pieces, words)) >= len(text) - 2:
            break
        agent, pace = turn["who"] == "agent", random.uniform(0.8, 1.2)
        for word, own in zip(words, pieces):
            lasts = round((WORD_FRAMES + LETTER_FRAMES * len(word)) * pace)
            if agent:  # EPAD, its pieces, PAD until the next word
                text[at] = EPAD
                text[at + 1 : at + 1 + len(own)] = own[: len(text) - at - 1]
                at += max(len(own) + 1, lasts)
            else:      # written once the word has been said
                at += max(1, lasts)
                heard[at : at + len(own)] = own[: max(0, len(text) - at)]
                at += max(0, len(own) - lasts)
        at += random.randint(*(CALLER_FRAMES if agent else ANSWER_FRAMES))
    return begin, late
