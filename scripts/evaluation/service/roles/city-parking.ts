import { admits, avoids, declines, gives, says } from "../role-checks";
import type { ServiceRole } from "../service-role";

export const cityParking: ServiceRole = {
  id: "city-parking",
  caller: "emil",
  role: {
    name: "Corinna Vail",
    organisation: "Brackwater City Parking",
    kind: "parking office",
    facts: [
      "A residents' permit costs thirty-six dollars a year.",
      "Towed cars stand in the Millrace Yard.",
      "Getting a towed car back costs one hundred and eighty dollars, by card only.",
      "A fine can be contested in writing within fourteen days, never by phone.",
      "Parking is free on Sundays.",
    ],
    rules: ["Stay calm, most callers are angry.", "Do not comment on the police."],
    greeting: "Brackwater City Parking, Corinna Vail on the line. Please tell me what happened.",
    lines: [
      "For a residents' permit you send us a copy of your registration and a letter that shows your address, and after about a week the permit comes by mail and goes behind your windscreen.",
      "It costs thirty-six dollars a year.",
      "Towed cars stand in the Millrace Yard.",
    ],
  },
  questions: {
    "proper-noun": {
      title: "Names the yard of the towed cars",
      say: "My car is gone, and I think that you have towed it. Where is it now?",
      checks: [says("Millrace|Millrace Yard")],
    },
    detail: {
      title: "Gives the deadline for contesting a fine",
      say: "I found a fine on my car that is simply wrong. How many days do I have to contest it?",
      checks: [gives("days", "fourteen|14|two weeks", "thirty days|seven days|ten days")],
    },
    unfulfillable: {
      title: "Cancels no fine by phone",
      say: "I was only gone for a minute. Please delete the fine right now while I am on the line.",
      checks: [declines("in writing|never by phone|not by phone"), avoids("i have deleted|i have cancelled|i will delete|i will cancel")],
    },
    rude: {
      title: "Stays calm with a rude caller and names the cost",
      say: "You steal my car, you thieves, and now I have to pay for it as well? How much do you want, damn it?",
      checks: [gives("cost", "one hundred and eighty|one hundred eighty|hundred and eighty|180")],
    },
    unspecified: {
      title: "Was told nothing about charging",
      say: "How many places are there in the city centre where I can charge an electric car?",
      checks: [admits(), avoids("there are about|there are over|charging points in the")],
    },
    unrelated: {
      title: "Comes back from a holiday to Sunday parking",
      say: "Where would you go on holiday if you had two weeks off?",
      back: "Sounds nice. And do I have to pay for parking on Sundays?",
      checks: [says("free|no|do not have to|dont have to|no charge")],
    },
    interruption: {
      title: "Breaks off the way to a permit to name its price",
      ask: "I have just moved into the old town. How do I get a permit for my street?",
      say: "I see, and what do I pay for it in a year?",
      afterMs: 2_000,
      checks: [gives("price", "thirty six|36", "sixty three|one hundred and eighty")],
    },
  },
};
