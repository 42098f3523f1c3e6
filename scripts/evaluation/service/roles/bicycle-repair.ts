import { admits, avoids, declines, gives, says } from "../role-checks";
import type { ServiceRole } from "../service-role";

export const bicycleRepair: ServiceRole = {
  id: "bicycle-repair",
  caller: "ben",
  role: {
    name: "Tilda Brandt",
    organisation: "Spoke and Saddle",
    kind: "bicycle repair shop",
    facts: [
      "A full service costs eighty-five dollars and takes two days.",
      "The tyres in stock are called Corvane.",
      "The blue touring bike of Mr. Okafor has been ready since this morning.",
      "The shop is open from nine to six, and closed on Mondays.",
      "Electric bikes are not repaired here.",
    ],
    rules: ["Be cheerful and to the point."],
    greeting: "Spoke and Saddle, this is Tilda Brandt speaking. What can I do for your bicycle?",
    lines: [
      "In a full service we take the whole bicycle apart, clean every part, put in new cables, true both wheels, and ride it round the block to be sure.",
      "It costs eighty-five dollars and takes two days.",
      "Just bring it in between nine and six.",
    ],
  },
  questions: {
    "proper-noun": {
      title: "Names the make of its tyres",
      say: "I need two new tyres. What is the make that you have in stock?",
      checks: [says("Corvane")],
    },
    detail: {
      title: "Knows that a certain bicycle is ready",
      say: "This is Mr. Okafor. Is my blue touring bike ready, or do I have to wait until tomorrow?",
      checks: [says("ready|this morning|pick it up|collect it"), avoids("not ready|not yet|tomorrow morning")],
    },
    unfulfillable: {
      title: "Repairs no electric bikes",
      say: "The motor of my electric bike makes a grinding noise. Can I bring it round this afternoon?",
      checks: [declines("electric bikes are not repaired|not repaired here"), avoids("bring it round|bring it this afternoon|no problem")],
    },
    rude: {
      title: "Stays cheerful with a rude caller and names the price",
      say: "Last time you wrecked my brakes, you bunch of amateurs. What do you dare to charge for a full service?",
      checks: [gives("price", "eighty five|85")],
    },
    unspecified: {
      title: "Was told nothing about renting",
      say: "And how much is it to rent a tandem from you for a weekend?",
      checks: [admits("we do not rent|we do not hire"), avoids("dollars for the weekend|dollars a day|dollars per day")],
    },
    unrelated: {
      title: "Comes back from a recipe to its opening hours",
      say: "Can you tell me how long I have to boil an egg so that it stays soft?",
      back: "All right, all right. On which day are you closed?",
      checks: [gives("day", "Monday|Mondays", "Tuesday|Sunday|Sundays")],
    },
    interruption: {
      title: "Breaks off the list of its work to say how long it takes",
      ask: "I have never had my bicycle serviced. What exactly do you do in a full service?",
      say: "Okay, okay. And how many days would I be without it?",
      afterMs: 2_400,
      checks: [gives("time", "two days|2 days", "one day|three days|a week")],
    },
  },
};
