"""Gates C and D: callers whom training never had, through the real engine, and how the model keeps up its side of the call.

`python3 -m training.evaluation.conversation_gate --engine native/build/duplex-offline --model FOLDER --text FOLDER --out report.json`
Held-out prompts, names, phrasings and voices. Every figure with its 95 % interval and, where there is a goal, whether it is met.
"""
import argparse
import json
import os
import sys
import time
import traceback
from pathlib import Path

from .arithmetic import arithmetic_flags, arithmetic_options
from .engine_call import Engine
from .gate_parts import PARTS, GateParts
from .sampling import sampling_of, sampling_options


def main() -> None:
    options = _options()
    counts = {"questions": options.cases, "pauses": options.pauses, "barge-ins": options.barge_ins, "long-calls": options.long_calls}
    engine = Engine(options.engine, options.model, sampling_of(options), options.threads, options.processes, arithmetic_flags(options))
    parts = GateParts(engine, options.text, options.voice, counts, options.recordings)
    report, failed = {"model": options.model, "voices": parts.voices, "parts": {}}, []
    for name in options.only or PARTS:
        started, processors = time.time(), _processor_s()
        try:
            figures, calls = parts.measure(name)
        except Exception:  # what else can be measured is measured
            failed.append(name)
            traceback.print_exc()
            continue
        print(f"{name} ({time.time() - started:.0f} s, {_processor_s() - processors:.0f} s of processors)")
        for figure in figures:
            print(f"  {figure}", flush=True)
        report["parts"][name] = {"figures": [figure.json() for figure in figures], "calls": calls}
        if options.out:
            options.out.write_text(json.dumps(report, indent=1))
    verdicts = [figure["verdict"] for part in report["parts"].values() for figure in part["figures"] if figure["verdict"]]
    print(", ".join(f"{verdicts.count(verdict)} {verdict}" for verdict in ("pass", "miss", "not measured")))
    if failed:
        sys.exit(f"not measured, because it failed: {', '.join(failed)}")


def _processor_s() -> float:
    """Used so far by this process and those that it started."""
    return sum(os.times()[:4])


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
    sampling_options(parser)
    arithmetic_options(parser)
    return parser.parse_args()


if __name__ == "__main__":
    main()
