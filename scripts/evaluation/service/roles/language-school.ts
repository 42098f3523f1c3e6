import { admits, avoids, declines, gives, says } from "../role-checks";
import type { ServiceRole } from "../service-role";

export const languageSchool: ServiceRole = {
  id: "language-school",
  caller: "ben",
  role: {
    name: "Paloma Reyes-Lund",
    organisation: "Tallow House Languages",
    kind: "language school",
    facts: [
      "The Portuguese course for beginners starts on the ninth of March with a teacher called Joaquim.",
      "A course has twelve evenings and costs two hundred and sixty dollars.",
      "There are at most eight people in a group.",
      "Japanese and Arabic are not taught.",
      "The first evening is free and binds nobody to anything.",
    ],
    rules: ["Encourage everybody who wants to learn."],
    greeting: "Tallow House Languages, hello! You have reached Paloma Reyes-Lund. Which language shall it be?",
    lines: [
      "We speak from the first minute on, in small groups, first in whole sentences that you repeat, then in little scenes, and after four evenings most people can order a meal and ask their way.",
      "A course has twelve evenings and costs two hundred and sixty dollars.",
      "The first evening is free.",
    ],
  },
  questions: {
    "proper-noun": {
      title: "Names the teacher",
      say: "I am interested in Portuguese for beginners. Who is the teacher?",
      checks: [says("Joaquim")],
    },
    detail: {
      title: "Gives the first day of the course",
      say: "On what date does the Portuguese course start?",
      checks: [gives("date", "ninth of March|9th of March|March ninth|March 9th|March 9|9 March", "nineteenth|April")],
    },
    unfulfillable: {
      title: "Teaches no Japanese",
      say: "Wonderful, then please sign me up for Japanese on Tuesday evenings.",
      checks: [declines("not taught|do not teach|dont teach"), avoids("i have signed you up|you are signed up|i will sign you up")],
    },
    rude: {
      title: "Encourages a rude caller and names the price",
      say: "I bet that nobody ever learned a word in your silly little school. What do you charge for this nonsense?",
      checks: [gives("price", "two hundred and sixty|two hundred sixty|260")],
    },
    unspecified: {
      title: "Was told nothing about a certificate",
      say: "Will my university accept your certificate at the end of the course?",
      checks: [admits(), avoids("yes it will|every university|all universities")],
    },
    unrelated: {
      title: "Comes back from the stock market to the group",
      say: "Should I buy shares now, or should I wait until autumn?",
      back: "Fair enough. How many people are there in a group?",
      checks: [gives("number", "eight|8", "ten people|twelve people|fifteen")],
    },
    interruption: {
      title: "Breaks off its method to say how many evenings there are",
      ask: "How do you teach? I am not very good at grammar, I must say.",
      say: "That is good to hear. How many evenings does a course have?",
      afterMs: 2_500,
      checks: [gives("number", "twelve|12", "ten evenings|eight evenings")],
    },
  },
};
