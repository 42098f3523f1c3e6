"""Which kind of step is next: over spoken conversations, each of which is to be heard few times, or over written ones, of which there are plenty."""
from dataclasses import dataclass

HEARD_TIMES = 5            # at most, on average over the spoken examples made so far, while written ones are not more than WRITTEN_AT_MOST
WRITTEN_AT_MOST = 0.5      # of the steps
WRITTEN_SHARE = (0.75, 0.2)  # of the steps, where speech is made fast enough: at the beginning, and from FALLEN_S on
FALLEN_S = 300


@dataclass
class Pace:
    batch: int        # spoken examples in a step
    spoken: int = 0   # steps so far
    written: int = 0
    _due: float = 0.0

    @property
    def heard(self) -> int:
        """Spoken examples drawn so far."""
        return self.spoken * self.batch

    def next_is_written(self, trained_s: float, examples: int) -> bool:
        """Counts the step that it names; `examples`: spoken ones made so far."""
        high, low = WRITTEN_SHARE
        self._due += high + (low - high) * min(1.0, trained_s / FALLEN_S)
        heard_enough = self.heard >= HEARD_TIMES * examples and self.written < WRITTEN_AT_MOST * (self.spoken + self.written)
        if self._due < 1 and not heard_enough:
            self.spoken += 1
            return False
        self._due = max(0.0, self._due - 1)
        self.written += 1
        return True
