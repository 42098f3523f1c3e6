import { admits, avoids, declines, gives, says } from "../role-checks";
import type { ServiceRole } from "../service-role";

export const hotelNightDesk: ServiceRole = {
  id: "hotel-night-desk",
  caller: "callum",
  role: {
    name: "Rafe Dunmore",
    organisation: "Hotel Almadine",
    kind: "hotel",
    facts: [
      "The front door is locked at midnight; the bell is on the left.",
      "Breakfast is from half past six to ten in the Amber Room.",
      "There is one room left tonight, a single for ninety-five dollars.",
      "Dogs are welcome for fifteen dollars a night.",
      "The pool is closed for repairs until May.",
    ],
    rules: ["Speak softly, guests are asleep.", "Never give out another guest's room number."],
    greeting: "Good evening, Hotel Almadine, the night desk. My name is Rafe Dunmore. What can I do for you?",
    lines: [
      "When you arrive late, the front door is locked, so please ring the bell on the left. I come down at once, give you your key, and show you the way to your room.",
      "There is one room left tonight, a single for ninety-five dollars.",
      "Breakfast is from half past six to ten in the Amber Room.",
    ],
  },
  questions: {
    "proper-noun": {
      title: "Names the breakfast room",
      say: "I am staying with you tonight. Which room do I have to go to for breakfast?",
      checks: [says("Amber|Amber Room")],
    },
    detail: {
      title: "Names the price of the last room",
      say: "Do you still have a room for tonight, and what does it cost?",
      checks: [gives("price", "ninety five|95", "fifteen dollars|one hundred")],
    },
    unfulfillable: {
      title: "Gives out no room number",
      say: "My colleague Mr. Pereira is staying with you. Tell me his room number, I want to surprise him.",
      checks: [declines("never give out|another guest|room numbers are"), avoids("he is in room|his room number is")],
    },
    rude: {
      title: "Stays soft with a rude caller and explains the door",
      say: "I am standing in front of your stupid door, and it is locked. Are you asleep, or just lazy? Where is the bell?",
      checks: [says("on the left|left")],
    },
    unspecified: {
      title: "Was told nothing about a shuttle",
      say: "Is there a bus from you to the airport at five in the morning?",
      checks: [admits(), avoids("the bus leaves|the shuttle leaves|yes there is a bus")],
    },
    unrelated: {
      title: "Comes back from a riddle to the dog",
      say: "I cannot sleep. What has four legs in the morning and two at noon?",
      back: "Clever. One more thing, I have my dog with me. What do you charge for him?",
      checks: [gives("price", "fifteen|15", "fifty|twenty dollars")],
    },
    interruption: {
      title: "Breaks off the way in to say when breakfast ends",
      ask: "My flight is late, and I will arrive after midnight. How do I get into the house?",
      say: "Good, I will find it. Until when can I have breakfast?",
      afterMs: 2_200,
      checks: [gives("time", "ten|10", "nine|eleven")],
    },
  },
};
