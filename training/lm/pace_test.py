"""The order of steps, without a model."""
import unittest

from .pace import FALLEN_S, HEARD_TIMES, Pace


def run(steps: int, examples_a_step: float, trained_s: float = 2 * FALLEN_S) -> Pace:
    pace = Pace(batch=10)
    for step in range(steps):
        pace.next_is_written(trained_s, int(examples_a_step * step))
    return pace


class PaceTest(unittest.TestCase):
    def test_written_ones_fill_up_where_speech_is_short(self):
        pace = run(steps=2000, examples_a_step=1.2)
        self.assertLess(pace.heard, 1.05 * HEARD_TIMES * 1.2 * 2000)
        self.assertGreater(pace.written, 0.35 * 2000)

    def test_but_no_more_than_half(self):
        pace = run(steps=2000, examples_a_step=0.01)
        self.assertAlmostEqual(pace.written, pace.spoken, delta=4)

    def test_where_there_is_enough_speech_a_fifth_is_written(self):
        pace = run(steps=2000, examples_a_step=100)
        self.assertAlmostEqual(pace.written / 2000, 0.2, delta=0.01)

    def test_at_first_three_in_four_are_written(self):
        pace = run(steps=2000, examples_a_step=100, trained_s=0)
        self.assertAlmostEqual(pace.written / 2000, 0.75, delta=0.01)


if __name__ == "__main__":
    unittest.main()
