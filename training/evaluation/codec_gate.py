"""Gate A: how much harder resynthesised speech is to recognise than the original. `python3 -m training.evaluation.codec_gate --codec FILE --text FOLDER`"""
import argparse
from pathlib import Path

import numpy
import torch

from ..codec.mimi import FRAME_SAMPLES, Mimi
from ..export.codec_file import read
from ..speech import speakers
from .recogniser import WordError, transcribe


def resynthesise(codec: Mimi, pcm: numpy.ndarray) -> tuple[numpy.ndarray, numpy.ndarray]:
    """float32 [samples] to the same again and its codes [8, frames]."""
    whole = numpy.zeros(-(-len(pcm) // FRAME_SAMPLES) * FRAME_SAMPLES, numpy.float32)
    whole[: len(pcm)] = pcm
    codes = codec.encode(torch.from_numpy(whole)[None, None])
    return codec.decode(codes)[0, 0, : len(pcm)].numpy(), codes[0].numpy()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--codec", type=Path, required=True)
    parser.add_argument("--text", type=Path, required=True, help="folder with gate-sentences.txt")
    parser.add_argument("--sentences", type=int, default=25, help="per voice")
    options = parser.parse_args()
    codec = read(options.codec)
    texts = (options.text / "gate-sentences.txt").read_text().splitlines()
    random = numpy.random.default_rng(5)
    voices = {name: speakers.PERSONA_SPEAKERS[name] for name in ("kal", "rms", "slt", "awb")} | {"unheard caller": None}
    used = [set() for _ in range(codec.sizes.codebooks)]
    totals: tuple[list, list, list] = ([], [], [])
    for i, (name, speaker) in enumerate(voices.items()):
        chosen = [texts[(i * options.sentences + j) % len(texts)] for j in range(options.sentences)]
        originals = [speakers.utter(text, speaker or speakers.caller(random, held=True)).pcm.astype(numpy.float32) / 32768 for text in chosen]
        made = [resynthesise(codec, pcm) for pcm in originals]
        for _, codes in made:
            for k, row in enumerate(codes):
                used[k].update(row.tolist())
        heard = transcribe(originals), transcribe([pcm for pcm, _ in made])
        print(f"{name}: original {WordError(chosen, heard[0])}; resynthesised {WordError(chosen, heard[1])}", flush=True)
        for total, part in zip(totals, (chosen, *heard)):
            total += part
    original, again = WordError(totals[0], totals[1]), WordError(totals[0], totals[2])
    print(f"all: original {original}; resynthesised {again}; {100 * (again.rate() - original.rate()):+.1f} points; entries used", [len(u) for u in used])


if __name__ == "__main__":
    main()
