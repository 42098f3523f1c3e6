"""A measured figure with its interval and, where there is one, the goal that it is held to."""
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass

import numpy

ROUNDS = 2000
COVERED = 0.95


@dataclass(frozen=True)
class Figure:
    name: str
    value: float | None          # None: there was nothing to measure
    low: float | None
    high: float | None
    count: int                   # of what was measured
    goal: float | None = None    # at least
    unit: str = "share"
    note: str = ""

    @property
    def verdict(self) -> str | None:
        if self.goal is None:
            return None
        return "not measured" if self.value is None else "pass" if self.value >= self.goal else "miss"

    def json(self) -> dict:
        return asdict(self) | {"verdict": self.verdict}

    def __str__(self) -> str:
        if self.value is None:
            return f"{self.name}: nothing to measure{_goal(self)}"
        if self.unit != "share":
            body = f"{self.value:.3f} ({self.low:.3f} to {self.high:.3f}) {self.unit}, {self.count}"
        else:
            body = f"{round(self.value * self.count)} of {self.count}, {100 * self.value:.1f} % ({100 * self.low:.1f} to {100 * self.high:.1f})"
        return f"{self.name}: {body}{_goal(self)}{f'; {self.note}' if self.note else ''}"


def _goal(figure: Figure) -> str:
    return f"; goal {100 * figure.goal:.0f} %: {figure.verdict}" if figure.goal is not None else ""


def share(name: str, hits: Sequence[bool], goal: float | None = None, note: str = "") -> Figure:
    """A share of cases. Where all or none hit, a bootstrap has no spread: the exact binomial bound stands for it."""
    count = len(hits)
    if count == 0:
        return Figure(name, None, None, None, 0, goal, note=note)
    value = sum(hits) / count
    bound = ((1 - COVERED) / 2) ** (1 / count)
    if value in (0, 1):
        low, high = (bound, 1.0) if value else (0.0, 1 - bound)
    else:
        low, high = bootstrap(numpy.array(hits, float), lambda picked: picked.mean(-1))
    return Figure(name, value, low, high, count, goal, note=note)


def mean(name: str, values: Sequence[float], unit: str, note: str = "", of: Callable = numpy.mean) -> Figure:
    """The mean of measured values, or what `of` gives in its place, such as the median."""
    if not len(values):
        return Figure(name, None, None, None, 0, unit=unit, note=note)
    array = numpy.array(values, float)
    low, high = bootstrap(array, lambda picked: of(picked, axis=-1))
    return Figure(name, float(of(array)), low, high, len(array), unit=unit, note=note)


def bootstrap(values: numpy.ndarray, statistic: Callable[[numpy.ndarray], numpy.ndarray]) -> tuple[float, float]:
    """95 % of what `statistic` gives over redrawn cases [rounds, cases, ...]; seeded."""
    return quantiles(statistic(values[draws(len(values))]))


def draws(count: int, seed: int = 1) -> numpy.ndarray:
    return numpy.random.default_rng(seed).integers(0, count, (ROUNDS, count))


def quantiles(drawn: numpy.ndarray) -> tuple[float, float]:
    low, high = numpy.quantile(drawn, ((1 - COVERED) / 2, (1 + COVERED) / 2))
    return float(low), float(high)
