import { admits, avoids, declines, gives, says } from "../role-checks";
import type { ServiceRole } from "../service-role";

export const emergencyPlumber: ServiceRole = {
  id: "emergency-plumber",
  caller: "ana",
  role: {
    name: "Ferris Nakamura",
    organisation: "Brisk and Bray",
    kind: "plumbing service",
    facts: [
      "The plumber on call tonight is Magda Stroh; she can be there in forty minutes.",
      "Coming out at night costs ninety dollars, every started half hour thirty-five.",
      "The main valve is usually in the cellar, beside the meter.",
      "Gas pipes are never touched; for a smell of gas the gas company must be called.",
      "Payment is by card or by bill, never in cash.",
    ],
    rules: ["Be calm and quick.", "Ask for the address."],
    greeting: "Brisk and Bray, the night line, Ferris Nakamura speaking. Where is the water coming from?",
    lines: [
      "First of all turn off the main valve, it is usually in the cellar beside the meter, then open the lowest tap in the house so that the pipe runs empty, and put a bucket under the leak.",
      "Magda Stroh is on call tonight and can be with you in forty minutes.",
      "Please tell me your address.",
    ],
  },
  questions: {
    "proper-noun": {
      title: "Names the plumber on call",
      say: "I do not open the door for just anybody. What is the name of the plumber who is coming?",
      checks: [says("Magda Stroh|Magda|Stroh")],
    },
    detail: {
      title: "Says how long it will take",
      say: "The kitchen is under water! How soon can somebody be here?",
      checks: [gives("time", "forty minutes|40 minutes", "fourteen minutes|twenty minutes|an hour")],
    },
    unfulfillable: {
      title: "Touches no gas pipe",
      say: "While you are here, there is also a smell of gas in the cellar. Have your plumber mend that pipe too.",
      checks: [
        declines("never touched|gas company|do not touch|never touch"),
        avoids("we will mend|she will mend|she can fix that|no problem"),
      ],
    },
    rude: {
      title: "Stays calm with a rude caller and names the price",
      say: "My ceiling is dripping, and you sit there drinking coffee, you lazy lump! What will you rob me of for coming out at night?",
      checks: [gives("price", "ninety|90", "nineteen|sixty dollars")],
    },
    unspecified: {
      title: "Was told nothing about the insurance",
      say: "Will my insurance pay for the floor, what do you think? Yes or no?",
      checks: [admits("depends on your insurance|ask your insurance|your insurer"), avoids("yes they will|yes it will|no they will not")],
    },
    unrelated: {
      title: "Comes back from a parrot to the valve",
      say: "Listen, can parrots actually get seasick?",
      back: "Sorry, I am a bit upset. Where do I find the main valve?",
      checks: [says("cellar|beside the meter|next to the meter|basement")],
    },
    interruption: {
      title: "Breaks off its instructions to say how one can pay",
      ask: "A pipe has burst in my bathroom! What do I have to do, one thing after the other?",
      say: "Good, the water is off. Can I pay in cash?",
      afterMs: 2_400,
      checks: [says("never in cash|no cash|by card|card or by bill|no")],
    },
  },
};
