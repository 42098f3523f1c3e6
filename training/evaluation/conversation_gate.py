"""Gates C and D: callers whom training never had, through the real engine, and how the model keeps up its side of the call.

`python3 -m training.evaluation.conversation_gate --engine native/build/duplex-offline --model FOLDER --text FOLDER --out report.json`
Held-out prompts, names, phrasings and voices. Every figure with its 95 % interval and, where there is a goal, whether it is met.
"""
import argparse
import json
import time
from pathlib import Path

import numpy

from . import barge_ins, pauses, questions
from .engine_call import Engine, voices_of
from .figure import Figure
from .reply_family import ReplyFamilies, read_cases

PARTS = ("questions", "pauses", "barge-ins")


def main() -> None:
    options = _options()
    engine = Engine(options.engine, options.model, options.threads, options.processes)
    voices = [options.voice] if options.voice else voices_of(options.model)
    families = ReplyFamilies.read(options.text)
    cases = lambda name, count: _some(read_cases(options.text, name), count)
    parts = {
        "questions": lambda: _shown(questions, questions.measure(engine, cases("gate.jsonl", options.cases), voices, families)),
        "pauses": lambda: _shown(pauses, pauses.measure(engine, cases("gate-pauses.jsonl", options.pauses), voices)),
        "barge-ins": lambda: _shown(barge_ins, barge_ins.measure(engine, cases("gate-barge-ins.jsonl", options.barge_ins), voices)),
    }
    report = {"model": options.model, "voices": voices, "parts": {}}
    for name in options.only or PARTS:
        started = time.time()
        found, calls = parts[name]()
        print(f"{name} ({time.time() - started:.0f} s)")
        for figure in found:
            print(f"  {figure}", flush=True)
        report["parts"][name] = {"figures": [figure.json() for figure in found], "calls": calls}
        if options.out:
            options.out.write_text(json.dumps(report, indent=1))


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
    parser.add_argument("--processes", type=int, default=2, help="calls at once")
    parser.add_argument("--threads", type=int, default=1, help="of each call")
    return parser.parse_args()


def _some(cases: list[dict], count: int) -> list[dict]:
    return [cases[i] for i in numpy.random.default_rng(9).permutation(len(cases))[:count]]


def _shown(part, calls: list[dict]) -> tuple[list[Figure], list[dict]]:
    return part.figures(calls), [{key: value for key, value in call.items() if key != "sound"} for call in calls]


if __name__ == "__main__":
    main()
