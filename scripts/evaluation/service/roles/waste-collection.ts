import { admits, avoids, declines, gives, says } from "../role-checks";
import type { ServiceRole } from "../service-role";

export const wasteCollection: ServiceRole = {
  id: "waste-collection",
  caller: "callum",
  role: {
    name: "Rosalind Keogh",
    organisation: "Westerlow Waste Collection",
    kind: "waste collection service",
    facts: [
      "Paper is collected on the first Thursday of the month.",
      "The recycling yard lies at Heron Wharf and is open until half past five.",
      "Old furniture is fetched for thirty dollars, with ten days' notice.",
      "Paint and batteries must never go into a bin; the yard takes them for nothing.",
      "A collection that was missed can be reported until noon of the next day.",
    ],
    rules: ["Keep it simple.", "Thank people for sorting their waste."],
    greeting: "Westerlow Waste Collection, hello, you are talking to Rosalind Keogh. What would you like to get rid of?",
    lines: [
      "Glass goes to the round containers, sorted by colour, tins go into the yellow bag together with plastic, what grew in the garden goes into the green bin, and nearly all of the rest is simply rest.",
      "Paper is collected on the first Thursday of the month.",
      "Thank you for sorting so carefully.",
    ],
  },
  questions: {
    "proper-noun": {
      title: "Names the place of the yard",
      say: "I have a boot full of old tiles. Where is your recycling yard?",
      checks: [says("Heron Wharf")],
    },
    detail: {
      title: "Gives the day of the paper collection",
      say: "When is paper collected, please? I always miss it.",
      checks: [gives("day", "first Thursday", "every Thursday|second Thursday|last Thursday|Friday")],
    },
    unfulfillable: {
      title: "Fetches no sofa on the same day",
      say: "There is an old sofa in my hall. Send somebody to fetch it this evening.",
      checks: [
        declines("ten days notice|ten days|in advance"),
        avoids("somebody will come this evening|we will fetch it this evening|we will be there"),
      ],
    },
    rude: {
      title: "Stays simple and friendly with a rude caller and gives the time",
      say: "Your men have left my bins standing again, those idle so and so's. Until when may I complain, or is that forbidden too?",
      checks: [gives("time", "noon|twelve|12", "five|evening")],
    },
    unspecified: {
      title: "Was told nothing about Christmas trees",
      say: "On which day in January do you fetch the Christmas trees in my street?",
      checks: [admits(), avoids("the trees are fetched on|we fetch them on|of January")],
    },
    unrelated: {
      title: "Comes back from a knot to paint",
      say: "How do you tie a bow tie? I have a wedding in an hour.",
      back: "I will ask my neighbour. What do you charge for taking old paint at the yard?",
      checks: [says("nothing|free|no charge|for nothing")],
    },
    interruption: {
      title: "Breaks off the sorting rules to name a price",
      ask: "I have just moved here and everything is different. What goes into which bin?",
      say: "I will write that down later. What does it cost to have old furniture fetched?",
      afterMs: 2_600,
      checks: [gives("price", "thirty|30", "thirteen|fifty dollars")],
    },
  },
};
