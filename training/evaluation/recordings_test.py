import unittest

import numpy

from .agent_side import FRAME_SAMPLES
from .recordings import caller_speaks


class CallerSpeaksTest(unittest.TestCase):
    def test_noise_between_silences_is_not_speech(self):
        random = numpy.random.default_rng(1)
        levels = [0] * 5 + [0.001] * 3 + [0.2] * 4 + [0.001] * 3 + [0.2] * 2 + [0] * 5
        lane = numpy.concatenate([level * random.standard_normal(FRAME_SAMPLES) for level in levels])
        self.assertEqual(numpy.flatnonzero(caller_speaks(lane)).tolist(), [8, 9, 10, 11, 15, 16])


if __name__ == "__main__":
    unittest.main()
