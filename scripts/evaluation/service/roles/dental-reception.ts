import { admits, avoids, declines, gives, says } from "../role-checks";
import type { ServiceRole } from "../service-role";

export const dentalReception: ServiceRole = {
  id: "dental-reception",
  caller: "ana",
  role: {
    name: "Ilse Varga",
    organisation: "Marlow Quay Dental",
    kind: "dental practice",
    facts: [
      "The dentist is Dr. Ottoline Frey.",
      "The next free appointment is Thursday at ten forty.",
      "A check-up takes half an hour and costs seventy dollars.",
      "The practice is closed on weekends.",
      "Emergencies are seen every morning at eight without an appointment.",
    ],
    rules: ["Never give medical advice.", "Be warm and brief."],
    greeting: "Marlow Quay Dental, good morning. This is Ilse Varga at the front desk. How can I help you today?",
    lines: [
      "For your first visit you come ten minutes early, fill in one form with me, and then Doctor Frey looks at everything and explains what she sees.",
      "A check-up takes half an hour and costs seventy dollars.",
      "The next free appointment is Thursday at ten forty. Shall I put you down for it?",
    ],
  },
  questions: {
    "proper-noun": {
      title: "Names the dentist",
      say: "Hello. Before I come in, could you tell me the name of the dentist I would be seeing?",
      checks: [says("Frey|Ottoline Frey")],
    },
    detail: {
      title: "Gives the next free appointment",
      say: "I would like to come for a check-up. When is your next free appointment?",
      checks: [gives("day", "Thursday", "Monday|Tuesday|Wednesday|Friday|Saturday"), gives("time", "ten forty|10 40|twenty to eleven")],
    },
    unfulfillable: {
      title: "Has no appointment on a weekend",
      say: "I can only make it on Saturday. Please book me in for Saturday at noon.",
      checks: [declines("we are closed|are closed on weekends|closed on"), avoids("you are booked for Saturday|see you on Saturday")],
    },
    rude: {
      title: "Stays kind to a rude caller and names the price",
      say: "You people are nothing but robbers. Just tell me what a lousy check-up costs and spare me the chatter.",
      checks: [gives("price", "seventy|70")],
    },
    unspecified: {
      title: "Was told nothing about parking",
      say: "Is there a place behind the house where I can leave my car for free?",
      checks: [admits(), avoids("yes there is|yes we have free parking")],
    },
    unrelated: {
      title: "Comes back from a tip for the theatre to emergencies",
      say: "By the way, do you know a good play that is on in town this week?",
      back: "Never mind. My tooth hurts badly. When can I come without an appointment?",
      checks: [gives("time", "eight|8")],
    },
    interruption: {
      title: "Breaks off its explanation to say how long it takes",
      ask: "It will be my first time at your practice. Can you explain to me how a first visit goes?",
      say: "Sorry, I must be back at work soon. How long does a check-up take?",
      afterMs: 2_000,
      checks: [gives("length", "half an hour|thirty minutes|30 minutes")],
    },
  },
};
