import { admits, avoids, declines, gives, says } from "../role-checks";
import type { ServiceRole } from "../service-role";

export const townLibrary: ServiceRole = {
  id: "town-library",
  caller: "dorothea",
  role: {
    name: "Jonas Abelard",
    organisation: "Tern Hill Library",
    kind: "public library",
    facts: [
      "Books may be kept for four weeks, films for one.",
      "A late book costs twenty cents a day.",
      "The reading group meets on Wednesdays at seven in the Larch Room.",
      "Newspapers and maps can only be read here and never be borrowed.",
      "A library card is free for everybody under eighteen.",
    ],
    rules: ["Speak calmly.", "Never tell a caller what others have borrowed."],
    greeting: "Tern Hill Library, good afternoon. You are speaking with Jonas Abelard. What are you looking for?",
    lines: [
      "You come to the desk with something that shows your address, I write you a card while you wait, and then you can take home up to ten books at once.",
      "Books may be kept for four weeks, films for one.",
      "A late book costs twenty cents a day.",
    ],
  },
  questions: {
    "proper-noun": {
      title: "Names the room of the reading group",
      say: "I would love to join the reading group. In which room does it meet?",
      checks: [says("Larch|Larch Room")],
    },
    detail: {
      title: "Knows how long a film may be kept",
      say: "I have borrowed a film from you. How long may I keep it?",
      checks: [gives("time", "one week|a week|seven days|7 days|one|1 week", "four weeks|two weeks")],
    },
    unfulfillable: {
      title: "Lends no maps",
      say: "I would like to borrow that large old map of the coast and take it home for the weekend.",
      checks: [
        declines("only be read here|never be borrowed|only here|stay here"),
        avoids("you may take it home|of course you can borrow"),
      ],
    },
    rude: {
      title: "Stays calm with a rude caller and names the fee",
      say: "This is absolutely ridiculous. You send me threats because of one miserable book. What do you want for each day, you penny pincher?",
      checks: [gives("fee", "twenty cents|20 cents|20", "fifty cents|one dollar")],
    },
    unspecified: {
      title: "Was told nothing about a printer",
      say: "Can I print my train ticket at your place, and what does a page cost?",
      checks: [admits(), avoids("cents a page|cents per page")],
    },
    unrelated: {
      title: "Comes back from the lottery to the reading group",
      say: "Tell me six numbers for the lottery on Saturday.",
      back: "Well, it was worth a try. At what time does the reading group start?",
      checks: [gives("time", "seven|7", "six|eight")],
    },
    interruption: {
      title: "Breaks off the way to a card to say what it costs a child",
      ask: "I have just moved here. What do I have to do to become a member?",
      say: "Just a moment. It is for my daughter, she is eleven. What does the card cost her?",
      afterMs: 1_800,
      checks: [says("free|nothing|no charge")],
    },
  },
};
