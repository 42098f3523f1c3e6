import unittest

from .reply_family import ReplyFamilies

ANY_WORD, ORGANISATION = {"least": 1, "most": 1}, {"least": 2, "most": 4}
FAMILIES = ReplyFamilies([
    {"family": "name", "intents": ["name", "wrong name"], "phrases": ["My name is {name}.", "This is {name}.", "No, my name is {name}."], "slots": {"name": ANY_WORD}},
    {"family": "organisation", "intents": ["organisation"], "phrases": ["This is {organisation}.", "You called {organisation}."],
     "slots": {"organisation": ORGANISATION}},
    {"family": "price", "intents": ["price"], "phrases": ["That is {value}.", "It costs {value}."],
     "slots": {"value": {"least": 2, "most": 3, "only": ["nine", "ninety", "dollars"]}}},
    {"family": "person", "intents": ["person"], "phrases": ["That is {value}."], "slots": {"value": {"least": 1, "most": 2}}},
    {"family": "how are you", "intents": ["how are you"], "phrases": ["Very well, thanks. And you?"], "slots": {}},
    {"family": "fact not in prompt", "intents": ["unknown", "fact not in prompt"], "phrases": ["I am sorry, I do not know that."], "slots": {}},
])


class ReplyFamilyTest(unittest.TestCase):
    def near(self, reply: str) -> set[str]:
        return FAMILIES.near(reply)[0]

    def test_whatever_the_name_is(self):
        for reply in ("My name is Berta.", "my name is xyzzy", "This is Quinn.", "Yes, this is Quinn.", "Hello there. My name is Berta."):
            self.assertEqual(self.near(reply), {"name"}, reply)

    def test_how_many_words_a_slot_takes_tells_families_apart(self):
        self.assertEqual(self.near("This is Pine Tea House."), {"organisation"})

    def test_words_of_a_known_value_are_nearer_than_any_word(self):
        self.assertEqual(self.near("That is nine dollars."), {"price"})
        self.assertEqual(self.near("That is Peter Brown."), {"person"})

    def test_a_word_may_be_wrong_or_missing(self):
        self.assertEqual(self.near("I am sorry, I not know that."), {"fact not in prompt"})
        self.assertEqual(self.near("It cost ninety dollars."), {"price"})

    def test_what_is_far_from_everything_is_in_none(self):
        for reply in ("Bananas grow on tall trees in summer.", "Yes.", ""):
            self.assertEqual(self.near(reply), set(), reply)

    def test_a_template_may_be_left_after_its_first_sentence(self):
        self.assertEqual(self.near("Very well, thanks."), {"how are you"})

    def test_an_invented_organisation_may_run_on(self):
        self.assertEqual(self.near("You called Stimm Elmie and Cuckie and Elm."), {"organisation"})

    def test_an_intent_is_answered_by_its_family(self):
        self.assertTrue(FAMILIES.answers("My name is Berta.", "wrong name"))
        self.assertTrue(FAMILIES.answers("No, it costs nine dollars.", "price no"))
        self.assertFalse(FAMILIES.answers("It costs nine dollars.", "name"))


if __name__ == "__main__":
    unittest.main()
