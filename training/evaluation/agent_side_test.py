import unittest

import numpy

from .agent_side import FRAME_SAMPLES, AgentSide


def side(frames: str, pieces: dict[int, str] | None = None) -> AgentSide:
    """One letter a frame: `#` is heard, `.` is not."""
    pcm = numpy.concatenate([numpy.full(FRAME_SAMPLES, 0.1 if frame == "#" else 0.001, numpy.float32) for frame in frames])
    return AgentSide(pcm, [(pieces or {}).get(i, "PAD") for i in range(len(frames))])


class AgentSideTest(unittest.TestCase):
    def test_hears_only_frames_that_lie_wholly_between_the_times(self):
        agent = side("....#....")
        self.assertTrue(agent.is_heard(0.32, 0.40))
        self.assertFalse(agent.is_heard(0.0, 0.32))
        self.assertFalse(agent.is_heard(0.33, 0.72))

    def test_begins_only_after_a_silence(self):
        agent = side("##..####......####")
        self.assertFalse(agent.begins(0.32, 0.64))   # goes on after two quiet frames
        self.assertTrue(agent.begins(1.0, 1.4))
        self.assertFalse(agent.begins(1.2, 1.4))     # began before

    def test_tells_how_long_it_takes_to_answer(self):
        agent = side("##........####....")
        self.assertAlmostEqual(agent.latency_s(0.4), 0.4)
        self.assertIsNone(agent.latency_s(0.4, 0.7))
        self.assertIsNone(agent.latency_s(1.3))

    def test_a_stop_between_two_words_is_no_end(self):
        self.assertAlmostEqual(side("..###...###.......").speech_end_s(0.16), 11 * 0.08)

    def test_the_words_of_an_answer_are_written_a_little_before_it_is_heard(self):
        agent = side("." * 20, {3: " No", 10: "EPAD", 11: " We", 12: " open", 18: " Bye"})
        self.assertEqual(agent.text(1.0), "We open Bye")
        self.assertEqual(agent.text(1.0, 1.6), "We open")

    def test_notices_sound_long_after_the_last_word(self):
        self.assertTrue(side("..####" + "." * 30, {2: " Yes"}).is_quiet_after_last_word(1.0))
        self.assertFalse(side("..####" + "." * 30 + "##", {2: " Yes"}).is_quiet_after_last_word(1.0))


if __name__ == "__main__":
    unittest.main()
