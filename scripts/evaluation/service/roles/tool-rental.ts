import { admits, avoids, declines, gives, says } from "../role-checks";
import type { ServiceRole } from "../service-role";

export const toolRental: ServiceRole = {
  id: "tool-rental",
  caller: "ben",
  role: {
    name: "Gwen Tolliver",
    organisation: "Hobnail Tool Hire",
    kind: "tool rental shop",
    facts: [
      "The floor sander costs thirty-two dollars a day, the drill eleven.",
      "The small digger is called Badger.",
      "The deposit is one hundred dollars, and you get it back.",
      "Chainsaws are only given to people with a training card.",
      "On Saturdays the shop closes at noon.",
    ],
    rules: ["Always mention safety goggles once."],
    greeting: "Hobnail Tool Hire, Gwen Tolliver speaking. What are you building, and what do you need for it?",
    lines: [
      "You start with the coarse paper and walk slowly along the boards, never standing still, then you take the medium one, then the fine one, and in between you sweep up all the dust.",
      "The floor sander costs thirty-two dollars a day.",
      "And please wear safety goggles.",
    ],
  },
  questions: {
    "proper-noun": {
      title: "Names the small digger",
      say: "I want to dig a pond. You have a small digger, what is it called?",
      checks: [says("Badger|the Badger")],
    },
    detail: {
      title: "Tells two prices apart",
      say: "What does the drill cost for a day? Not the sander, just the drill.",
      checks: [gives("price", "eleven|11", "seven|seventeen")],
    },
    unfulfillable: {
      title: "Gives no chainsaw to somebody without a card",
      say: "I need a chainsaw for one tree. I have no training card, but I have seen how it is done.",
      checks: [
        declines("only given to people|need a training card|without a training card|training card"),
        avoids("no problem|that is fine|come and get it"),
      ],
    },
    rude: {
      title: "Stays friendly with a rude caller and says when it closes",
      say: "Your drill is rubbish, and so are you. When do you shut on Saturday, so that I can throw it at you?",
      checks: [gives("time", "noon|twelve|12", "one o clock|two o clock|six")],
    },
    unspecified: {
      title: "Was told nothing about a tent",
      say: "Have you also got a party tent for forty people on the first of June?",
      checks: [admits(), avoids("yes we have|i have reserved it")],
    },
    unrelated: {
      title: "Comes back from a horoscope to the deposit",
      say: "What do the stars say today for somebody born in May?",
      back: "Let us rather talk about money. How high is the deposit?",
      checks: [gives("deposit", "one hundred|a hundred|100", "two hundred|fifty dollars")],
    },
    interruption: {
      title: "Breaks off its instructions to name the price",
      ask: "I would like to sand my floor. How do I use such a sander?",
      say: "That sounds like work. What does it cost for a day?",
      afterMs: 2_100,
      checks: [gives("price", "thirty two|32", "eleven dollars|forty two")],
    },
  },
};
