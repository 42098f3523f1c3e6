"""Calls through the real engine: the caller's sound in, the agent's side out."""
import json
import tempfile
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import numpy

from ..speech.wav import read_wav
from .agent_side import AgentSide
from .offline_tool import run_offline
from .sampling import Sampling


@dataclass(frozen=True)
class Engine:
    program: str
    model: str
    sampling: Sampling
    threads: int = 1
    processes: int = 2
    arithmetic: tuple[str, ...] = ()  # flags of `arithmetic.py`

    def call(self, caller: numpy.ndarray, prompt: str, voice: str, seed: int, pin_prompt: bool = False) -> AgentSide:
        """The same arguments give the same call."""
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            flags = ["--output-text", str(folder / "agent.json"), "--voice-prompt", voice, "--text-prompt", prompt, "--seed", str(seed), *self.sampling.flags(),
                     "--threads", str(self.threads), *self.arithmetic, *(["--pin-prompt"] if pin_prompt else [])]
            run_offline(self.program, self.model, caller, folder, flags)
            return AgentSide(read_wav(folder / "agent.wav"), json.loads((folder / "agent.json").read_text()))

    def map(self, job, items: list) -> list:
        """`job(index, item)` of each, as many at once as there are processes; the engine's processes do the work, threads only wait for them."""
        with ThreadPoolExecutor(self.processes) as pool:
            return list(pool.map(job, range(len(items)), items))


def voices_of(model: str) -> list[str]:
    """The files in the model's voices/."""
    return sorted(path.name for path in (Path(model) / "voices").iterdir() if path.suffix in (".wav", ".pt"))
