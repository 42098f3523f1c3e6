"""Trains the codec in pieces: `python3 -m training.codec.train --text FOLDER --out FOLDER --seconds 560`, again and again with the same --out.

Three phases by share of `--plan-seconds`: without quantiser, quantised, quantised with judges. A piece ends by itself after --seconds and
leaves codec-state.pt (everything needed to go on) in --out.
"""
import argparse
import math
import os
import time
from pathlib import Path

import torch

from ..export.codec_file import read
from ..graph import Graph
from ..speech import sentences
from ..speech.workers import Workers
from .mimi import FRAME_SAMPLES, Mimi
from .speech_pool import SpeechPool
from .step import METRICS, CodecStep

CLIP_FRAMES = 18  # 1.44 s
FREE_SHARE, JUDGED_FROM = 0.035, 0.30  # of the plan
SOUND_USAGE = 300
USAGE_FLOOR = 100  # effective entries of each codebook; fewer for a minute ends the run


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--text", type=Path, required=True, help="folder with sentences.jsonl")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--seconds", type=float, default=560, help="of this piece, from the start of the program")
    parser.add_argument("--plan-seconds", type=float, default=1200, help="of training in all pieces together: what the schedule is spread over")
    parser.add_argument("--from-file", type=Path, help="a Mimi file to begin with, where the state that made it is gone; --from-seconds of the plan count as done")
    parser.add_argument("--from-seconds", type=float, default=0)
    parser.add_argument("--batch", type=int, default=24)
    parser.add_argument("--learning-rate", type=float, default=1e-3)
    parser.add_argument("--pool-hours", type=float, default=8.0)
    parser.add_argument("--processes", type=int, default=max(1, (os.cpu_count() or 2) - 1))
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--smoke", action="store_true", help="a few steps on the CPU, to see that all of it runs")
    return parser.parse_args()


def usage(codec: Mimi, pool: SpeechPool, autocast, rounds: int) -> list[int]:
    """Effective entries (e to the entropy) of each codebook over fresh speech."""
    with torch.no_grad(), autocast:
        codes = torch.cat([codec.encode(pool.cut(24, CLIP_FRAMES)[0][:, None]) for _ in range(rounds)])
    entries = []
    for k in range(codes.shape[1]):
        share = torch.bincount(codes[:, k].flatten(), minlength=codec.sizes.bins).float()
        share = share / share.sum()
        entries.append(round(float(torch.exp(-(share * (share + 1e-12).log()).sum()))))
    return entries


