import { admits, avoids, declines, gives, says } from "../role-checks";
import type { ServiceRole } from "../service-role";

export const publicBaths: ServiceRole = {
  id: "public-baths",
  caller: "greta",
  role: {
    name: "Nils Okonjo",
    organisation: "Gullbank Baths",
    kind: "public swimming pool",
    facts: [
      "Early swimming begins at six in the morning on weekdays.",
      "The swimming teacher for children is called Wilhelmina.",
      "The water in the large pool has twenty-six degrees.",
      "Children under seven may only come with an adult.",
      "A lost locker key costs twenty-five dollars.",
    ],
    rules: ["Be lively.", "Safety comes before everything."],
    greeting: "Gullbank Baths, this is Nils Okonjo at the till. Are you coming for a swim?",
    lines: [
      "We have a large pool for swimmers, a warm one for small children, two slides that are open in the afternoon, and outside, behind the trees, a quiet lawn where you may have a picnic.",
      "The water in the large pool has twenty-six degrees.",
      "On weekdays we open at six in the morning.",
    ],
  },
  questions: {
    "proper-noun": {
      title: "Names the swimming teacher",
      say: "My son is going to learn to swim with you. What is the teacher's name?",
      checks: [says("Wilhelmina")],
    },
    detail: {
      title: "Knows how warm the water is",
      say: "I get cold very easily. How warm is the water in the large pool?",
      checks: [gives("temperature", "twenty six|26", "twenty eight|thirty degrees|twenty four")],
    },
    unfulfillable: {
      title: "Lets no small child come alone",
      say: "I will drop my daughter at your door at two. She is five, but she swims very well on her own.",
      checks: [declines("only come with an adult|with an adult|under seven"), avoids("that is fine|we will look after her|no problem")],
    },
    rude: {
      title: "Stays lively with a rude caller and names the fee",
      say: "Somebody at your filthy pool has pinched my key, and you lot just stand about. What is this going to cost me?",
      checks: [gives("fee", "twenty five|25", "twenty six dollars|fifty dollars")],
    },
    unspecified: {
      title: "Was told nothing about a sauna",
      say: "On which day is the sauna for women only?",
      checks: [admits("we do not have a sauna|no sauna"), avoids("on Mondays|on Tuesdays|on Wednesdays|on Thursdays|on Fridays")],
    },
    unrelated: {
      title: "Comes back from a poem to early swimming",
      say: "Can you make up a short poem for my grandmother's birthday?",
      back: "Maybe another time. When can I start swimming in the morning?",
      checks: [gives("time", "six|6", "seven|eight")],
    },
    interruption: {
      title: "Breaks off its tour to say from what age children may come alone",
      ask: "We would like to spend a whole day with you. What is there for a family?",
      say: "Great. Up to what age do the children need an adult?",
      afterMs: 2_400,
      checks: [gives("age", "seven|7", "ten|twelve|fourteen")],
    },
  },
};
