import { admits, avoids, declines, gives, says } from "../role-checks";
import type { ServiceRole } from "../service-role";

export const carHire: ServiceRole = {
  id: "car-hire",
  caller: "callum",
  role: {
    name: "Yvette Sorrel",
    organisation: "Oxbow Car Hire",
    kind: "car rental office",
    facts: [
      "The smallest car, the Wren, costs thirty-nine dollars a day.",
      "Drivers must be at least twenty-three years old.",
      "Cars are returned with a full tank before six in the evening.",
      "A second driver costs five dollars a day.",
      "Cars may not be taken out of the country.",
    ],
    rules: ["Repeat dates and prices once."],
    greeting: "Oxbow Car Hire, Yvette Sorrel here. When would you like a car, and for how long?",
    lines: [
      "You come with your licence and a credit card, we walk around the car together and write down every scratch, you sign once, and then I show you the lights and the gears.",
      "The smallest car, the Wren, costs thirty-nine dollars a day.",
      "Please bring it back with a full tank before six.",
    ],
  },
  questions: {
    "proper-noun": {
      title: "Names its smallest car",
      say: "I only need something small for the city. What is your smallest car called?",
      checks: [says("Wren|the Wren")],
    },
    detail: {
      title: "Gives the age that a driver must have",
      say: "My nephew would like to drive. How old does he have to be?",
      checks: [gives("age", "twenty three|23", "twenty one|twenty five|eighteen")],
    },
    unfulfillable: {
      title: "Lets no car leave the country",
      say: "We want to drive over the border to the mountains on Saturday. Please put that into the contract.",
      checks: [
        declines("not be taken out of the country|out of the country|may not"),
        avoids("i have put that|i will put that|enjoy the mountains"),
      ],
    },
    rude: {
      title: "Stays polite with a rude caller and says when to return it",
      say: "You charged me for a scratch that was there before, you crooks. By what time do I have to bring this heap of rust back?",
      checks: [gives("time", "six|6", "five|seven|eight")],
    },
    unspecified: {
      title: "Was told nothing about child seats",
      say: "Do you have a seat for a baby of four months, and what does it weigh?",
      checks: [admits(), avoids("yes we have|pounds|kilos")],
    },
    unrelated: {
      title: "Comes back from a language to the second driver",
      say: "How do you say thank you very much in Finnish?",
      back: "I will look it up. What do I pay for a second driver?",
      checks: [gives("price", "five|5", "ten dollars|fifteen")],
    },
    interruption: {
      title: "Breaks off the course of things to name the price",
      ask: "I have never rented a car before. How does it work when I come to you?",
      say: "Understood. What is the price for the smallest one?",
      afterMs: 1_900,
      checks: [gives("price", "thirty nine|39", "forty nine|twenty nine")],
    },
  },
};
