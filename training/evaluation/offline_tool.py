"""The engine's offline tool as a process."""
import subprocess
from pathlib import Path

import numpy

from ..speech.wav import write_wav

LIMIT_S = 1800


def run_offline(program: str, model: str | Path, caller: numpy.ndarray, folder: Path, flags: list[str]) -> str:
    """One call: `caller` float32 at 24 kHz; leaves agent.wav in `folder`, and what `flags` ask for. Returns what the tool prints; RuntimeError where it fails."""
    write_wav(folder / "caller.wav", caller)
    command = [program, "--moshi-weight", str(model), "--input-wav", str(folder / "caller.wav"), "--output-wav", str(folder / "agent.wav"), *flags]
    done = subprocess.run(command, capture_output=True, text=True, timeout=LIMIT_S)
    if done.returncode:
        raise RuntimeError(f"{program}: expected a call, received exit status {done.returncode}: {done.stderr.strip()[-400:]}")
    return done.stdout.strip()
