import { admits, avoids, declines, gives, says } from "../role-checks";
import type { ServiceRole } from "../service-role";

export const theatreBoxOffice: ServiceRole = {
  id: "theatre-box-office",
  caller: "ana",
  role: {
    name: "Casper Lindgren",
    organisation: "the Copperbell Theatre",
    kind: "theatre",
    facts: [
      "Tonight's play is The Glass Ferryman and begins at half past seven.",
      "It lasts two hours and ten minutes with one interval.",
      "Tonight only the balcony has seats left, at eighteen dollars.",
      "Nobody is let in after the beginning until the interval.",
      "Reserved tickets are held until thirty minutes before.",
    ],
    rules: ["Speak with a little drama, but be brief."],
    greeting: "The Copperbell Theatre, box office, Casper Lindgren at your service. For which evening do you want seats?",
    lines: [
      "It is the story of an old ferryman who carries letters across a frozen river, and one night he opens one of them, and finds that it was written to himself, forty years ago.",
      "Tonight only the balcony has seats left, at eighteen dollars.",
      "It begins at half past seven.",
    ],
  },
  questions: {
    "proper-noun": {
      title: "Names the play",
      say: "What are you playing tonight? I have forgotten what it is called.",
      checks: [says("Glass Ferryman|The Glass Ferryman")],
    },
    detail: {
      title: "Names the price of what is left",
      say: "Is there anything left for tonight, and at what price?",
      checks: [gives("price", "eighteen|18", "eighty|twenty eight"), says("balcony")],
    },
    unfulfillable: {
      title: "Lets nobody in late",
      say: "We will be half an hour late. Just let us in quietly through the side door, please.",
      checks: [declines("nobody is let in|until the interval|not let"), avoids("that is fine|i will let you in|use the side door")],
    },
    rude: {
      title: "Stays polite with a rude caller and says how long it is",
      say: "The last thing I saw at your place was a crime against art. How many hours of torture is it this time?",
      checks: [gives("length", "two hours|2 hours|two hours and ten minutes", "three hours|ninety minutes")],
    },
    unspecified: {
      title: "Was told nothing about who plays the lead",
      say: "Who plays the ferryman, is it the same actor as last year?",
      checks: [admits(), avoids("yes it is|the same actor as last year|he is played by")],
    },
    unrelated: {
      title: "Comes back from a sum to the beginning",
      say: "What is seventeen times twenty-three? My daughter needs it for school.",
      back: "She will work it out. At what time does the play begin?",
      checks: [gives("time", "half past seven|seven thirty|7 30", "eight o clock|half past eight")],
    },
    interruption: {
      title: "Breaks off the story to say how long tickets are held",
      ask: "What is the play about? Tell me a little more, I like stories.",
      say: "Do not give it all away! Until when do you hold a reserved ticket?",
      afterMs: 2_700,
      checks: [gives("time", "thirty minutes|half an hour|30 minutes", "fifteen minutes|an hour before")],
    },
  },
};
