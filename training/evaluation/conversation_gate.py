"""Gates C and D: callers whom training never had, through the real engine, and how the model keeps up its side of the call.

`python3 -m training.evaluation.conversation_gate --engine native/build/duplex-offline --model FOLDER --text FOLDER --out report.json`
Held-out prompts, names, phrasings and voices. Every figure with its 95 % interval and, where there is a goal, whether it is met.
"""
import argparse
import json
import time
from functools import cache
from pathlib import Path

import numpy

from . import barge_ins, long_calls, pauses, questions, recordings, voice_prompts
from .engine_call import Engine, voices_of
from .reply_family import ReplyFamilies, read_cases

PARTS = ("questions", "voices", "pauses", "barge-ins", "long-calls", "recordings")
RECORDING_PROMPTS = 2


def main() -> None:
    options = _options()
    engine = Engine(options.engine, options.model, options.threads, options.processes)
    voices = [options.voice] if options.voice else voices_of(options.model)
    families = ReplyFamilies.read(options.text)
    cases = lambda name, count: _some(read_cases(options.text, name), count)
    asked = cache(lambda: questions.measure(engine, cases("gate.jsonl", options.cases), voices, families))

    def ask():
        counts = questions.words_as_heard(asked(), options.processes)
        return questions.figures(asked(), counts), asked()

    def compare_voices():
        sounds = voice_prompts.originals(voices, (options.text / "gate-sentences.txt").read_text().splitlines(), options.processes)
        space = voice_prompts.space_of(sounds)
        voice_prompts.judge(space, asked())
        tested = {voice: made[voice_prompts.FITTED :] for voice, made in sounds.items()}
        try:
            codec = voice_prompts.found(space, voice_prompts.resynthesised(options.model, sounds))
        except ModuleNotFoundError:
            codec = None
        return voice_prompts.figures(asked(), voice_prompts.found(space, tested), codec), []

    def hesitate():
        calls = pauses.measure(engine, cases("gate-pauses.jsonl", options.pauses), voices)
        return pauses.figures(calls), calls

    def break_in():
        calls = barge_ins.measure(engine, cases("gate-barge-ins.jsonl", options.barge_ins), voices)
        return barge_ins.figures(calls), calls

    def talk_long():
        calls = long_calls.measure(engine, read_cases(options.text, "gate-long-calls.jsonl")[: options.long_calls], voices, families)
        return long_calls.figures(calls, options.processes), calls

    def play_recordings():
        prompts = [case["prompt"] for case in cases("gate.jsonl", RECORDING_PROMPTS)]
        calls = recordings.measure(engine, options.recordings, prompts, voices, families)
        return recordings.figures(calls), calls

    parts = dict(zip(PARTS, (ask, compare_voices, hesitate, break_in, talk_long, play_recordings)))
    chosen = [name for name in options.only or PARTS if name != "recordings" or options.recordings]
    report = {"model": options.model, "voices": voices, "parts": {}}
    for name in chosen:
        started = time.time()
        found, calls = parts[name]()
        print(f"{name} ({time.time() - started:.0f} s)")
        for figure in found:
            print(f"  {figure}", flush=True)
        calls = [{key: value for key, value in call.items() if key != "sound"} for call in calls]
        report["parts"][name] = {"figures": [figure.json() for figure in found], "calls": calls}
        if options.out:
            options.out.write_text(json.dumps(report, indent=1))
    verdicts = [figure["verdict"] for part in report["parts"].values() for figure in part["figures"] if figure["verdict"]]
    print(", ".join(f"{verdicts.count(verdict)} {verdict}" for verdict in ("pass", "miss", "not measured")))


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--engine", required=True, help="duplex-offline")
    parser.add_argument("--model", required=True, help="folder of the checkpoint, with voices/")
    parser.add_argument("--text", type=Path, required=True, help="folder with the gate files of training/text")
    parser.add_argument("--out", type=Path, help="JSON with every figure and every call; written after each part")
    parser.add_argument("--only", action="append", choices=PARTS, help="this part (may be given several times); none: all of them")
    parser.add_argument("--voice", help="one voice for all calls; none: the model's voices by turns")
    parser.add_argument("--cases", type=int, default=110, help="questions")
    parser.add_argument("--pauses", type=int, default=40)
    parser.add_argument("--barge-ins", type=int, default=40)
    parser.add_argument("--long-calls", type=int, default=2, help="of ten minutes each")
    parser.add_argument("--recordings", type=Path, help="folder with .wav files of people; none: gate D is left out")
    parser.add_argument("--processes", type=int, default=2, help="calls at once")
    parser.add_argument("--threads", type=int, default=1, help="of each call")
    return parser.parse_args()


def _some(cases: list[dict], count: int) -> list[dict]:
    return [cases[i] for i in numpy.random.default_rng(9).permutation(len(cases))[:count]]


if __name__ == "__main__":
    main()
