"""One call through the real engine's offline tool, and what it leaves."""
import json
import tempfile
from dataclasses import dataclass
from pathlib import Path

import numpy
import torch
from torch import Tensor

from ..speech.wav import read_wav
from .offline_tool import run_offline


@dataclass
class EngineRun:
    pcm: numpy.ndarray  # float32 [samples]
    text: Tensor        # int64 [frames]: tokens of the agent's words
    spoken: Tensor      # int64 [frames, 8]: its codes
    heard: Tensor       # int64 [frames, 8]: the caller's
    says: list[dict]    # what became of each --say
    summary: str


def run_engine(engine: str, model: Path, caller: numpy.ndarray, flags: list[str], keep: Path | None = None) -> EngineRun:
    """`caller` float32 at 24 kHz; `flags` as duplex-offline --help names them. `keep`: a folder for its files; a call that lies there is not made again."""
    with tempfile.TemporaryDirectory() as name:
        folder = keep or Path(name)
        if (folder / "summary.txt").exists():
            return _read(folder)
        folder.mkdir(parents=True, exist_ok=True)
        asked = ["--output-timeline", str(folder / "timeline.json"), "--output-codes", str(folder / "codes.json"), *flags]
        (folder / "summary.txt").write_text(run_offline(engine, model, caller, folder, asked))
        return _read(folder)


def _read(folder: Path) -> EngineRun:
    timeline, codes = (json.loads((folder / f"{part}.json").read_text()) for part in ("timeline", "codes"))
    tokens = lambda key: torch.tensor([frame[key] for frame in codes])
    return EngineRun(read_wav(folder / "agent.wav"), torch.tensor([frame["textToken"] for frame in timeline["frames"]]),
                     tokens("spoken"), tokens("heard"), timeline["says"], (folder / "summary.txt").read_text())
