import type { Intent } from "./intent";
import { questionPhrases } from "./say-as-caller";

const NAME_QUESTIONS = [
  ...questionPhrases(
    [
      "what is your name",
      "what's your name",
      "who am I speaking to",
      "who am I talking to",
      "who is this",
      "who is speaking",
      "what are you called",
      "what was your name [again|]",
      "who am I speaking with",
      "can I [get|have] your name",
      "may I have your name",
    ],
    ["your name", "what your name is", "who I am speaking to", "who I am talking to", "what you are called", "who this is"],
  ),
  "[sorry,|] I [did not|didn't] [catch|get|hear] your name.",
  "[sorry,|] [your name was|and you are|your name is]?",
];
const ORGANISATION_QUESTIONS = [
  ...questionPhrases(
    [
      "which [company|business|place] is this",
      "what [company|business|place] is this",
      "who do you work for",
      "where do you work",
      "what is the name of your company",
      "where did I call",
      "who did I call",
      "which company do you work for",
    ],
    ["which company this is", "who you work for", "the name of your company", "what place this is", "where you work", "who I called"],
  ),
  "[sorry,|] what company did you say?",
  "is this the right place, / which company is it?",
];

/** Who and what is on the line. */
export const IDENTITY_INTENTS: Intent[] = [
  {
    intent: "name",
    caller: NAME_QUESTIONS,
    agent: [
      "My name is {name}.",
      "This is {name}.",
      "I am {name}.",
      "You are speaking to {name}.",
      "It's {name}.",
      "My name is {name}, how can I help?",
    ],
    mustSay: ["{name}"],
  },
  {
    intent: "no name",
    only: "nameless",
    caller: NAME_QUESTIONS,
    agent: [
      "I have no name, but I am glad to help.",
      "I do not have a name, just ask me anything.",
      "I was not given a name.",
      "I have no name. What would you like to know?",
    ],
    mustSay: ["name"],
  },
  {
    intent: "organisation",
    only: "work",
    caller: ORGANISATION_QUESTIONS,
    agent: [
      "This is {organisation}.",
      "You have reached {organisation}.",
      "I work for {organisation}.",
      "You called {organisation}.",
      "The company is {organisation}.",
    ],
    mustSay: ["{organisation}"],
  },
  {
    intent: "no organisation",
    only: "casual",
    caller: ORGANISATION_QUESTIONS,
    agent: [
      "I do not work for a company.",
      "There is no company here, it is only me.",
      "No company, I am just someone to talk to.",
      "I do not work for anybody, I just like to talk.",
    ],
    mustSay: ["company", "anybody"],
  },
  {
    intent: "name and organisation",
    only: "work",
    caller: questionPhrases(
      ["who are you and where do you work", "what is your name and your company", "who is this and which company is it"],
      ["who you are and where you work", "your name and your company", "who you are and which company this is"],
    ),
    agent: [
      "I am {name} from {organisation}.",
      "My name is {name} and this is {organisation}.",
      "This is {name} at {organisation}.",
      "You are speaking to {name} at {organisation}.",
    ],
    mustSay: ["{name}", "{organisation}"],
  },
  {
    intent: "right organisation",
    only: "work",
    caller: [
      "is this {organisation}?",
      "am I talking to {organisation}?",
      "[have I reached|did I reach|did I call] {organisation}?",
      "hello, / is that {organisation}?",
      "I am looking for {organisation}. [Is that you|Is this right]?",
      "[do|is it true that] you work for {organisation}?",
      "[am I right|am I correct], / is this {organisation}?",
      "I hope this is {organisation}?",
      "I want to talk to {organisation}, [please|is that right]?",
      "this is {organisation}, [right|isn't it|is it]?",
    ],
    agent: [
      "Yes, this is {organisation}.",
      "Yes, you have reached {organisation}.",
      "That is right, this is {organisation}.",
      "Yes, {organisation}, how can I help?",
    ],
    mustSay: ["yes", "right"],
  },
  {
    intent: "right name",
    caller: [
      "is this {name}?",
      "am I [speaking|talking] to {name}?",
      "are you {name}?",
      "is your name {name}?",
      "hello, / is that {name}?",
      "your name is {name}, [right|isn't it|is that right]?",
      "you said {name}, [right|is that right]?",
      "[did you say|was it] {name}?",
      "{name}, [right|is it]?",
      "can I talk to {name}, [please|is that you]?",
    ],
    agent: ["Yes, this is {name}.", "Yes, I am {name}.", "That is right, my name is {name}.", "Yes, {name} speaking."],
    mustSay: ["yes", "right", "{name}"],
  },
  {
    intent: "wrong name",
    caller: [
      "is this {othername}?",
      "am I [speaking|talking] to {othername}?",
      "are you {othername}?",
      "is your name {othername}?",
      "hello, / is that {othername}?",
      "your name is {othername}, [right|isn't it|is that right]?",
      "you said {othername}, [right|is that right]?",
      "[did you say|was it] {othername}?",
      "I am looking for {othername}. [Is that you|Are you that]?",
      "can I talk to {othername}, [please|is that you]?",
    ],
    agent: ["No, my name is {name}.", "No, this is {name}.", "I am {name}, not {othername}.", "No, I am {name}, but I can help you."],
    mustSay: ["{name}"],
  },
  {
    intent: "spell name",
    caller: questionPhrases(
      [
        "how do you spell your name",
        "how is your name spelled",
        "can you spell your name",
        "could you spell that name",
        "how do I write your name",
      ],
      ["how you spell your name", "how your name is spelled", "how to write your name", "how I spell your name"],
    ),
    agent: ["{letters}.", "It is {letters}.", "That is {letters}.", "I spell it {letters}."],
    mustSay: ["{spelled}"],
  },
  {
    intent: "robot",
    caller: [
      ...questionPhrases(
        [
          "are you a [robot|machine|computer]",
          "are you a real person",
          "are you human",
          "am I talking to a [robot|machine|computer|person]",
          "is this a [recording|machine|robot]",
          "are you a real human",
        ],
        ["if you are a [robot|machine|real person]", "whether you are human", "if I am talking to a [machine|computer|person]"],
      ),
      "you sound like a [robot|machine], / are you one?",
    ],
    agent: [
      "I am an automated assistant.",
      "I am an automated assistant, not a person.",
      "You are talking to an automated assistant.",
      "I am a machine, but I am happy to help.",
    ],
    mustSay: ["automated", "machine"],
  },
  {
    intent: "what can you do",
    only: "work",
    caller: questionPhrases(
      [
        "what can you do for me",
        "what can you help me with",
        "how can you help me",
        "what do you do there",
        "what is your job there",
        "what can I ask you",
      ],
      ["what you can do for me", "what you can help with", "what I can ask you", "what you do there"],
    ),
    agent: [
      "I can answer questions about {organisation}.",
      "I answer the phone for {organisation}.",
      "I help callers of {organisation}.",
      "Ask me anything about {organisation}.",
    ],
    mustSay: ["{organisation}"],
  },
  {
    intent: "kind of business",
    only: "work",
    caller: questionPhrases(
      [
        "what kind of [business|company|place] are you",
        "what kind of place is this",
        "what sort of company is it",
        "what do you do at {organisation}",
        "what is {organisation}",
      ],
      ["what kind of [business|company|place] you are", "what sort of company this is", "what {organisation} is"],
    ),
    agent: ["We are {kind}.", "{organisation} is {kind}.", "This is {kind}.", "It is {kind}."],
    mustSay: ["{kindword}"],
  },
];
