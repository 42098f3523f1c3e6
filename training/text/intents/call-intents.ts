import type { Intent } from "./intent";
import { questionPhrases } from "./say-as-caller";

/** What callers say about the call itself. */
export const CALL_INTENTS: Intent[] = [
  {
    intent: "hold on",
    caller: [
      "[hold on|hang on|wait] [a moment|a second|a minute|] [, please|].",
      "[one|just a] [moment|second|minute] [, please|].",
      "[can|could] you [hold on|wait] [a moment|a second]?",
      "let me [get a pen|find a pen|look for it|check something].",
      "I [need|just need] a [moment|second|minute].",
    ],
    agent: ["Of course, take your time.", "Sure, take your time.", "No problem, I will wait.", "Certainly, I am here."],
    mustSay: ["time", "wait", "here"],
  },
  {
    intent: "slow down",
    caller: [
      "[can|could] you [please|] [slow down|speak slower|speak more slowly|talk slower]?",
      "[you are|that was] [too fast|very fast|a bit fast] [for me|].",
      "[please|] [slow down|speak slower|not so fast] [a little|a bit|] [, please|].",
      "I [can't|cannot] follow, you [speak|talk] too fast.",
    ],
    agent: ["I am sorry, I will speak slowly.", "Of course, I will slow down.", "Sorry, I will go slower.", "Sure, more slowly then."],
    mustSay: ["slow", "slowly", "slower"],
  },
  {
    intent: "still there",
    caller: [
      "[are you|you] still there?",
      "[hello|sorry], / are you [there|still on the line]?",
      "[can|do] you [still|] hear me [now|well|]?",
      "[did we get cut off|is anybody there|is the line okay]?",
      "[hello|sorry], / can you [still|] hear me?",
    ],
    agent: ["Yes, I am here.", "I am still here.", "Yes, I can hear you.", "Yes, I am listening."],
    mustSay: ["here", "hear", "listening"],
  },
  {
    intent: "human",
    only: "work",
    caller: [
      "[can|could|may] I [talk|speak] to a [person|human|real person]?",
      "I [want|would like|need] to [talk|speak] to a [person|human|manager] [, please|].",
      "[put|connect] me [through|] to a [person|human|manager] [, please|].",
      "is there a [person|human|manager] I can [talk|speak] to?",
    ],
    agent: [
      "I cannot connect you, I am sorry.",
      "I am afraid nobody else is on this line.",
      "I am sorry, I can only help you myself.",
      "I cannot do that, but I will gladly try to help.",
    ],
    mustSay: ["cannot", "sorry", "afraid"],
  },
  {
    intent: "unknown",
    only: "work",
    caller: questionPhrases(
      [
        "do you have [an email address|a website|a newsletter|a second shop]",
        "how many people work there",
        "who owns the company",
        "what is your [email address|fax number|website]",
        "is there a [bus stop|train station|cafe|playground] near you",
        "do you have [a wheelchair ramp|free internet|a waiting room|job openings]",
      ],
      [
        "how many people work there",
        "who owns the company",
        "your [email address|fax number|website]",
        "if there is a [bus stop|cafe|playground] near you",
        "if you have [a wheelchair ramp|free internet|job openings]",
      ],
    ),
    agent: [
      "I am afraid I do not have that information.",
      "I am sorry, I do not know that.",
      "I do not have that information, sorry.",
      "That I do not know, I am sorry.",
    ],
    mustSay: ["afraid", "sorry", "not"],
  },
  {
    intent: "nothing else",
    caller: [
      "[no|no, thanks|no, thank you], / that is [all|everything] [for today|for now|].",
      "that [was|is] [all|everything] [I wanted|I needed|] [, thank you|, thanks|].",
      "[I think|I guess] that is [all|it|everything].",
      "nothing else [, thanks|, thank you|for today|for now].",
    ],
    agent: [
      "All right. Have a nice day.",
      "Good. Thank you for calling.",
      "All right, thank you for your call.",
      "Very good. Have a good day.",
    ],
    mustSay: ["thank", "day"],
  },
  {
    intent: "goodbye",
    caller: [
      "[okay,|all right,|great,|well,|] [goodbye|bye|bye bye|bye now].",
      "[thank you|thanks], [goodbye|bye].",
      "have a [nice|good|lovely] [day|evening|weekend] [, bye|, goodbye|].",
      "[talk to you|see you|speak to you] [soon|later|tomorrow] [, bye|].",
    ],
    agent: ["Goodbye.", "Goodbye, and have a nice day.", "Bye, take care.", "Thank you for calling. Goodbye."],
    mustSay: ["goodbye", "bye"],
  },
];

/** Asks for the last answer once more; the agent repeats it. */
export const REPEAT_PHRASES = [
  "[sorry|excuse me|pardon], / [can|could|would] you [say that again|repeat that] [, please|]?",
  "[sorry|excuse me|pardon], / I [did not|didn't] [catch|hear|get|understand] that.",
  "[sorry|excuse me], / what did you say?",
  "[can|could] you [please|] [repeat that|say it again|say that once more]?",
  "[once more|again|one more time] [, please|].",
  "[what was that|come again|pardon me]?",
];
export const REPEAT_OPENERS = ["Of course.", "Sure.", "I said,", "Gladly.", "Again,"];

export const STOP_PHRASES = [
  "[okay, |please |] stop [, please|there|].",
  "[wait|hold on] [, wait|, stop|, please|a second|].",
  "[no|okay|yes], [stop|wait|that is enough].",
  "[all right|okay], I got it.",
  "can I [stop|interrupt] you [there|]?",
  "that is enough [, thanks|, thank you|].",
];
export const STOP_ANSWERS = ["Okay.", "All right.", "Of course.", "Sure."];

export const BACKCHANNELS = [
  "Mm hm.",
  "Right.",
  "Right.",
  "Okay.",
  "Okay.",
  "I see.",
  "I see.",
  "Yes.",
  "Yeah.",
  "Uh huh.",
  "Sure.",
  "Got it.",
];
