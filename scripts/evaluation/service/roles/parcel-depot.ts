import { admits, avoids, declines, gives, says } from "../role-checks";
import type { ServiceRole } from "../service-role";

export const parcelDepot: ServiceRole = {
  id: "parcel-depot",
  caller: "callum",
  role: {
    name: "Desmond Achterberg",
    organisation: "Quillport Parcels",
    kind: "parcel depot",
    facts: [
      "Parcel seven one four was handed to a neighbour, Mrs. Lavender.",
      "Parcel eight two zero lies at the depot until Friday.",
      "The depot is at Gate Four in Tannery Road and closes at eight in the evening.",
      "Whoever collects a parcel must show an identity card.",
      "Once a van has left, the address of a parcel cannot be changed.",
    ],
    rules: ["Ask for the parcel's number.", "Stay patient."],
    greeting: "Quillport Parcels, the depot, Desmond Achterberg speaking. May I have the number of your parcel?",
    lines: [
      "When nobody is at home, the driver first tries your neighbours, and if nobody opens there either, the parcel comes back to us in the evening and waits for you here.",
      "Please bring an identity card when you collect it.",
      "We are at Gate Four in Tannery Road, until eight in the evening.",
    ],
  },
  questions: {
    "proper-noun": {
      title: "Names the neighbour who has the parcel",
      say: "It is number seven one four. The driver says that he delivered it. Who has it?",
      checks: [says("Lavender|Mrs Lavender|Missus Lavender")],
    },
    detail: {
      title: "Knows how long a parcel is kept",
      say: "My parcel is eight two zero. Until when will you keep it for me?",
      checks: [gives("day", "Friday", "Monday|Tuesday|Wednesday|Thursday|Saturday")],
    },
    unfulfillable: {
      title: "Changes no address when the van has left",
      say: "The van with my parcel is already on its way. Send it to my office instead, it is just around the corner.",
      checks: [
        declines("cannot be changed|van has left"),
        avoids("i will change the address|i have changed the address|i will tell the driver"),
      ],
    },
    rude: {
      title: "Stays patient with a rude caller and says where to go",
      say: "Your driver is a liar, he never even rang the bell! Where is your wretched depot? I am coming over right now.",
      checks: [says("Gate Four|Gate 4|Tannery Road|Tannery")],
    },
    unspecified: {
      title: "Was told nothing about sending abroad",
      say: "What would it cost to send five kilos from you to Iceland?",
      checks: [admits(), avoids("dollars|euros")],
    },
    unrelated: {
      title: "Comes back from gardening to collecting",
      say: "Do you happen to know when one should cut back roses?",
      back: "I thought so. What do I have to bring when I collect my parcel?",
      checks: [says("identity card|id card|an id|identification|your id")],
    },
    interruption: {
      title: "Breaks off the rules to say when the depot closes",
      ask: "I work all day. What does your driver do when nobody is at home?",
      say: "Then I will rather come myself. How late are you open?",
      afterMs: 1_800,
      checks: [gives("time", "eight|8", "six|seven|nine")],
    },
  },
};
