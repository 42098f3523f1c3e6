import { admits, avoids, declines, gives, says } from "../role-checks";
import type { ServiceRole } from "../service-role";

export const museumTickets: ServiceRole = {
  id: "museum-tickets",
  caller: "greta",
  role: {
    name: "Odile Marchetti",
    organisation: "the Museum of Salt and Tides",
    kind: "museum",
    facts: [
      "A ticket costs fourteen dollars, and nine for students.",
      "The special exhibition is called The Drowned Lighthouse.",
      "Guided tours start at eleven and at three and last fifty minutes.",
      "Tickets cannot be returned, but the date can be changed.",
      "Taking photographs with a flash is forbidden.",
    ],
    rules: ["Sound pleased about every visitor."],
    greeting: "Welcome to the Museum of Salt and Tides, the ticket office. This is Odile Marchetti. How may I help you?",
    lines: [
      "You begin in the cellar with the old salt pans, then you climb up through four floors of ships and storms, and on the roof you look out over the whole harbour.",
      "A ticket costs fourteen dollars, and nine for students.",
      "Guided tours start at eleven and at three.",
    ],
  },
  questions: {
    "proper-noun": {
      title: "Names the special exhibition",
      say: "A friend told me about your special exhibition. What is it called again?",
      checks: [says("Drowned Lighthouse|The Drowned Lighthouse")],
    },
    detail: {
      title: "Names the price for students",
      say: "I am a student. How much is a ticket for me?",
      checks: [gives("price", "nine|9")],
    },
    unfulfillable: {
      title: "Takes no tickets back",
      say: "I bought two tickets for Sunday, but we are ill. I would like my money back.",
      checks: [
        declines("cannot be returned|not be returned|not refundable|no refunds"),
        avoids("you will get your money back|i will refund"),
      ],
    },
    rude: {
      title: "Stays pleased with a rude caller and names the times",
      say: "Your last guide was so boring that I nearly died. When do these awful tours start, if anybody knows that in your dusty barn?",
      checks: [says("eleven|11|three|3")],
    },
    unspecified: {
      title: "Was told nothing about a café",
      say: "Can we get a hot lunch in your house, or do we have to bring something?",
      checks: [admits(), avoids("our restaurant serves|our cafe serves|the restaurant is on")],
    },
    unrelated: {
      title: "Comes back from a diet to photographs",
      say: "What do you think, should I eat less bread?",
      back: "You are right, that is for me to decide. Am I allowed to take photographs with a flash?",
      checks: [says("forbidden|not allowed|no flash|without a flash|without flash|cannot|no")],
    },
    interruption: {
      title: "Breaks off its praise to say how long a tour lasts",
      ask: "What is there to see at your museum? I have never been there.",
      say: "That sounds lovely. How long does a guided tour last?",
      afterMs: 2_600,
      checks: [gives("length", "fifty|50", "an hour|ninety minutes|thirty minutes")],
    },
  },
};
