"""A parity pack: golden vectors of the reference, what is required of each, and what was found (the native runner is native/tools/parity)."""
import json
from pathlib import Path

import numpy
import torch
from torch import Tensor

from ...export import safetensors_file

REQUIRED = ("exact", "close", "stat")


class Pack:
    def __init__(self, folder: Path):
        self.folder = folder
        self.checks = json.loads((folder / "checks.json").read_text())
        self._vectors = safetensors_file.read(folder / "vectors.safetensors")
        self.held, self.failed, self.left_out = set(), set(), {}

    def has(self, *names: str) -> bool:
        return all(name in self._vectors for name in names)

    def tensor(self, name: str) -> Tensor:
        """Whole numbers as int64."""
        tensor = torch.from_numpy(self._vectors[name])
        return tensor if tensor.is_floating_point() else tensor.long()

    def report(self, name: str, found: Tensor) -> None:
        """Compares and prints. Nothing is learnt from what the pack calls information."""
        check = self.checks.get(name, {"kind": "info"})
        if check["kind"] not in REQUIRED:
            return
        expected = self._vectors[check.get("against", name)].astype(numpy.float64)
        values = found.detach().double().numpy()
        if values.size != expected.size:
            ok, detail = False, f"expected shape {list(expected.shape)}, found {list(values.shape)}"
        elif check["kind"] == "exact":
            unequal = numpy.flatnonzero(values.reshape(expected.shape) != expected)
            ok, detail = len(unequal) == 0, f"{len(unequal)} of {expected.size} differ" if len(unequal) else "equal"
            if not ok:
                at = numpy.unravel_index(unequal[0], expected.shape)
                detail += f", first at {[int(i) for i in at]}: expected {expected[at]:g}, found {values.reshape(expected.shape)[at]:g}"
        else:
            error = numpy.abs(values.reshape(expected.shape) - expected)
            worst, limit = float(error.max()), check["max_abs"]
            ok, detail = worst <= limit, f"max {worst:.3g} of {limit:.3g} ({100 * worst / limit:.1f} %)"  # false for what is no number
            if check["kind"] == "stat":
                rms, limit = float(numpy.sqrt((error**2).sum() / (expected**2).sum())), check["rel_rms"]
                ok, detail = ok and rms <= limit, f"{detail}, rms {rms:.4f} of {limit:.4f} ({100 * rms / limit:.1f} %)"
        (self.held if ok else self.failed).add(name)
        print(f"  {'ok' if ok else 'FAIL':7} {check['kind']:6} {name:28} {detail}")

    def leave_out(self, why: str, *names: str) -> None:
        """What the training modules do not compute: not required, and said so."""
        self.left_out.update(dict.fromkeys(names, why))

    def verdict(self) -> bool:
        required = {name for name, check in self.checks.items() if check["kind"] in REQUIRED}
        missing = required - self.held - self.failed - self.left_out.keys()
        for name in sorted(missing):
            print(f"  FAIL           {name:28} required, not computed")
        for name, why in self.left_out.items():
            print(f"  left out       {name:28} {why}")
        ok = bool(self.held) and not self.failed and not missing
        print(f"{self.folder}: {len(self.held - self.failed)} of {len(required)} required tensors hold, {len(self.left_out)} left out, {len(self.failed)} fail, "
              f"{len(missing)} missing: {'PASSED' if ok else 'FAILED'}")
        return ok
