"""The engine says what the training model would: one greedy call of both, every token compared.

`python3 -m training.evaluation.engine_equality --engine native/build/duplex-offline --model models/duo-small --text TEXT`

The caller is one that training never had, in a made room. The training model is teacher-forced on what the engine said and heard: as long as its likeliest
token is the engine's at every frame, its own greedy run is the same call. The engine holds the file's 8-bit integers and multiplies them as float32 (products
summed first, the row's scale applied to the sum); the training model holds the products of integer and scale in float32. `--weights` lets the engine use others.
Without `--pin-prompt` the prompt is pinned in neither: it leaves the window as the reference has it, whatever the checkpoint's config asks of calls.
"""
import argparse
import json
import sys
import tempfile
from pathlib import Path

import numpy
import torch
from torch import Tensor

from ..export.checkpoint import config_of
from ..speech import caller_room, speakers
from ..speech.speakers import SAMPLE_RATE_HZ
from ..speech.tokenizer import Tokenizer
from ..speech.wav import read_wav
from . import loudness
from .engine_run import EngineRun, run_engine
from .prompted_call import PromptedCall, whole_frames
from .teacher_forced import Codec, Lm

PAUSE_S = (1.0, 4.0)


def caller_sound(texts: list[str], seconds: float, random: numpy.random.Generator) -> numpy.ndarray:
    """Sentences with pauses between them, by one held-out caller."""
    speaker, parts, at = speakers.caller(random, held=True), [], 0
    for text in texts:
        pause = numpy.zeros(int(random.uniform(*PAUSE_S) * SAMPLE_RATE_HZ), numpy.float32)
        parts += [pause, speakers.utter(text, speaker).pcm.astype(numpy.float32) / 32768]
        at += len(parts[-2]) + len(parts[-1])
        if at > seconds * SAMPLE_RATE_HZ:
            break
    pcm = caller_room.heard(numpy.concatenate(parts)[: int(seconds * SAMPLE_RATE_HZ)], random)
    return numpy.rint(numpy.clip(pcm, -1, 1) * 32767).astype(numpy.float32) / 32768  # what a 16-bit file keeps


def compared(name: str, wanted: Tensor, logits: Tensor) -> int:
    """Prints how often the likeliest token [frames] is the wanted one; returns how often it is not."""
    found = logits.argmax(-1)
    different = (found != wanted).nonzero().flatten()
    line = f"{name}: {len(wanted) - len(different)} of {len(wanted)} equal"
    top = logits.topk(2).values
    line += f"; smallest margin of a decision {float((top[:, 0] - top[:, 1]).min()):.2g}"
    if len(different):
        margin = (logits.max(-1).values - logits.gather(-1, wanted[:, None])[:, 0])[different]
        line += f"; differs first in frame {int(different[0])}; its token lies below the likeliest by at most {float(margin.max()):.2g} logits"
    print(line, flush=True)
    return len(different)


def pinning(model: Path, is_pinned: bool, folder: Path) -> Path:
    """The same checkpoint in `folder`, with a config that keeps prompts pinned or does not."""
    for file in model.iterdir():
        if file.name != "config.json":
            (folder / file.name).symlink_to(file.resolve())
    (folder / "config.json").write_text(json.dumps(config_of(model) | {"pin_prompt": is_pinned}))
    return folder


def check(options: argparse.Namespace, run: EngineRun, caller: numpy.ndarray) -> int:
    model, config = options.model, config_of(options.model)
    codec, lm = Codec(model), Lm(model)
    tokenizer = Tokenizer(str(model / config["tokenizer_name"]))
    call = PromptedCall(voice=codec.encode(whole_frames(loudness.normalised(read_wav(model / "voices" / options.voice)))),
                        ids=torch.tensor(tokenizer.prompt(options.prompt)), user=codec.encode(whole_frames(caller)),
                        silence=torch.tensor(config["silence_codes"]), tone=torch.tensor(config["tone_codes"]))
    unequal = (call.user != run.heard).any(1).nonzero().flatten()
    print(f"caller's codes: {int((call.user == run.heard).sum())} of {run.heard.numel()} equal" + (f"; differ first in frame {int(unequal[0])}" if len(unequal) else ""))
    call.user = run.heard  # the language model is judged by what the engine heard
    rows, begin = call.rows(lm, torch.cat([run.text[:, None], run.spoken], 1)), len(call.prompt()[0])
    pinned = begin if options.pin_prompt else 0
    forced = lm.force(rows, torch.cat([rows[1:], lm.next_row(rows, rows[-1, 9:], pinned)[None]]), pinned)
    print(f"positions {len(rows)}, context {lm.context}, prompt {begin}" + (f" pinned, conversation window {lm.conversation_window}" if pinned else ""))
    different = compared("text tokens", run.text, forced.text_logits[begin - 1 : -1])
    for k in range(8):  # the first codebook is decided a position before its frame, the others at it
        logits = forced.audio_logits[begin - 1 : -1, 0] if k == 0 else forced.audio_logits[begin:, k]
        different += compared(f"codebook {k}", run.spoken[:, k], logits)
    sound = codec.decode(torch.cat([call.silence[None], run.spoken]))[1920:]
    error = float((sound[: len(run.pcm)] - torch.from_numpy(run.pcm)).abs().max())
    print(f"sound of these codes: differs by at most {error:.2g}; half a step of its 16-bit file is {0.5 / 32768:.2g}")
    return different + len(unequal)


def main() -> bool:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--engine", required=True)
    parser.add_argument("--model", type=Path, required=True)
    parser.add_argument("--text", type=Path, required=True, help="folder with gate-sentences.txt")
    parser.add_argument("--voice", default="kal.wav")
    parser.add_argument("--prompt", default="You are Nora, a receptionist at a hotel. Greet the caller and answer questions.")
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--seed", type=int, default=3)
    parser.add_argument("--pin-prompt", action="store_true", help="as calls have it: the prompt never leaves the window")
    parser.add_argument("--weights", default="as-stored")
    options = parser.parse_args()
    caller = caller_sound((options.text / "gate-sentences.txt").read_text().splitlines(), options.seconds, numpy.random.default_rng(options.seed))
    with tempfile.TemporaryDirectory() as folder:
        run = run_engine(options.engine, pinning(options.model, options.pin_prompt, Path(folder)), caller, ["--greedy", "--voice-prompt", options.voice, "--text-prompt", options.prompt,
                                                               "--seed", "1", "--weights", options.weights, "--threads", "2"])
    print(run.summary)
    print("its words:", Tokenizer(str(options.model / config_of(options.model)["tokenizer_name"])).text(run.text))
    different = check(options, run, caller)
    print("EQUAL" if different == 0 else f"{different} DIFFERENCES")
    return different == 0


if __name__ == "__main__":
    sys.exit(0 if main() else 1)
