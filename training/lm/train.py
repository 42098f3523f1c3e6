"""Trains the language model in pieces: `python3 -m training.lm.train --text FOLDER --codec FILE --tokenizer FILE --out FOLDER --seconds 560`, again with the same --out.

Speech is made by all processors while the model trains; lm-state.pt in --out holds everything needed to go on but the examples, which are made anew.
"""
import argparse
import math
import os
import time
from pathlib import Path

import torch

from ..export.codec_file import read as read_codec
from ..export.lm_file import read as read_lm
from ..graph import Graph
from ..speech.sentences import read_sentences
from ..speech.workers import Workers
from . import drafts
from .examples import Batch, Codes, Examples
from .model import DualStream
from .step import METRICS, LmStep

HELD_EXAMPLES = 96
ENCODED_AT_ONCE = 12
STARTED_WITH = 600


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--text", type=Path, required=True, help="folder with sentences.jsonl and dialogues.jsonl")
    parser.add_argument("--codec", type=Path, required=True, help="the Mimi file")
    parser.add_argument("--tokenizer", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--seconds", type=float, default=560, help="of this piece, from the start of the program")
    parser.add_argument("--plan-seconds", type=float, default=1100, help="of training in all pieces together")
    parser.add_argument("--from-file", type=Path, help="a model.safetensors to begin with, where the state that made it is gone")
    parser.add_argument("--batch", type=int, default=32)
    parser.add_argument("--frames", type=int, default=384)
    parser.add_argument("--learning-rate", type=float, default=1e-3)
    parser.add_argument("--dropout", type=float, default=0.1)
    parser.add_argument("--dialogue-share", type=float, default=0.65)
    parser.add_argument("--depformer-share", type=float, default=0.5)
    parser.add_argument("--room", type=int, default=60_000, help="examples kept")
    parser.add_argument("--processes", type=int, default=max(1, (os.cpu_count() or 2) - 1))
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--smoke", action="store_true", help="a few steps on the CPU, to see that all of it runs")
    return parser.parse_args()


class Training:
    def __init__(self, options: argparse.Namespace):
        self.options, self.started = options, time.monotonic()
        self.device = "cpu" if options.smoke else "cuda"
        options.out.mkdir(parents=True, exist_ok=True)
        self.log_file, self.state_file = (options.out / "lm-log.txt").open("a"), options.out / "lm-state.pt"
        state = torch.load(self.state_file, map_location="cpu") if self.state_file.exists() else None
        self.trained_s, self.steps = (state["trained_s"], state["steps"]) if state else (0.0, 0)
        make = lambda split, share, seed: drafts.orders(
            drafts.read_dialogues(options.text, split), read_sentences(options.text, split), str(options.tokenizer), options.frames, share, seed, split == "held")
        self.held = Workers(drafts.make, make("held", 0.7, 7), 1 if options.smoke else options.processes, room=4 if options.smoke else HELD_EXAMPLES)
        held = self.held.take(2 if options.smoke else HELD_EXAMPLES)
        self.held.stop()
        self.workers = Workers(drafts.make, make("train", options.dialogue_share, options.seed * 1_000_003 + self.steps), options.processes, room=3000)
        torch.manual_seed(options.seed + self.steps)
        self.model = DualStream().to(self.device)
        self.step = LmStep(self.model, options.learning_rate, options.dropout, options.depformer_share, self.device)
        if state:
            self._load(state)
        elif options.from_file:
            self.model.load_state_dict(read_lm(options.from_file).state_dict())
            for average, p in zip(self.step.averages, self.model.parameters()):
                average.copy_(p.detach())
        codes = Codes(read_codec(options.codec, self.device), self.device)
        sizes = self.model.sizes
        self.log("silence", codes.silence.tolist(), "tone", codes.tone.tolist())
        self.examples = Examples(codes, options.frames, 64 if options.smoke else options.room, sizes.card, sizes.text_card)
        self.validation = Examples(codes, options.frames, HELD_EXAMPLES, sizes.card, sizes.text_card)
        self._add(self.validation, held[:HELD_EXAMPLES])

    def log(self, *parts) -> None:
        line = f"[{time.monotonic() - self.started:6.1f}] " + " ".join(str(part) for part in parts)
        print(line, flush=True)
        print(line, file=self.log_file, flush=True)

    def _load(self, state: dict) -> None:
        self.model.load_state_dict(state["model"])
        self.step.heard_head.load_state_dict(state["heard_head"])
        self.step.optimiser.load_state_dict(state["optimiser"])
        for average, kept in zip(self.step.averages, state["averages"]):
            average.copy_(kept)
        self.log("goes on after", round(self.trained_s), "s,", self.steps, "steps")

    def save(self) -> None:
        part = self.state_file.with_suffix(".part")
        torch.save(dict(model=self.model.state_dict(), heard_head=self.step.heard_head.state_dict(), optimiser=self.step.optimiser.state_dict(),
                        averages=self.step.averages, trained_s=self.trained_s, steps=self.steps,
                        silence=self.examples.codes.silence, tone=self.examples.codes.tone), part)
        part.rename(self.state_file)

    def _add(self, examples: Examples, made: list) -> None:
        for at in range(0, len(made), ENCODED_AT_ONCE):
            examples.add(made[at : at + ENCODED_AT_ONCE])

    @torch.no_grad()
    def validate(self) -> dict[str, float]:
        """Mean losses over the held-out examples, by the averaged weights."""
        self.model.eval()
        kept = [p.clone() for p in self.model.parameters()]
        torch._foreach_copy_(list(self.model.parameters()), self.step.averages)
        sums = dict.fromkeys(METRICS, 0.0)
        size = 2 if self.options.smoke else 32
        parts = range(0, self.validation.count, size)
        for at in parts:
            chosen = torch.arange(at, min(at + size, self.validation.count), device=self.device)
            for name, value in self.step.losses(self.validation.batch(chosen), 1.0).items():
                sums[name] += float(value) / len(parts)
        torch._foreach_copy_(list(self.model.parameters()), kept)
        self.model.train()
        return {name: round(value, 3) for name, value in sums.items()}

    def run(self) -> None:
        options = self.options
        self._add(self.examples, self.workers.take(4 if options.smoke else STARTED_WITH))
        self.log(self.examples.count, "examples;", round(sum(p.numel() for p in self.model.parameters()) / 1e6, 2), "M parameters")
        began, before, noted, filled, graph = time.monotonic(), self.trained_s, 0.0, 0.0, None
        self.model.train()
        static: Batch | None = None
        while True:
            now = time.monotonic()
            self.trained_s = before + now - began
            share = min(1.0, self.steps / 6 if options.smoke else self.trained_s / options.plan_seconds)
            if share >= 1 or now - self.started > options.seconds:
                break
            self.step.set_rate(options.learning_rate * min(1.0, (self.steps + 1) / 400) * (0.03 + 0.97 * 0.5 * (1 + math.cos(math.pi * share))))
            batch = self.examples.draw(options.batch)
            if static is None:
                static = batch
                graph = Graph(lambda: self.step.run(static), self.device)
            for name, tensor in vars(batch).items():
                getattr(static, name).copy_(tensor)
            graph.run()
            self.steps += 1
            if self.device == "cuda" and self.steps % 20 == 0:
                torch.cuda.synchronize()
            if now - noted > 20 or options.smoke:
                noted = now
                figures = {name: round(float(value), 3) for name, value in self.step.metrics.items()}
                self.log(f"{share:.3f}", self.steps, "train", figures, "held", self.validate(), "examples", self.workers.made, "failed", self.workers.failed)
                if not all(math.isfinite(value) for value in figures.values()):
                    raise RuntimeError("the loss is no number any more; nothing was saved")
            if now - filled > 1:
                filled = now
                self._add(self.examples, self.workers.take())
        self.workers.stop()
        self.save()
        self.log("saved after", self.steps, "steps,", round(self.trained_s), "s of training; held", self.validate())


if __name__ == "__main__":
    Training(arguments()).run()
