"""Trains the language model in pieces: `python3 -m training.lm.train --text FOLDER --codec FILE --tokenizer FILE --out FOLDER --seconds 560`, again with the same --out.

Speech is made by all processors while the model trains, and steps over spoken and over written conversations take turns, the written ones being most of the first.
lm-state.pt in --out holds everything needed to go on but the examples, which are made anew; where it is too large to keep, --from-file, --hearing and --begun-seconds go on from the exported file and hearing.pt.
"""
import argparse
import math
import os
import time
from pathlib import Path

import torch

from ..averages import put
from ..export.codec_file import read as read_codec
from ..export.lm_file import read as read_lm
from ..graph import Graph
from ..speech.sentences import read_sentences
from ..speech.workers import Workers
from . import drafts, written
from .encoder import Encoder
from .examples import Codes, Examples
from .model import DualStream
from .pace import Pace
from .step import METRICS, WRITTEN_METRICS, LmStep
from .written_examples import WrittenExamples

HELD_EXAMPLES = 96
STARTED_WITH = 300
SAVED_EVERY_S = 150
HELD_WRITTEN = 512
WRITTEN_ROOM = 100_000
WRITTEN_PROCESSES = 1
HEARING_STEPS, HEARING_RATE = 400, 4e-3


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--text", type=Path, required=True, help="folder with sentences.jsonl and dialogues.jsonl")
    parser.add_argument("--codec", type=Path, required=True, help="the Mimi file")
    parser.add_argument("--tokenizer", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--seconds", type=float, default=560, help="of this piece, from the start of the program")
    parser.add_argument("--plan-seconds", type=float, help="of training in all pieces together; none: this piece is the whole of it")
    parser.add_argument("--from-file", type=Path, help="a model.safetensors to begin with, where the state that made it is gone")
    parser.add_argument("--hearing", type=Path, help="the hearing.pt that was saved with that file")
    parser.add_argument("--begun-seconds", type=float, default=0, help="of training that the file has behind it")
    parser.add_argument("--batch", type=int, default=48)
    parser.add_argument("--written-batch", type=int, default=64)
    parser.add_argument("--frames", type=int, default=640, help="of an example: 80 ms each, the prompt among them")
    parser.add_argument("--learning-rate", type=float, default=1e-3)
    parser.add_argument("--dropout", type=float, default=0.1)
    parser.add_argument("--dialogue-share", type=float, default=0.55)
    parser.add_argument("--depformer-share", type=float, default=0.75)
    parser.add_argument("--room", type=int, default=60_000, help="examples kept")
    parser.add_argument("--processes", type=int, default=max(1, (os.cpu_count() or 2) - 1 - WRITTEN_PROCESSES))
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--codec-device", help="a second card, such as cuda:1, that encodes while the first one trains; none: one card does both by turns")
    parser.add_argument("--smoke", action="store_true", help="a few steps on the CPU, to see that all of it runs")
    return parser.parse_args()


class Training:
    def __init__(self, options: argparse.Namespace):
        self.options, self.started = options, time.monotonic()
        self.device = "cpu" if options.smoke else "cuda"
        options.out.mkdir(parents=True, exist_ok=True)
        self.log_file, self.state_file = (options.out / "lm-log.txt").open("a"), options.out / "lm-state.pt"
        state = torch.load(self.state_file, map_location="cpu") if self.state_file.exists() else None
        self.trained_s, self.steps = (state["trained_s"], state["steps"]) if state else (options.begun_seconds, 0)
        make = lambda split, share, seed: drafts.orders(
            drafts.read_dialogues(options.text, split), read_sentences(options.text, split), str(options.tokenizer), options.frames, share, seed, split == "held")
        self.held = Workers(drafts.make, make("held", 0.7, 7), 1 if options.smoke else options.processes, room=4 if options.smoke else HELD_EXAMPLES)
        held = self.held.take(2 if options.smoke else HELD_EXAMPLES)
        self.held.stop()
        workers = Workers(drafts.make, make("train", options.dialogue_share, options.seed * 1_000_003 + self.steps), options.processes, room=4 if options.smoke else 3000)
        torch.manual_seed(options.seed + self.steps)
        self.model = DualStream().to(self.device)
        self.step = LmStep(self.model, options.learning_rate, options.dropout, options.depformer_share, self.device)
        if state:
            self._load(state)
        elif options.from_file:
            self.model.load_state_dict(read_lm(options.from_file).state_dict())
            put(self.step.averages, list(self.model.parameters()))
        if options.hearing and not state:
            heard = torch.load(options.hearing, map_location="cpu")
            for module, weight in ((self.step.heard_head, heard["heard_head"]), (self.step.hint, heard["hint"])):
                module.weight.data.copy_(weight)
        at = options.codec_device or self.device
        codes, sizes = Codes(read_codec(options.codec, at), at), self.model.sizes
        self.encoder = Encoder(codes, workers)
        self.log("silence", codes.silence.tolist(), "tone", codes.tone.tolist())
        self.examples, self.validation = (Examples(codes, options.frames, room, sizes.card, sizes.text_card, self.device)
                                          for room in (64 if options.smoke else options.room, HELD_EXAMPLES))
        self.validation.add(codes.coded([draft for made in held[:HELD_EXAMPLES] for draft in made]))
        self.written, self.held_written = (WrittenExamples(options.frames, room, sizes.text_card, self.device) for room in (WRITTEN_ROOM, HELD_WRITTEN))
        lines = lambda split: drafts.read_dialogues(options.text, split)
        asked = written.orders(lines("held"), str(options.tokenizer), options.frames, 7)
        self.held_written.add([written.make(next(asked)) for _ in range(1 if options.smoke else HELD_WRITTEN // written.AT_ONCE)])
        self.writers = Workers(written.make, written.orders(lines("train"), str(options.tokenizer), options.frames, options.seed * 2_000_003 + self.steps),
                               1 if options.smoke else WRITTEN_PROCESSES, room=200)

    def log(self, *parts) -> None:
        line = f"[{time.monotonic() - self.started:6.1f}] " + " ".join(str(part) for part in parts)
        print(line, flush=True)
        print(line, file=self.log_file, flush=True)

    def _load(self, state: dict) -> None:
        self.model.load_state_dict(state["model"])
        self.step.heard_head.load_state_dict(state["heard_head"])
        self.step.hint.load_state_dict(state["hint"])
        self.step.optimiser.load_state_dict(state["optimiser"])
        put(self.step.averages, state["averages"])
        self.log("goes on after", round(self.trained_s), "s,", self.steps, "steps")

    def save(self) -> None:
        part = self.state_file.with_suffix(".part")
        torch.save(dict(model=self.model.state_dict(), heard_head=self.step.heard_head.state_dict(), hint=self.step.hint.state_dict(), optimiser=self.step.optimiser.state_dict(),
                        averages=self.step.averages, trained_s=self.trained_s, steps=self.steps,
                        silence=self.encoder.codes.silence, tone=self.encoder.codes.tone), part)
        part.rename(self.state_file)
        torch.save(dict(heard_head=self.step.heard_head.weight.detach().half().cpu(), hint=self.step.hint.weight.detach().half().cpu()), self.options.out / "hearing.pt")

    @torch.no_grad()
    def validate(self) -> dict[str, float]:
        """Mean losses over the held-out examples, by the averaged weights."""
        self.model.eval()
        kept = [p.clone() for p in self.model.parameters()]
        put(list(self.model.parameters()), self.step.averages)
        sums = dict.fromkeys([*METRICS, *(f"written {name}" for name in WRITTEN_METRICS)], 0.0)
        size = 2 if self.options.smoke else 32
        parts = range(0, int(self.validation.count), size)
        for at in parts:
            chosen = torch.arange(at, min(at + size, int(self.validation.count)), device=self.device)
            for name, value in self.step.losses(self.validation.batch(chosen), 1.0).items():
                sums[name] += float(value) / len(parts)
        writings = range(0, int(self.held_written.count), 2 * size)
        for at in writings:
            chosen = torch.arange(at, min(at + 2 * size, int(self.held_written.count)), device=self.device)
            for name, value in self.step.written_losses(self.held_written.batch(chosen)).items():
                sums[f"written {name}"] += float(value) / len(writings)
        put(list(self.model.parameters()), kept)
        self.model.train()
        return {name: round(value, 3) for name, value in sums.items()}

    def rates(self, share: float) -> tuple[float, float]:
        """A cosine after a warm-up. Where a model comes without what it was taught to hear with, that is learned first, and fast, the model standing still."""
        options = self.options
        alone = HEARING_STEPS if options.from_file and not options.hearing and not options.smoke else 0
        if self.steps < alone:
            return 0.0, HEARING_RATE
        rate = options.learning_rate * min(1.0, (self.steps - alone + 1) / 400) * (0.03 + 0.97 * 0.5 * (1 + math.cos(math.pi * share)))
        return rate, rate

    def run(self) -> None:
        options = self.options
        self.written.add(self.writers.take(1 if options.smoke else 50))
        self.examples.add(self.encoder.take(4 if options.smoke else STARTED_WITH))
        self.log(int(self.examples.count), "examples;", round(sum(p.numel() for p in self.model.parameters()) / 1e6, 2), "M parameters")
        before, noted, filled, adding_s, pace = self.trained_s, 0.0, 0.0, 0.0, Pace(options.batch)
        self.model.train()
        self.step.set_rate(0.0, 0.0)  # capturing takes steps: they shall teach nothing
        hear = Graph(lambda: self.step.run(self.examples.draw(4 if options.smoke else options.batch)), self.device)
        read = Graph(lambda: self.step.run_written(self.written.draw(4 if options.smoke else options.written_batch)), self.device)
        if options.codec_device:
            self.encoder.start()
        began = saved = time.monotonic()
        plan_s = options.plan_seconds or before + options.seconds - (began - self.started)
        while True:
            now = time.monotonic()
            self.trained_s = before + now - began
            share = min(1.0, self.steps / 6 if options.smoke else self.trained_s / plan_s)
            if share >= 1 or now - self.started > options.seconds:
                break
            self.step.set_rate(*self.rates(share))
            step = read if pace.next_is_written(self.trained_s, self.encoder.made) else hear
            step.run()
            self.steps += 1
            if self.device == "cuda" and self.steps % 20 == 0:
                torch.cuda.synchronize()
            if now - noted > 20 or options.smoke:
                noted = now
                figures = {name: round(float(value), 3) for name, value in self.step.metrics.items()}
                reading = {name: round(float(value), 3) for name, value in self.step.written_metrics.items()}
                self.log(f"{share:.3f}", self.steps, "train", figures, "written", reading, "held", self.validate(), "examples", self.encoder.made,
                         "written", self.writers.made * written.AT_ONCE, "failed", self.encoder.workers.failed, "heard", pace.heard, "adding", round(adding_s, 1), "s")
                if not all(math.isfinite(value) for value in figures.values()):
                    raise RuntimeError("the loss is no number any more; nothing was saved")
            if now - filled > 1:
                filled = now
                if self.device == "cuda":
                    torch.cuda.synchronize()
                adding = time.monotonic()
                self.examples.add(self.encoder.take())
                self.written.add(self.writers.take())
                adding_s += time.monotonic() - adding
            if now - saved > SAVED_EVERY_S:
                saved = now
                self.save()
        self.save()
        self.encoder.stop()
        self.writers.stop()
        self.log("saved after", self.steps, "steps,", round(self.trained_s), "s of training; held", self.validate())


if __name__ == "__main__":
    Training(arguments()).run()
