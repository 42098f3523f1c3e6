import unittest

import numpy

from .figure import above, fall, mean, share, word_error


class FigureTest(unittest.TestCase):
    def test_a_share_has_an_interval_around_it_and_a_verdict(self):
        figure = share("x", [True] * 30 + [False] * 10, 0.7)
        self.assertEqual((figure.value, figure.count, figure.verdict), (0.75, 40, "pass"))
        self.assertTrue(0.55 < figure.low < 0.7 and 0.8 < figure.high < 0.95)
        self.assertEqual(share("x", [True, False], 0.7).verdict, "miss")

    def test_all_of_a_few_is_not_certain(self):
        self.assertAlmostEqual(share("x", [True] * 10).low, 0.025 ** (1 / 10))
        self.assertAlmostEqual(share("x", [False] * 10).high, 1 - 0.025 ** (1 / 10))

    def test_nothing_is_not_measured(self):
        self.assertEqual(share("x", [], 0.5).verdict, "not measured")
        self.assertIsNone(mean("x", [], "s").value)
        self.assertIn("nothing to measure", str(word_error("x", numpy.zeros((0, 2)))))

    def test_a_word_error_counts_words(self):
        self.assertAlmostEqual(word_error("x", numpy.array([[1, 10], [3, 10]])).value, 0.2)

    def test_a_word_error_is_held_against_another_of_the_same_utterances(self):
        hard, easy = numpy.array([[9, 10], [1, 10]] * 10), numpy.array([[8, 10], [0, 10]] * 10)
        figure = above("x", hard, easy, 0.15)
        self.assertAlmostEqual(figure.value, 0.1)
        self.assertTrue(0.0999 < figure.low <= figure.high < 0.1001, "what is hard for both does not count as spread")
        self.assertEqual((figure.verdict, above("x", hard, easy, 0.05).verdict), ("pass", "miss"))
        self.assertEqual(above("x", hard[:0], easy[:0], 0.05).verdict, "not measured")

    def test_a_fall_is_worse_only_beyond_its_interval(self):
        self.assertEqual(fall("x", [True] * 20, [True] * 19 + [False]).verdict, "pass")
        self.assertEqual(fall("x", [True] * 20, [False] * 20).verdict, "miss")
        self.assertEqual(fall("x", [False] * 20, [True] * 20).verdict, "pass")
        little, much = numpy.array([[1, 10]] * 20), numpy.array([[8, 10]] * 20)
        self.assertEqual(fall("x", little, much, better=-1).verdict, "miss")
        self.assertEqual(fall("x", much, little, better=-1).verdict, "pass")

    def test_the_same_cases_give_the_same_interval(self):
        self.assertEqual(share("x", [True, False, True]), share("x", [True, False, True]))


if __name__ == "__main__":
    unittest.main()
