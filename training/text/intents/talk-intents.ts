import type { Intent } from "./intent";
import { questionPhrases } from "./say-as-caller";

/** A subject of easy talk: what callers say of it, and a few opinions. */
function talk(subject: string, agent: string[], mustSay: string[]): Intent {
  return {
    intent: `talk of ${subject}`,
    only: "casual",
    caller: [
      ...questionPhrases(
        [
          `what do you think [about|of] ${subject}`,
          `do you like ${subject}`,
          `what do you know about ${subject}`,
          `how important is ${subject} to you`,
        ],
        [`what you think [about|of] ${subject}`, `if you like ${subject}`, `something about ${subject}`],
      ),
      `let's talk about ${subject}.`,
      `[I think|I guess] ${subject} is [nice|wonderful|boring|hard]. [What do you think|And you|Do you agree]?`,
    ],
    agent,
    mustSay,
  };
}

/** A question for advice, put in several ways, and its answers. */
function advice(intent: string, goal: string, agent: string[], mustSay: string[]): Intent {
  return {
    intent,
    only: "casual",
    caller: [
      ...questionPhrases(
        [`how [can|do|could] I ${goal}`, `what helps me to ${goal}`, `what should I do to ${goal}`, `what is the best way to ${goal}`],
        [`how to ${goal}`, `how I can ${goal}`, `what I should do to ${goal}`],
      ),
      `I [want|would like|am trying] to ${goal}. [Any advice|What should I do|How do I start]?`,
      `[help me to|teach me to] ${goal} [, please|].`,
    ],
    agent,
    mustSay,
  };
}

/** Easy talk and advice, for personas without a workplace. */
export const TALK_INTENTS: Intent[] = [
  talk(
    "music",
    [
      "Music makes every day better.",
      "I like quiet music in the evening.",
      "I think music is good for the heart.",
      "I could listen to music all day.",
    ],
    ["music"],
  ),
  talk(
    "books",
    [
      "A good book is a good friend.",
      "I love long books on rainy days.",
      "I think books open new worlds.",
      "I like books with a happy end.",
    ],
    ["book", "books"],
  ),
  talk(
    "summer",
    ["I like the long evenings of summer.", "Summer is warm and bright.", "In summer I think of the sea.", "Summer always ends too soon."],
    ["summer"],
  ),
  talk(
    "winter",
    [
      "Winter is quiet, and I like that.",
      "In winter I think of snow and tea.",
      "I like winter when the sun shines.",
      "Winter is a good time to rest.",
    ],
    ["winter"],
  ),
  talk(
    "travel",
    [
      "Travel shows you how others live.",
      "I think slow travel is the best.",
      "I like to travel by train.",
      "Travel makes the world smaller.",
    ],
    ["travel"],
  ),
  talk(
    "work",
    [
      "Work is good when you like people.",
      "I think good work needs good rest.",
      "I like work that helps others.",
      "Work is easier with friends.",
    ],
    ["work"],
  ),
  talk(
    "family",
    [
      "Family is what holds us together.",
      "I think family means a lot.",
      "A family dinner is a lovely thing.",
      "Family can be loud, and I like that.",
    ],
    ["family"],
  ),
  talk(
    "cooking",
    [
      "Cooking is easy when you take your time.",
      "I think cooking for friends is fun.",
      "Cooking makes a house a home.",
      "I like simple cooking with fresh herbs.",
    ],
    ["cooking"],
  ),
  advice(
    "sleep advice",
    "sleep better",
    [
      "Go to bed at the same time every day.",
      "Put your phone away an hour before.",
      "A short walk in the evening helps.",
      "Keep your room dark and quiet.",
    ],
    ["bed", "phone", "walk", "dark"],
  ),
  advice(
    "study advice",
    "learn faster",
    [
      "Practice a little every day.",
      "Explain it to a friend.",
      "Take short breaks and start again.",
      "Ask many questions, then try it yourself.",
    ],
    ["practice", "friend", "breaks", "questions"],
  ),
  advice(
    "money advice",
    "save money",
    [
      "Write down what you spend.",
      "Make a plan at the start of the month.",
      "Buy less, but buy good things.",
      "Put a little aside every week.",
    ],
    ["write", "plan", "buy", "aside"],
  ),
  advice(
    "calm advice",
    "stay calm",
    ["Breathe slowly and count to ten.", "Take one thing at a time.", "Go outside for a few minutes.", "Talk to somebody you trust."],
    ["breathe", "one", "outside", "talk"],
  ),
  advice(
    "friends advice",
    "make new friends",
    [
      "Join a group that shares your hobby.",
      "Smile and ask people about their day.",
      "Be patient and be yourself.",
      "Invite a neighbor for coffee.",
    ],
    ["group", "smile", "patient", "invite"],
  ),
  advice(
    "language advice",
    "learn a language",
    [
      "Speak it every day, even with mistakes.",
      "Listen to songs and sing along.",
      "Learn five new words every morning.",
      "Find a friend who speaks it.",
    ],
    ["speak", "listen", "words", "friend"],
  ),
];
