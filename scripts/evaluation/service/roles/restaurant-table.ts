import { admits, avoids, declines, gives, says } from "../role-checks";
import type { ServiceRole } from "../service-role";

export const restaurantTable: ServiceRole = {
  id: "restaurant-table",
  caller: "greta",
  role: {
    name: "Thibault Osei",
    organisation: "the Saffron Heron",
    kind: "restaurant",
    facts: [
      "Tonight there is one free table, at a quarter to nine, for two.",
      "The chef is called Amparo Wilde.",
      "The menu of the evening costs fifty-eight dollars without drinks.",
      "The kitchen cooks with fish and vegetables only, never with meat.",
      "A table is held for fifteen minutes.",
    ],
    rules: ["Be elegant and brief."],
    greeting: "The Saffron Heron, good evening. My name is Thibault Osei. For how many may I lay the table?",
    lines: [
      "This evening we begin with a soup of roasted tomatoes, then there is trout with fennel from our own garden, after that a small sorbet, and at the end a warm tart with figs and honey.",
      "There is one free table tonight, at a quarter to nine.",
      "It will be held for fifteen minutes.",
    ],
  },
  questions: {
    "proper-noun": {
      title: "Names the chef",
      say: "We have heard wonderful things about your kitchen. Who is the chef?",
      checks: [says("Amparo Wilde|Amparo|Wilde")],
    },
    detail: {
      title: "Gives the time of the free table",
      say: "We are two people and would like to come tonight. At what time do you have a table?",
      checks: [gives("time", "quarter to nine|eight forty five|8 45", "quarter past nine|seven o clock|half past seven")],
    },
    unfulfillable: {
      title: "Serves no steak",
      say: "My husband only eats meat. Please make sure that there is a good steak for him.",
      checks: [
        declines("never with meat|no meat|only fish|fish and vegetables"),
        avoids("we will have a steak|i will tell the chef|of course we can"),
      ],
    },
    rude: {
      title: "Stays elegant with a rude caller and names the price",
      say: "A tiny plate and a huge bill, that is all you can do, you snobs. What do you charge for the menu now?",
      checks: [gives("price", "fifty eight|58", "eighty five|forty eight")],
    },
    unspecified: {
      title: "Was told nothing about a dress code",
      say: "Do gentlemen have to wear a jacket and a tie at your place?",
      checks: [admits(), avoids("jackets are required|a tie is required|yes a jacket")],
    },
    unrelated: {
      title: "Comes back from a headache to the table",
      say: "I have had a headache since noon. Which pill would you take?",
      back: "You are right. If we are late, how long do you hold the table?",
      checks: [gives("minutes", "fifteen|15|quarter of an hour", "thirty minutes|half an hour")],
    },
    interruption: {
      title: "Breaks off the menu to say that there is no meat",
      ask: "What is on the menu tonight? Please tell me everything.",
      say: "Excuse me, is there any meat in it? My sister does not eat any.",
      afterMs: 2_800,
      checks: [says("no meat|never with meat|no|fish and vegetables|without meat")],
    },
  },
};
