"""Gate C, in part: one question of a caller whom training never had, asked through the real engine, and what comes back.

`python3 -m training.evaluation.conversation_gate --engine native/build/duplex-offline --model FOLDER --text FOLDER`. Held-out prompts, names and phrasings.
"""
import argparse
import json
import subprocess
import tempfile
import wave
from pathlib import Path

import numpy

from ..speech import caller_room, speakers
from ..speech.speakers import SAMPLE_RATE_HZ
from .recogniser import WordError, transcribe

GREETING_S, ANSWER_S = 7.0, 7.0   # silence before and after the question
FRAME_S, LOUD = 0.08, 0.008       # rms of a frame in which the agent is heard
LATE_S, ENDED_S = 1.5, 1.0


def write_wav(path: str, pcm: numpy.ndarray) -> None:
    with wave.open(path, "wb") as file:
        file.setparams((1, 2, SAMPLE_RATE_HZ, 0, "NONE", "none"))
        file.writeframes((numpy.clip(pcm, -1, 1) * 32767).astype(numpy.int16).tobytes())


def read_wav(path: str) -> numpy.ndarray:
    with wave.open(path) as file:
        return numpy.frombuffer(file.readframes(file.getnframes()), numpy.int16).astype(numpy.float32) / 32768


def call(options, folder: str, case: dict, random: numpy.random.Generator, seed: int) -> dict:
    """One call: whether it answered in time, what it wrote and what was heard of it."""
    question = speakers.utter(case["question"], speakers.caller(random, held=True)).pcm.astype(numpy.float32) / 32768
    silence = lambda seconds: numpy.zeros(int(seconds * SAMPLE_RATE_HZ), numpy.float32)
    lane = numpy.concatenate([silence(GREETING_S), question, silence(ANSWER_S)])
    write_wav(f"{folder}/caller.wav", caller_room.heard(lane, random))
    subprocess.run([options.engine, "--moshi-weight", options.model, "--input-wav", f"{folder}/caller.wav", "--output-wav", f"{folder}/agent.wav",
                    "--output-text", f"{folder}/agent.json", "--voice-prompt", options.voice, "--text-prompt", case["prompt"], "--seed", str(seed),
                    "--temp-text", "0.4", "--temp-audio", "0.6", "--topk-audio", "100", "--threads", str(options.threads)], check=True, capture_output=True)
    pieces = json.loads(Path(f"{folder}/agent.json").read_text())
    pcm = read_wav(f"{folder}/agent.wav")
    frames = pcm[: len(pcm) // 1920 * 1920].reshape(-1, 1920)
    loud = numpy.sqrt((frames**2).mean(1)) > LOUD
    end = int((GREETING_S + len(question) / SAMPLE_RATE_HZ) / FRAME_S)
    said = [piece for piece in pieces[end - 2 :] if piece not in ("PAD", "EPAD")]
    answered = [i for i in range(end - 3, len(loud)) if loud[i]]
    last_word = max((i for i, piece in enumerate(pieces) if piece not in ("PAD", "EPAD")), default=0)
    return dict(intent=case["intent"], text="".join(said).strip(), sound=pcm[(end - 3) * 1920 :], latency_s=(answered[0] - end) * FRAME_S if answered else None,
                interrupted=bool(loud[int(GREETING_S / FRAME_S) + 4 : end - 4].any()), ended=not loud[min(len(loud) - 1, last_word + int((ENDED_S + 0.6) / FRAME_S)) :].any())


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--engine", required=True)
    parser.add_argument("--model", required=True)
    parser.add_argument("--text", type=Path, required=True, help="folder with gate.jsonl")
    parser.add_argument("--voice", default="kal.wav")
    parser.add_argument("--cases", type=int, default=60)
    parser.add_argument("--threads", type=int, default=2)
    options = parser.parse_args()
    cases = [json.loads(line) for line in (options.text / "gate.jsonl").read_text().splitlines()]
    random = numpy.random.default_rng(9)
    chosen = [cases[i] for i in random.permutation(len(cases))[: options.cases]]
    with tempfile.TemporaryDirectory() as folder:
        calls = [call(options, folder, case, random, seed) for seed, case in enumerate(chosen)]
    right = [any(f" {word} " in f" {plain(c['text'])} " for word in case["mustSay"]) for c, case in zip(calls, chosen)]
    share = lambda values: f"{sum(values)} of {len(values)} ({100 * sum(values) / max(1, len(values)):.0f} %)"
    of = lambda *intents: [r for r, case in zip(right, chosen) if case["intent"] in intents]
    print("answers within", LATE_S, "s:", share([c["latency_s"] is not None and c["latency_s"] <= LATE_S for c in calls]))
    print("silent while the caller asks:", share([not c["interrupted"] for c in calls]), "; silent within", ENDED_S, "s of its last word:", share([c["ended"] for c in calls]))
    print("right answer, all:", share(right), "; name:", share(of("name")), "; organisation:", share(of("organisation")),
          "; others:", share([r for r, case in zip(right, chosen) if case["intent"] not in ("name", "organisation")]))
    spoken = [c for c in calls if c["text"]]
    print("its words as heard:", WordError([c["text"] for c in spoken], transcribe([c["sound"] for c in spoken], options.threads)))


def plain(text: str) -> str:
    return " ".join("".join(letter if letter.isalpha() or letter in "' " else " " for letter in text.lower()).split())


if __name__ == "__main__":
    main()
