"""Gate B: lines that the engine is told to say, as a recogniser hears them, beside the codec's resynthesis of the same lines in the same voice.

`python3 -m training.evaluation.speech_gate --engine native/build/duplex-offline --model models/duo-small --text TEXT`

Each line goes through `duplex-offline --say` behind a voice and a text prompt, while the caller is silent; what the caller hears from its beginning to its end is given to the recogniser.
`--weights`, `--keys` and `--device` are the engine's: 8-bit weights and keys are measured by running the gate once with and once without them. A file of 8-bit
weights has no better ones inside: to compare with float weights, export them (`training.export.lm_file --float`) into a copy of the folder.
"""
import argparse
import json
import sys
from dataclasses import dataclass
from pathlib import Path

import numpy

from ..export.checkpoint import read_codec
from ..speech import speakers
from ..speech.speakers import SAMPLE_RATE_HZ
from .arithmetic import arithmetic_flags, arithmetic_options
from .codec_gate import resynthesise
from .engine_run import EngineRun, run_engine
from .recogniser import WordError, transcribe
from .sampling import sampling_of, sampling_options

VOICES = ("kal", "rms", "slt", "awb")
FRAME_SAMPLES, FRAME_S = 1920, 0.08
LINES_A_CALL = 5
GREETING_S, GAP_S = 4.0, 1.2     # its own first words come before the lines; then so much silence between them
BEGINS_AFTER_FRAMES = 5           # text leads sound: what is heard before is of the words before the line
ENDS_WITHIN_FRAMES = 12          # the sound of the last word, behind its text
WORDS = 4                        # tokens from here on are words (0 to 3: next word, sentence marks, nothing)
GOAL_POINTS = 10.0


@dataclass
class Spoken:
    voice: str
    text: str
    original: numpy.ndarray  # float32 at 24 kHz
    codec: numpy.ndarray
    engine: numpy.ndarray
    completed: bool


def sound_of(run: EngineRun, line: dict, until: int) -> numpy.ndarray:
    """From the frame at which a line's sound can begin to the end of its last word, or to the model's own next word, whose sound follows its text."""
    if line["appliedFrame"] < 0:
        return numpy.zeros(FRAME_SAMPLES, numpy.float32)
    end = min(line["endedFrame"] + ENDS_WITHIN_FRAMES if line["endedFrame"] >= 0 else until, until)
    own = [i for i in range(line["endedFrame"] + 2, end) if int(run.text[i]) >= WORDS] if line["endedFrame"] >= 0 else []
    end = min([end, *(i + 3 for i in own[:1])])
    return run.pcm[(line["appliedFrame"] + BEGINS_AFTER_FRAMES) * FRAME_SAMPLES : end * FRAME_SAMPLES]


def speak(options: argparse.Namespace, codec, voice: str, texts: list[str], prompt: str, seed: int) -> list[Spoken]:
    """One call in which `texts` are said one after another."""
    originals = [speakers.utter(text, speakers.PERSONA_SPEAKERS[voice]).pcm.astype(numpy.float32) / 32768 for text in texts]
    seconds = GREETING_S + sum(2.0 * len(pcm) / SAMPLE_RATE_HZ + 2.0 + GAP_S for pcm in originals)
    flags = ["--voice-prompt", f"{voice}.wav", "--text-prompt", prompt, "--seed", str(seed), *sampling_of(options).flags(),
             "--threads", str(options.threads), *arithmetic_flags(options), "--say-gap-ms", str(int(1000 * GAP_S))]
    for i, text in enumerate(texts):
        flags += ["--say", f"@{int(1000 * GREETING_S)} {text}" if i == 0 else text]
    folder = options.keep / f"{voice}-{seed:03}" if options.keep else None
    run = run_engine(options.engine, options.model, numpy.zeros(int(seconds * SAMPLE_RATE_HZ), numpy.float32), flags, folder)
    frames = len(run.text)
    ordered = [line["orderedFrame"] if line["orderedFrame"] >= 0 else frames for line in run.says[1:]] + [frames]
    return [Spoken(voice, text, original, resynthesise(codec, original)[0], sound_of(run, line, until), line["state"] == "completed")
            for text, original, line, until in zip(texts, originals, run.says, ordered)]


def main() -> bool:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--engine", required=True)
    parser.add_argument("--model", type=Path, required=True)
    parser.add_argument("--text", type=Path, required=True, help="folder with gate-sentences.txt and gate.jsonl")
    parser.add_argument("--sentences", type=int, default=40, help="the first so many; the voices take turns")
    parser.add_argument("--voices-each", type=int, choices=range(1, len(VOICES) + 1), default=1, help="how many of the voices say each sentence")
    parser.add_argument("--prompt", help="for all calls; none: each has one of the held-out prompts")
    sampling_options(parser)
    arithmetic_options(parser)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--keep", type=Path, help="folder for the calls; those that lie there already are not made again")
    options = parser.parse_args()
    codec, texts = read_codec(options.model), (options.text / "gate-sentences.txt").read_text().splitlines()[: options.sentences]
    prompts = [json.loads(line)["prompt"] for line in (options.text / "gate.jsonl").read_text().splitlines()]
    spoken: list[Spoken] = []
    turns = [(turn, v) for turn in range(options.voices_each) for v in range(len(VOICES))]
    for turn, v in turns:
        voice, own = VOICES[v], texts[(v + turn) % len(VOICES) :: len(VOICES)]
        for i, at in enumerate(range(0, len(own), LINES_A_CALL)):
            prompt = options.prompt or prompts[(v + i * len(VOICES)) % len(prompts)]
            spoken += speak(options, codec, voice, own[at : at + LINES_A_CALL], prompt, seed=at + 1 + 1000 * turn)
    print(f"{sum(s.completed for s in spoken)} of {len(spoken)} lines spoken to the end", flush=True)
    wanted = [s.text for s in spoken]
    heard = {way: transcribe([getattr(s, way) for s in spoken], options.threads) for way in ("original", "codec", "engine")}
    if options.keep:
        (options.keep / "heard.txt").write_text("".join(f"{s.voice}\n  wanted   {s.text}\n" + "".join(f"  {way:8} {heard[way][i]}\n" for way in heard)
                                                        for i, s in enumerate(spoken)))
    for voice in (*VOICES, None):
        chosen = [i for i, s in enumerate(spoken) if voice in (s.voice, None)]
        errors = {way: WordError([wanted[i] for i in chosen], [texts[i] for i in chosen]) for way, texts in heard.items()}
        print(f"{voice or 'all'}:", "; ".join(f"{way} {error}" for way, error in errors.items()), flush=True)
    points, low, high = (100 * x for x in errors["engine"].above(errors["codec"]))
    print(f"engine above codec: {points:+.1f} points ({low:+.1f}..{high:+.1f}); the goal is at most {GOAL_POINTS:+.1f}")
    return points <= GOAL_POINTS


if __name__ == "__main__":
    sys.exit(0 if main() else 1)
