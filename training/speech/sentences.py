"""Single sentences by all voices: what is said by whom, and one of them made."""
import json
from pathlib import Path

import numpy

from . import phones, speakers

STEP_SAMPLES = int(phones.STEP_S * speakers.SAMPLE_RATE_HZ)
FRAME_SAMPLES = STEP_SAMPLES * phones.STEPS_PER_FRAME


def read_sentences(folder: Path, split: str) -> list[str]:
    path = folder / "sentences.jsonl"
    if not path.exists():
        raise FileNotFoundError(f"{path}: expected the sentences of training/text, found no file; run the command under Text in training/README.md")
    with path.open() as lines:
        records = map(json.loads, lines)
        return [record["text"] for record in records if record["split"] == split]


def orders(sentences: list[str], seed: int):
    """Without end: (text, speaker). Half the speakers are the persona's, half are callers nobody heard before."""
    random = numpy.random.default_rng(seed)
    names, shares = list(speakers.PERSONA_SHARES), list(speakers.PERSONA_SHARES.values())
    while True:
        text = sentences[int(random.integers(len(sentences)))]
        speaker = speakers.PERSONA_SPEAKERS[str(random.choice(names, p=shares))] if random.random() < 0.5 else speakers.caller(random)
        yield text, speaker


def make(order) -> tuple[numpy.ndarray, numpy.ndarray]:
    """One utterance: int16 sound of whole frames, int16 phone labels of every 20 ms."""
    text, speaker = order
    utterance = speakers.utter(text, speaker)
    frames = -(-len(utterance.pcm) // FRAME_SAMPLES)
    pcm = numpy.zeros(frames * FRAME_SAMPLES, numpy.int16)
    pcm[: len(utterance.pcm)] = utterance.pcm
    return pcm, phones.label(utterance.phones, frames * phones.STEPS_PER_FRAME)
