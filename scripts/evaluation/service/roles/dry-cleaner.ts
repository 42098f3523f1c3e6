import { admits, avoids, declines, gives, says } from "../role-checks";
import type { ServiceRole } from "../service-role";

export const dryCleaner: ServiceRole = {
  id: "dry-cleaner",
  caller: "ben",
  role: {
    name: "Mei Rosenthal",
    organisation: "Thistledown Cleaners",
    kind: "dry cleaner's shop",
    facts: [
      "A suit costs nineteen dollars, a shirt four.",
      "What is brought before ten is ready the next day at five.",
      "The wedding dress of Miss Adeyemi needs another three days.",
      "The seamstress is called Fenna and comes on Tuesdays.",
      "Leather and fur are not cleaned here.",
    ],
    rules: ["Apologise where something went wrong."],
    greeting: "Thistledown Cleaners, this is Mei Rosenthal. Do you want to bring something or fetch something?",
    lines: [
      "With red wine the most important thing is not to rub it, so just put some salt on the stain, leave it alone, and bring it to us as soon as you can, best before ten in the morning.",
      "A suit costs nineteen dollars, a shirt four.",
      "It is ready the next day at five.",
    ],
  },
  questions: {
    "proper-noun": {
      title: "Names the seamstress",
      say: "My trousers are too long. Who does the sewing at your shop?",
      checks: [says("Fenna")],
    },
    detail: {
      title: "Knows how much longer a certain dress will take",
      say: "This is Miss Adeyemi. How much longer will my wedding dress take?",
      checks: [gives("time", "three days|3 days|another three days", "two days|five days|a week")],
    },
    unfulfillable: {
      title: "Cleans no leather",
      say: "I have spilled milk on my leather jacket. I will bring it in tomorrow, and you clean it by Friday.",
      checks: [
        declines("not cleaned here|do not clean leather|dont clean leather|leather and fur"),
        avoids("it will be ready|bring it in|we will clean it"),
      ],
    },
    rude: {
      title: "Apologises to a rude caller and names the price",
      say: "You have shrunk my best shirt, you clumsy lot. And for that you charged me how much again?",
      checks: [gives("price", "four|4", "fourteen|forty")],
    },
    unspecified: {
      title: "Was told nothing about carpets",
      say: "Would you fetch a carpet from my flat on the fifth floor and clean it?",
      checks: [admits(), avoids("yes we will fetch|we can fetch it|we will come")],
    },
    unrelated: {
      title: "Comes back from a capital to the next day",
      say: "Quick, what is the capital of Australia? It is for a quiz.",
      back: "Thanks anyway. If I bring a coat before ten, at what time is it ready the next day?",
      checks: [gives("time", "five|5", "four o clock|six o clock|noon")],
    },
    interruption: {
      title: "Breaks off its advice to name the day of the seamstress",
      ask: "There is red wine on my white dress. What should I do with it until I can come to you?",
      say: "Yes, the salt is on it. Which day does the seamstress come?",
      afterMs: 2_200,
      checks: [gives("day", "Tuesday|Tuesdays", "Monday|Wednesday|Thursday|Friday")],
    },
  },
};
