"""Free text: how clearly the model says its own words, beside the codec's resynthesis of the same words in the same voice."""
from pathlib import Path

import numpy

from .figure import Figure, above, word_error
from .recogniser import WordError, transcribe
from .voice_prompts import known, originals_of

MOST_POINTS = 0.10


def codec_words(model: str, calls: list[dict], processes: int) -> tuple[numpy.ndarray, numpy.ndarray] | None:
    """Of every heard reply (`questions.words_as_heard`) by a voice whose speaker is known: [replies, 2] errors and words of the engine's sound and of the codec's. None: no PyTorch."""
    try:
        from ..export.codec_file import read
        from .codec_gate import resynthesise
    except ModuleNotFoundError:
        return None
    codec, chosen = read(Path(model) / "mimi.safetensors"), [call for call in calls if "heard" in call and known([call["voice"]])]
    originals = originals_of([(call["reply"], call["voice"]) for call in chosen], processes)
    heard = transcribe([resynthesise(codec, pcm)[0] for pcm in originals], processes)
    wanted = [call["reply"] for call in chosen]
    return tuple(WordError(wanted, got).counts.reshape(-1, 2) for got in ([call["heard"] for call in chosen], heard))


def figures(counts: tuple[numpy.ndarray, numpy.ndarray] | None) -> list[Figure]:
    name = "its own words, above the codec's own"
    if counts is None:
        return [Figure(name, None, None, None, 0, "word error", f"at most +{MOST_POINTS}", note="PyTorch is not installed")]
    return [word_error("the same words through the codec alone", counts[1]), above(name, *counts, MOST_POINTS)]
