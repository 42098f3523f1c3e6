import { FIRST_NAMES_BY_SPLIT, LAST_NAMES_BY_SPLIT } from "../slots/first-names";
import { pickName } from "../slots/made-names";
import { ORGANISATION_WORDS_BY_SPLIT } from "../slots/organisation-words";
import { sayNumber, sayOrdinal } from "../spoken/say-number";
import type { FactKind } from "./fact";
import { another, pickDigits, pickDuration, pickPrice, pickStreet } from "./pick-values";
import { valued } from "./valued";

/** What things cost, where they are and who does them. */
export const PLACE_FACTS: FactKind[] = [
  {
    intent: "price",
    make: valued(
      ({ random }) => pickPrice(random),
      ({ role, random }) => ({ item: random.pick(role.goods) }),
    ),
    statements: ["{item} costs {value}", "the price of {item} is {value}", "{item} is {value}"],
    direct: [
      "how much is {item}",
      "how much does {item} cost",
      "what does {item} cost",
      "what is the price of {item}",
      "what do you charge for {item}",
    ],
    indirect: ["how much {item} is", "what {item} costs", "the price of {item}", "how much you charge for {item}"],
    answers: ["{item} costs {value}.", "That is {value}.", "It costs {value}.", "{item} is {value}.", "The price is {value}."],
    yesNo: ["does {item} cost {claim}", "is {item} {claim}", "{item} costs {claim}, [right|is that right|doesn't it]"],
  },
  {
    intent: "address",
    make: ({ random }) => {
      const street = pickStreet(random);
      const value = random.chance(0.5) ? `${sayNumber(random.int(1, 120))} ${street}` : street;
      return {
        slots: { value },
        mustSay: [(street.split(" ")[0] as string).toLowerCase()],
        other: another(street, () => pickStreet(random)),
      };
    },
    statements: ["the address is {value}", "you find us at {value}", "we are at {value}"],
    direct: ["where are you", "what is your address", "where can I find you", "what street are you on", "where are you located"],
    indirect: ["where you are", "your address", "where I can find you", "what street you are on"],
    answers: ["We are at {value}.", "The address is {value}.", "You find us at {value}.", "Our address is {value}."],
    yesNo: ["are you [on|at] {claim}", "your address is {claim}, [right|is that right]"],
  },
  {
    intent: "person",
    make: ({ role, random, split }) => {
      const first = pickName(FIRST_NAMES_BY_SPLIT[split], random, split, 0.4);
      const last = pickName(LAST_NAMES_BY_SPLIT[split], random, split, 0.4);
      const value = random.chance(0.6) ? `${first} ${last}` : first;
      return { slots: { person: role.person, value }, mustSay: value.toLowerCase().split(" ") };
    },
    statements: ["{person} is {value}", "{person} is called {value}", "the name of {person} is {value}"],
    direct: ["who is {person}", "what is {person} called", "what is the name of {person}", "who is {person} today"],
    indirect: ["who {person} is", "the name of {person}", "what {person} is called"],
    answers: ["{person} is {value}.", "That is {value}.", "{person} is called {value}.", "The name is {value}."],
  },
  {
    intent: "product name",
    make: ({ random, split }) => {
      const value = random.pick(ORGANISATION_WORDS_BY_SPLIT[split]);
      return {
        slots: {
          item: random.pick([
            "our best offer",
            "our newest product",
            "our monthly plan",
            "the house special",
            "our bonus card",
            "our newsletter",
            "our gift set",
          ]),
          value,
        },
        mustSay: [value.toLowerCase()],
      };
    },
    statements: ["{item} is called {value}", "the name of {item} is {value}"],
    direct: ["what is {youritem} called", "what is the name of {youritem}", "what do you call {youritem}"],
    indirect: ["what {youritem} is called", "the name of {youritem}"],
    answers: ["{item} is called {value}.", "It is called {value}.", "We call it {value}.", "The name is {value}."],
  },
  {
    intent: "phone number",
    make: valued(({ random }) => pickDigits(random, 5)),
    statements: ["the office number is {value}", "our phone number is {value}"],
    direct: ["what is your phone number", "what number can I call", "which number do I call"],
    indirect: ["your phone number", "what number I can call", "which number I should call"],
    answers: ["Our number is {value}.", "The number is {value}.", "You can call {value}.", "Please call {value}."],
  },
  {
    intent: "payment",
    make: valued(({ random }) => random.pick(["cash", "card", "check", "invoice", "bank transfer"])),
    statements: ["payment is by {value} only", "you can only pay by {value}"],
    direct: ["how can I pay", "how do I pay", "what payment do you take", "which ways of paying are there"],
    indirect: ["how I can pay", "what payment you take", "how to pay"],
    answers: ["You can only pay by {value}.", "Payment is by {value} only.", "By {value} only.", "We only take payment by {value}."],
    yesNo: ["can I pay by {claim}", "do you take payment by {claim}", "is it okay to pay by {claim}"],
  },
  {
    intent: "parking",
    make: valued(({ random }) =>
      random.pick([
        "behind the building",
        "across the street",
        "in the yard",
        "under the bridge",
        "next to the church",
        "in front of the door",
        "at the station",
        "on the roof",
        "beside the park",
      ]),
    ),
    statements: ["parking is {value}", "you can park {value}"],
    direct: ["where can I park", "do you have parking", "is there parking", "where do I leave my car"],
    indirect: ["where I can park", "if there is parking", "where to leave my car"],
    answers: ["You can park {value}.", "Parking is {value}.", "There is parking {value}.", "You may leave your car {value}."],
    yesNo: ["can I park {claim}", "is the parking {claim}"],
  },
  {
    intent: "discount",
    make: valued(
      ({ random }) => `${sayNumber(random.int(1, 10) * 5)} percent`,
      ({ random }) => ({
        who: random.pick(["students", "members", "seniors", "families", "new customers", "groups", "teachers", "nurses"]),
      }),
    ),
    statements: ["{who} get {value} off", "{who} get a discount of {value}"],
    direct: ["is there a discount for {who}", "what discount do {who} get", "do {who} get a discount", "how much do {who} get off"],
    indirect: ["if there is a discount for {who}", "what discount {who} get", "how much {who} get off"],
    answers: [
      "{who} get {value} off.",
      "The discount for {who} is {value}.",
      "{who} pay {value} less.",
      "There is a discount of {value} for {who}.",
    ],
    yesNo: ["do {who} get {claim} off", "is the discount for {who} {claim}"],
  },
  {
    intent: "deposit",
    make: valued(({ random }) => pickPrice(random)),
    statements: ["the deposit is {value}", "there is a deposit of {value}"],
    direct: ["how much is the deposit", "is there a deposit", "do I have to pay a deposit", "what is the deposit"],
    indirect: ["how much the deposit is", "if there is a deposit", "what the deposit is"],
    answers: [
      "The deposit is {value}.",
      "There is a deposit of {value}.",
      "You pay a deposit of {value}.",
      "For the deposit we take {value}.",
    ],
    yesNo: ["is the deposit {claim}", "the deposit is {claim}, [right|is that right]"],
  },
  {
    intent: "floor",
    make: valued(({ random }) => `${sayOrdinal(random.int(1, 12))} floor`),
    statements: ["the office is on the {value}", "we are on the {value}"],
    direct: ["which floor are you on", "what floor is it", "on which floor [is the office|are you]"],
    indirect: ["which floor you are on", "what floor it is", "on which floor you are"],
    answers: ["We are on the {value}.", "It is on the {value}.", "Please come to the {value}.", "The office is on the {value}."],
    yesNo: ["are you on the {claim}", "is it on the {claim}"],
  },
  {
    intent: "delivery time",
    make: valued(({ random }) => pickDuration(random, "days")),
    statements: ["an answer by mail takes {value}", "we answer letters within {value}"],
    direct: ["how long does an answer by mail take", "when do you answer letters", "how soon do you answer letters"],
    indirect: ["how long an answer by mail takes", "how soon you answer letters"],
    answers: ["We answer letters within {value}.", "An answer takes {value}.", "You get an answer within {value}.", "That takes {value}."],
  },
  {
    intent: "group size",
    make: valued(({ random }) => `${sayNumber(random.int(3, 40))} people`),
    statements: ["groups have at most {value}", "there is room for {value}"],
    direct: ["how many people can come", "how large can a group be", "how many people fit in", "what is the largest group"],
    indirect: ["how many people can come", "how large a group can be", "how many people fit in"],
    answers: ["There is room for {value}.", "At most {value}.", "Up to {value} can come.", "A group has at most {value}."],
    yesNo: ["is the limit {claim}", "are {claim} the most that can come"],
  },
];
