import unittest

import numpy

from . import speakers
from .conversation import lay_out
from .speakers import SAMPLE_RATE_HZ

LONG = "We are open from nine in the morning until six in the evening, and on Saturdays until noon."
AGENT, CALLER = speakers.PERSONA_SPEAKERS["kal"], speakers.Speaker("rms", 1.05)


def laid(*turns: tuple[str, str, str]):
    written = [dict(who=who, say=[say], enter=enter) for who, say, enter in turns]
    return lay_out(written, AGENT, CALLER, 20.0, numpy.random.default_rng(3), 0.32)


class SpokenOver(unittest.TestCase):
    def loud(self, lane, from_s: float, to_s: float) -> bool:
        return bool(numpy.abs(lane.pcm[int(from_s * SAMPLE_RATE_HZ) : int(to_s * SAMPLE_RATE_HZ)]).max() > 0.01)

    def test_an_interruption_is_told_at_its_beginning_and_the_agent_stops_within_a_second(self):
        conversation = laid(("agent", LONG, "after"), ("caller", "What does it cost to park there?", "during"), ("agent", "It is free.", "after"))
        (at_s,) = conversation.spoken_over_s
        self.assertFalse(self.loud(conversation.caller, 0, at_s))
        self.assertTrue(self.loud(conversation.caller, at_s, at_s + 0.5))
        self.assertTrue(self.loud(conversation.agent, at_s - 0.3, at_s + 0.2))
        self.assertFalse(self.loud(conversation.agent, at_s + 0.75, at_s + 1.1))

    def test_so_is_a_backchannel_and_the_agent_goes_on(self):
        conversation = laid(("agent", LONG, "after"), ("caller", "Okay.", "backchannel"), ("caller", "What does it cost?", "after"))
        (at_s,) = conversation.spoken_over_s
        self.assertTrue(self.loud(conversation.caller, at_s, at_s + 0.5))
        self.assertTrue(self.loud(conversation.agent, at_s, at_s + 0.5))

    def test_a_caller_who_waits_speaks_over_nobody(self):
        self.assertEqual(laid(("agent", LONG, "after"), ("caller", "Thank you.", "after")).spoken_over_s, [])


if __name__ == "__main__":
    unittest.main()
