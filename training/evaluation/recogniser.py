"""A listener that knows nothing of the model: pocketsphinx with its English language model (Debian's pocketsphinx and pocketsphinx-en-us)."""
import re
import subprocess
import tempfile
import wave
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy
from scipy.signal import resample_poly

SAMPLE_RATE_HZ = 16_000


def words_of(text: str) -> list[str]:
    return re.findall("[a-z']+", text.lower())


def errors(wanted: list[str], got: list[str]) -> int:
    """Substitutions, insertions and deletions that lead from one to the other."""
    row = list(range(len(got) + 1))
    for i, word in enumerate(wanted, 1):
        last, row[0] = row[0], i
        for j, other in enumerate(got, 1):
            last, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, last + (word != other))
    return row[-1]


def transcribe(sounds: list[numpy.ndarray], processes: int = 2) -> list[str]:
    """float32 sounds at 24 kHz to texts. One pocketsphinx process for each share of them."""
    with tempfile.TemporaryDirectory() as folder:
        names = []
        for i, sound in enumerate(sounds):
            pcm = resample_poly(sound, 2, 3)
            pcm = numpy.concatenate([numpy.zeros(3200), pcm, numpy.zeros(3200)])
            with wave.open(f"{folder}/{i:05}.wav", "wb") as file:
                file.setparams((1, 2, SAMPLE_RATE_HZ, 0, "NONE", "none"))
                file.writeframes((numpy.clip(pcm, -1, 1) * 32767).astype(numpy.int16).tobytes())
            names.append(f"{i:05}")
        shares = [names[i::processes] for i in range(processes)]
        with ThreadPoolExecutor(processes) as pool:
            found = {name: text for part in pool.map(lambda share: _batch(folder, share), enumerate(shares)) for name, text in part.items()}
        return [found.get(name, "") for name in names]


def _batch(folder: str, share: tuple[int, list[str]]) -> dict[str, str]:
    index, names = share
    if not names:
        return {}
    control, result = Path(folder) / f"control-{index}", Path(folder) / f"result-{index}"
    control.write_text("\n".join(names) + "\n")
    model = "/usr/share/pocketsphinx/model/en-us"
    subprocess.run(["pocketsphinx_batch", "-adcin", "yes", "-adchdr", "44", "-cepdir", folder, "-cepext", ".wav", "-ctl", str(control), "-hyp", str(result),
                    "-hmm", f"{model}/en-us", "-lm", f"{model}/en-us.lm.bin", "-dict", f"{model}/cmudict-en-us.dict"], check=True, capture_output=True)
    lines = (re.fullmatch(r"(.*?) ?\((\S+) -?\d+\)", line) for line in result.read_text().splitlines())
    return {match[2]: match[1] for match in lines if match}


class WordError:
    """Counts over utterances; its interval is a bootstrap over them (95 %, seeded)."""

    def __init__(self, wanted: list[str], got: list[str]):
        self.counts = numpy.array([(errors(words_of(w), words_of(g)), len(words_of(w))) for w, g in zip(wanted, got)])

    def rate(self) -> float:
        return float(self.counts[:, 0].sum() / self.counts[:, 1].sum())

    def interval(self, rounds: int = 2000) -> tuple[float, float]:
        picks = numpy.random.default_rng(1).integers(0, len(self.counts), (rounds, len(self.counts)))
        sums = self.counts[picks].sum(1)
        return tuple(float(x) for x in numpy.quantile(sums[:, 0] / sums[:, 1], (0.025, 0.975)))

    def above(self, other: "WordError", rounds: int = 2000) -> tuple[float, float, float]:
        """How much higher this is than another one of the same utterances, and the interval of that (the same picks for both)."""
        picks = numpy.random.default_rng(1).integers(0, len(self.counts), (rounds, len(self.counts)))
        rates = [x.counts[picks].sum(1)[:, 0] / x.counts[picks].sum(1)[:, 1] for x in (self, other)]
        return self.rate() - other.rate(), *(float(x) for x in numpy.quantile(rates[0] - rates[1], (0.025, 0.975)))

    def __str__(self) -> str:
        low, high = self.interval()
        return f"{self.rate():.3f} ({low:.3f}..{high:.3f}, {len(self.counts)} utterances, {int(self.counts[:, 1].sum())} words)"
