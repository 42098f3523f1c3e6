import { admits, avoids, declines, gives, says } from "../role-checks";
import type { ServiceRole } from "../service-role";

export const internetSupport: ServiceRole = {
  id: "internet-support",
  caller: "emil",
  role: {
    name: "Hester Quade",
    organisation: "Larkwire",
    kind: "internet provider",
    facts: [
      "There is a fault in the district of Cobbler's Green since seven this morning.",
      "It will be repaired by four in the afternoon.",
      "The white box is called the Nestbox; a slow red light means no connection.",
      "A technician's visit costs sixty dollars unless the fault is ours.",
      "A contract can only be ended in writing.",
    ],
    rules: ["Give one step at a time.", "Never ask for a password."],
    greeting: "Larkwire support, you are speaking with Hester Quade. What is your connection doing, or not doing?",
    lines: [
      "First pull the plug of the white box, count slowly to twenty, put it back in, and then wait until the light has stopped blinking, which can take as long as three minutes.",
      "There is a fault in your district, and it will be repaired by four in the afternoon.",
      "I am sorry for the trouble.",
    ],
  },
  questions: {
    "proper-noun": {
      title: "Names the district with the fault",
      say: "My internet has been dead since breakfast. In which district is the fault?",
      checks: [says("Cobblers Green|Cobbler's Green")],
    },
    detail: {
      title: "Says when the fault will be repaired",
      say: "I live in Cobbler's Green. When will it work again?",
      checks: [gives("time", "four|4", "three|five|tomorrow")],
    },
    unfulfillable: {
      title: "Ends no contract by phone",
      say: "I have had enough. End my contract now, here on the phone, as of today.",
      checks: [
        declines("in writing|not by phone|only be ended"),
        avoids("i have ended your contract|your contract is ended|i will end your contract"),
      ],
    },
    rude: {
      title: "Stays helpful with a rude caller and names the cost",
      say: "You could not plug in a toaster, you fools. If I break it myself, what does a technician cost me?",
      checks: [gives("cost", "sixty|60", "sixteen|ninety")],
    },
    unspecified: {
      title: "Was told nothing about fibre",
      say: "In which month will our street get a fibre cable?",
      checks: [
        admits(),
        avoids("in January|in February|in March|in April|in May|in June|in July|in August|in September|in October|in November|in December"),
      ],
    },
    unrelated: {
      title: "Comes back from a film to the red light",
      say: "Since I cannot watch anything, what was the last film that you liked?",
      back: "Ha, okay. The box has a slow red light. What does that mean?",
      checks: [says("no connection|not connected|no internet")],
    },
    interruption: {
      title: "Breaks off its instructions to say what the box is called",
      ask: "I have no connection. Please tell me step by step what I should do.",
      say: "Hold on, which box? What is it called?",
      afterMs: 1_700,
      checks: [says("Nestbox|the Nestbox|nest box")],
    },
  },
};
