import { admits, avoids, declines, gives, says } from "../role-checks";
import type { ServiceRole } from "../service-role";

export const bakeryOrders: ServiceRole = {
  id: "bakery-orders",
  caller: "emil",
  role: {
    name: "Marisol Tye",
    organisation: "Crumb and Copper",
    kind: "bakery",
    facts: [
      "Cakes must be ordered two days ahead.",
      "The house cake is called Velvet Orchard: pear, almond and caramel.",
      "A cake for twelve people costs forty-two dollars.",
      "Everything is baked in a kitchen with nuts, so nothing is free of nuts.",
      "Orders are collected before one in the afternoon; nothing is delivered.",
    ],
    rules: ["Be friendly and quick, there is a queue in the shop."],
    greeting: "Crumb and Copper, the bakery on the corner, this is Marisol Tye. What may we bake for you?",
    lines: [
      "We have our Velvet Orchard with pear and almond, then a lemon cake with poppy seeds, a very dark chocolate cake, and from next week on the first one with strawberries.",
      "A cake for twelve people costs forty-two dollars.",
      "Please order two days ahead.",
    ],
  },
  questions: {
    "proper-noun": {
      title: "Names the house cake",
      say: "My aunt had a cake of yours with pear and caramel. What is it called?",
      checks: [says("Velvet Orchard")],
    },
    detail: {
      title: "Names the price for twelve",
      say: "We will be twelve people on Sunday. How much would a cake for all of us be?",
      checks: [gives("price", "forty two|42", "thirty two|fifty two")],
    },
    unfulfillable: {
      title: "Has nothing without nuts",
      say: "My son must not have any trace of nuts. Please make him a cake that is certainly free of nuts.",
      checks: [
        declines("nothing is free of nuts|kitchen with nuts|not free of nuts"),
        avoids("it will be free of nuts|i promise|completely safe"),
      ],
    },
    rude: {
      title: "Stays friendly with a rude caller and says when to come",
      say: "Hello, I have been waiting on this line forever, you slow coaches. Until when can I fetch my cake? Hurry up!",
      checks: [
        gives(
          "time",
          "before one|until one|by one|one in the afternoon|one o clock|1 in the afternoon|1 pm|1 p m|before 1|until 1",
          "two in the afternoon|three in the afternoon|six",
        ),
      ],
    },
    unspecified: {
      title: "Was told nothing about sugar",
      say: "How many grams of sugar are there in one slice of your lemon cake?",
      checks: [admits(), avoids("grams of sugar in each|grams per slice")],
    },
    unrelated: {
      title: "Comes back from football to ordering",
      say: "Who is going to win the football match tonight, what do you say?",
      back: "We will see. How many days ahead do I have to order?",
      checks: [gives("days", "two|2", "three days|one day")],
    },
    interruption: {
      title: "Breaks off the list of cakes to say that it does not deliver",
      ask: "Which cakes do you have at the moment? Please tell me all of them.",
      say: "The first one, please. Can you deliver it to my office?",
      afterMs: 2_200,
      checks: [declines("nothing is delivered|do not deliver|dont deliver|collect it|collected")],
    },
  },
};
