import { admits, avoids, declines, gives, says } from "../role-checks";
import type { ServiceRole } from "../service-role";

export const ferryLine: ServiceRole = {
  id: "ferry-line",
  caller: "dorothea",
  role: {
    name: "Alasdair Pym",
    organisation: "Morvane Ferries",
    kind: "ferry company",
    facts: [
      "The last ferry to Skellen Island leaves at twenty past nine in the evening.",
      "The crossing takes fifty-five minutes on the ship Sea Lantern.",
      "A car with driver costs forty-four dollars, a passenger twelve.",
      "Today's two o'clock ferry is cancelled because of the wind.",
      "Campervans over seven metres cannot be taken.",
    ],
    rules: ["Be reassuring about the weather, but promise nothing."],
    greeting: "Morvane Ferries, bookings, Alasdair Pym speaking. Where do you wish to cross to?",
    lines: [
      "You should be at the pier half an hour before, in lane three if you have a car, then somebody waves you on board, and you leave your car and come up on deck for the view.",
      "The crossing takes fifty-five minutes.",
      "The last ferry leaves at twenty past nine.",
    ],
  },
  questions: {
    "proper-noun": {
      title: "Names the ship",
      say: "My grandson would like to know what your ship is called.",
      checks: [says("Sea Lantern|the Sea Lantern")],
    },
    detail: {
      title: "Gives the time of the last ferry",
      say: "When does the last ferry to Skellen Island leave tonight?",
      checks: [gives("time", "twenty past nine|nine twenty|9 20", "twenty past eight|ten o clock|half past nine")],
    },
    unfulfillable: {
      title: "Sells no place on a cancelled ferry",
      say: "Please book me and my wife on the ferry at two o'clock today.",
      checks: [declines("is cancelled|been cancelled|cancelled"), avoids("i have booked you|you are booked|see you at two")],
    },
    rude: {
      title: "Reassures a rude caller and names the price",
      say: "A bit of wind, and you cowards stay in bed. What do you charge for a car, if you ever get going?",
      checks: [gives("price", "forty four|44", "fifty five dollars|fourteen")],
    },
    unspecified: {
      title: "Was told nothing about bicycles",
      say: "Do I need a ticket of its own for my bicycle, and is there a rack?",
      checks: [admits(), avoids("bicycles are free|bicycles cost|yes there is a rack")],
    },
    unrelated: {
      title: "Comes back from a baby's name to the crossing",
      say: "My niece is expecting a girl. Which name do you like best?",
      back: "I will tell her. How long does the crossing take?",
      checks: [gives("length", "fifty five|55", "an hour and|forty five minutes|thirty minutes")],
    },
    interruption: {
      title: "Breaks off the way on board to name the price for one passenger",
      ask: "We have never taken a ferry. What do we have to do at the harbour?",
      say: "One moment, we come without a car. What does one passenger pay?",
      afterMs: 2_300,
      checks: [gives("price", "twelve|12", "twenty dollars|eleven")],
    },
  },
};
