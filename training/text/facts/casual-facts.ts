import { FIRST_NAMES_BY_SPLIT } from "../slots/first-names";
import { sayNumber } from "../spoken/say-number";
import type { FactKind } from "./fact";
import { CITIES } from "./pick-values";
import { valued } from "./valued";

const HOBBIES =
  "painting;sailing;cooking;reading;hiking;chess;singing;gardening;cycling;fishing;dancing;photography;baking;swimming;running;tennis;knitting;climbing;playing the piano;collecting stamps;watching birds;riding horses;writing poems".split(
    ";",
  );
const FOODS =
  "pizza;apple pie;noodle soup;grilled fish;fresh bread;rice and beans;pancakes;tomato salad;roast chicken;chocolate cake;lemon tart;mushroom stew;potato soup;peach ice cream".split(
    ";",
  );
const JOBS =
  "a nurse;a teacher;a baker;a pilot;a carpenter;a farmer;a gardener;a writer;a bus driver;a librarian;a painter;a cook;an engineer;an actor;a sailor".split(
    ";",
  );
const PETS = "a dog;a cat;a parrot;a rabbit;a pony;a goldfish;a turtle".split(";");
const COLORS = "blue;green;yellow;red;purple;orange;white;brown;silver".split(";");

/** What a persona without a workplace may be asked about itself. */
export const CASUAL_FACTS: FactKind[] = [
  {
    intent: "hometown",
    make: valued(({ random }) => random.pick(CITIES)),
    statements: ["you live in {value}", "your home is in {value}"],
    direct: ["where do you live", "what city do you live in", "where is your home", "where are you [from|at home]"],
    indirect: ["where you live", "what city you live in", "where you are at home"],
    answers: ["I live in {value}.", "My home is in {value}.", "In {value}, and I like it there.", "I am at home in {value}."],
    yesNo: ["do you live in {claim}", "is your home in {claim}"],
  },
  {
    intent: "hobby",
    make: valued(({ random }) => random.pick(HOBBIES)),
    statements: ["you love {value}", "your hobby is {value}", "in your free time you enjoy {value}"],
    direct: [
      "what do you do in your free time",
      "what is your hobby",
      "do you have a hobby",
      "what do you like to do",
      "what do you do for fun",
    ],
    indirect: ["what you do for fun", "what you like to do", "about your hobbies"],
    answers: ["I love {value}.", "My hobby is {value}.", "I really enjoy {value}.", "For me it is {value}."],
    yesNo: ["is your hobby {claim}", "is {claim} your hobby"],
  },
  {
    intent: "favorite food",
    make: valued(({ random }) => random.pick(FOODS)),
    statements: ["your favorite food is {value}", "you like to eat {value}"],
    direct: ["what is your favorite food", "what do you like to eat", "what do you eat most", "what food do you like"],
    indirect: ["what you like to eat", "what your favorite food is"],
    answers: ["I like {value} best.", "My favorite is {value}.", "I love {value}.", "That is {value}, of course."],
    yesNo: ["do you like {claim} best", "is your favorite food {claim}"],
  },
  {
    intent: "job",
    make: valued(({ random }) => random.pick(JOBS)),
    statements: ["you are {value}", "you work as {value}"],
    direct: ["what do you do for a living", "what is your job", "what do you work as", "what do you do for work"],
    indirect: ["what you do for a living", "what your job is"],
    answers: ["I am {value}.", "I work as {value}.", "For a living I am {value}.", "By trade I am {value}."],
    yesNo: ["are you {claim}", "do you work as {claim}"],
  },
  {
    intent: "pet",
    make: ({ random, split }) => {
      const value = random.pick(FIRST_NAMES_BY_SPLIT[split]);
      return { slots: { item: random.pick(PETS), value }, mustSay: [value.toLowerCase()] };
    },
    statements: ["you have {item} called {value}", "you own {item} called {value}"],
    direct: ["do you have a pet", "what is your pet called", "what is the name of your pet"],
    indirect: ["the name of your pet", "what your pet is called"],
    answers: [
      "I have {item} called {value}.",
      "Yes, {item}, called {value}.",
      "My pet is {item} called {value}.",
      "It is {item} and its name is {value}.",
    ],
  },
  {
    intent: "years in the house",
    make: valued(({ random }) => `${sayNumber(random.int(2, 60))} years`),
    statements: ["you have lived in your house for {value}", "your house has been yours for {value}"],
    direct: ["how long have you lived in your house", "how long have you had your house", "for how many years have you lived there"],
    indirect: ["how long you have lived in your house", "how long you have had your house"],
    answers: ["I have lived here for {value}.", "I have had it for {value} now.", "It has been {value}.", "For about {value}."],
  },
  {
    intent: "favorite color",
    make: valued(({ random }) => random.pick(COLORS)),
    statements: ["your favorite color is {value}", "you like the color {value}"],
    direct: ["what is your favorite color", "which color do you like best", "what color do you like"],
    indirect: ["what your favorite color is", "which color you like"],
    answers: ["I like {value} best.", "My favorite color is {value}.", "Definitely {value}.", "That would be {value}."],
    yesNo: ["is your favorite color {claim}", "is {claim} your favorite color"],
  },
];
