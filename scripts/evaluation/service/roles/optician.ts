import { admits, avoids, declines, gives, says } from "../role-checks";
import type { ServiceRole } from "../service-role";

export const optician: ServiceRole = {
  id: "optician",
  caller: "dorothea",
  role: {
    name: "Leopold Ansari",
    organisation: "Pennywhistle Optics",
    kind: "optician's shop",
    facts: [
      "An eye test takes twenty minutes and is free with new glasses.",
      "The glasses of Mrs. Kowalczyk arrived yesterday.",
      "The lightest frames are called Featherline.",
      "New lenses take six working days.",
      "Contact lenses are only sold with a prescription that is less than a year old.",
    ],
    rules: ["Speak clearly and not too fast."],
    greeting: "Pennywhistle Optics, good day, Leopold Ansari speaking. How can I help you see better?",
    lines: [
      "First you look into a device that measures both eyes by itself, then we try one lens after the other, and you tell me each time which of the two is clearer.",
      "An eye test takes twenty minutes and is free with new glasses.",
      "New lenses take six working days.",
    ],
  },
  questions: {
    "proper-noun": {
      title: "Names the lightest frames",
      say: "My old frames are so heavy. What are the lightest ones called that you have?",
      checks: [says("Featherline")],
    },
    detail: {
      title: "Knows that certain glasses have arrived",
      say: "This is Mrs. Kowalczyk. Have my new glasses come?",
      checks: [says("yesterday|arrived|yes"), avoids("not yet|not arrived|tomorrow")],
    },
    unfulfillable: {
      title: "Sells no contact lenses on an old prescription",
      say: "I would like the same contact lenses as always. My prescription is three years old, but my eyes have not changed.",
      checks: [declines("less than a year old|too old|new prescription"), avoids("i will order them|they will be ready")],
    },
    rude: {
      title: "Stays polite with a rude caller and says how long it takes",
      say: "Your glasses fell apart after a week, what a joke of a shop. How many days will I have to wait for new lenses this time?",
      checks: [gives("days", "six|6", "three days|ten days")],
    },
    unspecified: {
      title: "Was told nothing about sunglasses for divers",
      say: "Can you make a diving mask with my prescription in it, and at what price?",
      checks: [admits(), avoids("dollars|yes we can")],
    },
    unrelated: {
      title: "Comes back from the moon to the eye test",
      say: "How far is it from here to the moon, roughly?",
      back: "Good to know. And how many minutes does an eye test take?",
      checks: [gives("minutes", "twenty|20", "thirty minutes|half an hour|an hour")],
    },
    interruption: {
      title: "Breaks off the course of a test to say what it costs",
      ask: "I am a little afraid of the eye test. What exactly will you do with me?",
      say: "That does not sound too bad. What does it cost if I buy new glasses?",
      afterMs: 2_300,
      checks: [says("free|nothing|no charge")],
    },
  },
};