def fit_quantisers(codec: Mimi, pool: SpeechPool, autocast, frames: int) -> None:
    with torch.no_grad(), autocast:
        latents = torch.cat([codec.latent(pool.cut(24, CLIP_FRAMES)[0][:, None]).float() for _ in range(-(-frames // (24 * CLIP_FRAMES)))])
    for quantiser in codec.quantisers():
        flat = quantiser.input_proj(latents).float().transpose(1, 2)
        quantiser.fit(flat.reshape(-1, flat.shape[-1]))


class Training:
    def __init__(self, options: argparse.Namespace):
        self.options, self.started = options, time.monotonic()
        self.device = "cpu" if options.smoke else "cuda"
        torch.manual_seed(options.seed)
        torch.backends.cudnn.allow_tf32 = False  # the few float32 convolutions lie before the quantisers
        options.out.mkdir(parents=True, exist_ok=True)
        self.log_file = (options.out / "codec-log.txt").open("a")
        self.state_file = options.out / "codec-state.pt"
        self.codec = Mimi().to(self.device)
        self.step = CodecStep(self.codec, options.learning_rate, self.device)
        self.trained_s, self.steps, self.fitted = 0.0, 0, False
        if self.state_file.exists():
            self._load()
        elif options.from_file:
            self._begin_with(options.from_file)
        texts = sentences.read_sentences(options.text, "train")
        self.workers = Workers(sentences.make, sentences.orders(texts, options.seed * 1000 + self.steps), options.processes)
        self.pool = SpeechPool(0.02 if options.smoke else options.pool_hours, self.device)
        self.pcm = torch.zeros(options.batch, CLIP_FRAMES * FRAME_SAMPLES, device=self.device)
        self.labels = torch.zeros(options.batch, CLIP_FRAMES * 4, dtype=torch.long, device=self.device)
        self.graphs: dict[tuple[bool, bool], Graph] = {}

    def log(self, *parts) -> None:
        line = f"[{time.monotonic() - self.started:6.1f}] " + " ".join(str(part) for part in parts)
        print(line, flush=True)
        print(line, file=self.log_file, flush=True)

    def _load(self) -> None:
        state = torch.load(self.state_file, map_location=self.device)
        self.codec.load_state_dict(state["codec"])
        self.step.judges.load_state_dict(state["judges"])
        self.step.phone_head.load_state_dict(state["phone_head"])
        for average, kept in zip(self.step.averages, state["averages"]):
            average.copy_(kept)
        for optimiser, kept in zip((self.step.optimiser, self.step.judges_optimiser), state["optimisers"]):
            optimiser.load_state_dict(kept)
        self.trained_s, self.steps, self.fitted = state["trained_s"], state["steps"], state["fitted"]
        self.log("goes on after", round(self.trained_s), "s,", self.steps, "steps")

    def _begin_with(self, path: Path) -> None:
        self.codec.load_state_dict(read(path, self.device).state_dict())
        for quantiser in self.codec.quantisers():
            for codebook in quantiser.codebooks():  # the file holds centroids: they count as a batch's worth of usage
                codebook.cluster_usage.fill_(0.4)
                codebook.embedding_sum.mul_(0.4)
        for average, p in zip(self.step.averages, self.codec.parameters()):
            average.copy_(p.detach())
        self.trained_s, self.fitted = self.options.from_seconds, True

    def save(self) -> None:
        part = self.state_file.with_suffix(".part")
        torch.save(dict(codec=self.codec.state_dict(), judges=self.step.judges.state_dict(), phone_head=self.step.phone_head.state_dict(),
                        averages=self.step.averages, optimisers=[o.state_dict() for o in (self.step.optimiser, self.step.judges_optimiser)], trained_s=self.trained_s, steps=self.steps, fitted=self.fitted), part)
        part.rename(self.state_file)

    def advance(self, quantised: bool, judged: bool) -> None:
        pcm, labels = self.pool.cut(self.options.batch, CLIP_FRAMES)
        self.pcm.copy_(pcm)
        self.labels.copy_(labels)
        key = (quantised, judged)
        if key not in self.graphs:
            self.graphs.clear()
            self.graphs[key] = Graph(lambda: self.step.run(self.pcm, self.labels, quantised, judged), self.device)
        self.graphs[key].run()
        self.steps += 1

    def run(self) -> None:
        options = self.options
        self.pool.add(self.workers.take(8 if options.smoke else 400))
        self.log("first speech", round(self.pool.hours, 3), "h;", round(sum(p.numel() for p in self.codec.parameters()) / 1e6, 2), "M parameters")
        began, before, noted, filled, saved, starved_since = time.monotonic(), self.trained_s, 0.0, 0.0, 0.0, None
        self.codec.train()
        while True:
            now = time.monotonic()
            self.trained_s = before + now - began
            share = min(1.0, self.steps / 12 if options.smoke else self.trained_s / options.plan_seconds)
            if share >= 1 or now - self.started > options.seconds:
                break
            if share >= FREE_SHARE and not self.fitted:
                fit_quantisers(self.codec, self.pool, self.step._autocast(), 600 if options.smoke else 60_000)
                self.fitted = True
                self.log("quantisers fitted; entries", usage(self.codec, self.pool, self.step._autocast(), 1 if options.smoke else 20))
            cosine = 0.5 * (1 + math.cos(math.pi * share))
            warm = min(1.0, (self.steps + 1) / 300)
            self.step.set_rates(options.learning_rate * (0.05 + 0.95 * cosine) * warm, 3e-4 * (0.2 + 0.8 * cosine))
            self.advance(self.fitted, share >= JUDGED_FROM)
            if self.device == "cuda" and self.steps % 25 == 0:
                torch.cuda.synchronize()
            if now - noted > 12 or options.smoke:
                noted, entries = now, usage(self.codec, self.pool, self.step._autocast(), 1 if options.smoke else 10)
                figures = {name: round(float(self.step.metrics[name]), 3) for name in METRICS}
                self.log(f"{share:.3f}", self.steps, figures, "entries", entries, "speech", round(self.pool.hours, 2), "h of", self.workers.made, "failed", self.workers.failed)
                if not math.isfinite(figures["mel"]):
                    raise RuntimeError("the loss is no number any more; nothing was saved")
                starved = self.fitted and min(entries) < USAGE_FLOOR and not options.smoke
                starved_since = (starved_since or now) if starved else None
                if starved_since and now - starved_since > 60:
                    raise RuntimeError(f"a codebook uses {min(entries)} entries for a minute; the last sound state was kept")
                if self.fitted and min(entries) > SOUND_USAGE and now - saved > 60:
                    saved = now
                    self.save()
            if now - filled > 4:
                filled = now
                self.pool.add(self.workers.take())
        self.workers.stop()
        self.save()
        self.log("saved after", self.steps, "steps,", round(self.trained_s), "s of training")


if __name__ == "__main__":
    Training(arguments()).run()
