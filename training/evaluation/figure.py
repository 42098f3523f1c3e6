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
    unit: str = "share"          # or what it is counted in
    goal: str | None = None
    met: bool | None = None
    note: str = ""

    @property
    def verdict(self) -> str | None:
        if self.goal is None:
            return None
        return "not measured" if self.met is None else "pass" if self.met else "miss"

    def json(self) -> dict:
        return asdict(self) | {"verdict": self.verdict}

    def __str__(self) -> str:
        goal = f"; goal: {self.goal}: {self.verdict}" if self.goal else ""
        note = f"; {self.note}" if self.note else ""
        if self.value is None:
            return f"{self.name}: nothing to measure{goal}{note}"
        if self.unit == "share":
            body = f"{round(self.value * self.count)} of {self.count}, {100 * self.value:.1f} % ({100 * self.low:.1f} to {100 * self.high:.1f})"
        else:
            body = f"{self.value:.3f} {self.unit} ({self.low:.3f} to {self.high:.3f}), {self.count}"
        return f"{self.name}: {body}{goal}{note}"


def share(name: str, hits: Sequence[bool], least: float | None = None, note: str = "") -> Figure:
    """A share of cases, held to at least `least`. Where all or none hit, a bootstrap has no spread: the exact binomial bound stands for it."""
    goal = None if least is None else f"at least {100 * least:.0f} %"
    count = len(hits)
    if count == 0:
        return Figure(name, None, None, None, 0, goal=goal, note=note)
    value = sum(hits) / count
    bound = ((1 - COVERED) / 2) ** (1 / count)
    if value in (0, 1):
        low, high = (bound, 1.0) if value else (0.0, 1 - bound)
    else:
        low, high = bootstrap(numpy.array(hits, float), lambda picked: picked.mean(-1))
    return Figure(name, value, low, high, count, goal=goal, met=None if least is None else value >= least, note=note)


def mean(name: str, values: Sequence[float], unit: str, note: str = "", of: Callable = numpy.mean) -> Figure:
    """The mean of measured values, or what `of` gives in its place, such as the median."""
    if not len(values):
        return Figure(name, None, None, None, 0, unit, note=note)
    array = numpy.array(values, float)
    low, high = bootstrap(array, lambda picked: of(picked, axis=-1))
    return Figure(name, float(of(array)), low, high, len(array), unit, note=note)


def word_error(name: str, counts: numpy.ndarray, note: str = "") -> Figure:
    """Of [utterances, 2]: errors and words."""
    if not len(counts) or not counts[:, 1].sum():
        return Figure(name, None, None, None, 0, "word error", note=note)
    low, high = bootstrap(counts, _ratio)
    return Figure(name, float(_ratio(counts)), low, high, len(counts), "word error", note=f"{int(counts[:, 1].sum())} words{f', {note}' if note else ''}")


def above(name: str, counts: numpy.ndarray, others: numpy.ndarray, most: float) -> Figure:
    """How much higher a word error is than another one of the same utterances ([utterances, 2] each), redrawn together; held to at most `most`."""
    goal = f"at most +{most}"
    if not len(counts) or not counts[:, 1].sum():
        return Figure(name, None, None, None, 0, "word error", goal)
    difference = lambda both: _ratio(both[..., :2]) - _ratio(both[..., 2:])
    both = numpy.concatenate([counts, others], 1)
    low, high = bootstrap(both, difference)
    value = float(difference(both))
    return Figure(name, value, low, high, len(counts), "word error", goal, value <= most)


def fall(name: str, before: Sequence, after: Sequence, better: int = 1) -> Figure:
    """How a share (or, of [utterances, 2], a word error) changed between two sets of cases; met unless it is worse beyond its interval.

    `better` is 1 where more is better and -1 where less is.
    """
    first, last = (numpy.array(values, float) for values in (before, after))
    if not len(first) or not len(last):
        return Figure(name, None, None, None, 0, "change", "not worse beyond its interval")
    statistic = _ratio if first.ndim == 2 else lambda values: values.mean(-1)
    drawn = statistic(last[draws(len(last), 2)]) - statistic(first[draws(len(first), 1)])
    low, high = quantiles(drawn)
    worst = high if better > 0 else -low
    return Figure(name, float(statistic(last) - statistic(first)), low, high, len(first) + len(last), "change", "not worse beyond its interval", bool(worst >= 0))


def _ratio(counts: numpy.ndarray) -> numpy.ndarray:
    sums = counts.sum(-2)
    return sums[..., 0] / numpy.maximum(sums[..., 1], 1)


def bootstrap(values: numpy.ndarray, statistic: Callable[[numpy.ndarray], numpy.ndarray]) -> tuple[float, float]:
    """95 % of what `statistic` gives over redrawn cases [rounds, cases, ...]; seeded."""
    return quantiles(statistic(values[draws(len(values))]))


def draws(count: int, seed: int = 1) -> numpy.ndarray:
    return numpy.random.default_rng(seed).integers(0, count, (ROUNDS, count))


def quantiles(drawn: numpy.ndarray) -> tuple[float, float]:
    low, high = numpy.quantile(drawn, ((1 - COVERED) / 2, (1 + COVERED) / 2))
    return float(low), float(high)
