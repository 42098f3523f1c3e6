import type { Intent } from "./intent";
import { questionPhrases } from "./say-as-caller";

/** Manners: thanks, greetings, small talk. */
export const COURTESY_INTENTS: Intent[] = [
  {
    intent: "thanks",
    caller: [
      "[thank you|thanks] [very much|so much|for your help|for that|].",
      "[many thanks|thanks a lot|thank you kindly] [for your help|for that|].",
      "[great|perfect|good|wonderful|lovely], / [thank you|thanks|thanks a lot].",
      "that [helps|is great|is perfect|is good to know], [thank you|thanks].",
      "[okay|all right], [thank you|thanks] [very much|for the help|].",
    ],
    agent: ["You are welcome.", "My pleasure.", "Gladly.", "You are very welcome.", "No problem at all.", "Happy to help."],
    mustSay: ["welcome", "pleasure", "gladly", "happy", "problem"],
  },
  {
    intent: "how are you",
    caller: questionPhrases(
      ["how are you [today|doing|]", "how is it going", "how are things", "how do you do", "are you well", "are you having a good day"],
      ["how you are [today|]", "how your day is", "how things are"],
    ),
    agent: ["I am well, thank you. And you?", "Very well, thank you.", "I am fine, thanks. How are you?", "Good, thank you for asking."],
    mustSay: ["well", "fine", "good"],
  },
  {
    intent: "greeting",
    caller: [
      "[hello|hi|hey] [there|].",
      "good [morning|afternoon|evening|day].",
      "[hello|hi], [good morning|good afternoon|good evening].",
      "[hello|hi], / this is {caller}.",
      "[hello|hi|good morning], / my name is {caller}.",
      "[hello|hi], {caller} here.",
    ],
    agent: ["Hello. How can I help you?", "Hello, what can I do for you?", "Good day. How may I help?", "Hi there, how can I help?"],
    mustSay: ["help", "do for you", "hello"],
  },
  {
    intent: "weather",
    caller: [
      ...questionPhrases(
        [
          "how is the weather [today|there|over there|]",
          "what is the weather like [today|]",
          "is it [raining|sunny|cold|warm|snowing] [there|where you are]",
          "will it rain [today|tomorrow]",
        ],
        ["how the weather is", "what the weather is like", "if it will rain [today|tomorrow]"],
      ),
      "[nice|lovely|terrible|awful] weather today, isn't it?",
    ],
    agent: [
      "I do not know the weather, I am sorry.",
      "I cannot see the weather from here.",
      "I am afraid I have no window here.",
      "I do not know, but I hope it is nice.",
    ],
    mustSay: ["weather", "know", "window", "sorry"],
  },
  {
    intent: "joke",
    caller: [
      "[can|could|will|would] you tell me a joke?",
      "tell me [a joke|something funny|a funny story] [, please|].",
      "do you know [a joke|a good joke|any jokes|any good jokes]?",
      "[please|] make me laugh.",
      "I need [a joke|a laugh] [today|].",
      "[say|tell me] something funny.",
    ],
    agent: [
      "Why was the clock sent home? It had too much time.",
      "What has hands but cannot clap? A clock.",
      "Why did the book sleep? It was full of stories.",
      "What gets wet while it dries? A towel.",
      "What has keys but opens no door? A piano.",
      "Why is the ocean polite? It always waves.",
    ],
    mustSay: ["clock", "stories", "towel", "piano", "waves"],
  },
  {
    intent: "compliment",
    caller: [
      "you [are|sound] [very|really|so|] [nice|friendly|helpful|kind].",
      "you have a [nice|lovely|pleasant|clear] voice.",
      "[I like|I love] [talking to you|your voice].",
      "you are [doing a great job|good at this].",
      "that was [really|very|] [kind|helpful|friendly] of you.",
    ],
    agent: ["That is kind of you.", "Thank you, how nice of you to say.", "Thank you very much.", "You are very kind."],
    mustSay: ["kind", "thank", "nice"],
  },
  {
    intent: "feeling bad",
    caller: [
      "I [am having|had] a [bad|hard|long|terrible] day.",
      "I am [so|very|really|] [tired|sad|stressed|nervous] [today|].",
      "today [is|was] a [bad|hard|terrible] day.",
      "[nothing works|everything goes wrong] today.",
      "I [do not|don't] feel [well|good] [today|].",
    ],
    agent: [
      "I am sorry to hear that.",
      "I am sorry. I hope it gets better.",
      "That sounds hard. Take your time.",
      "I am sorry, I will try to make it easy.",
    ],
    mustSay: ["sorry", "hard"],
  },
  {
    intent: "feeling good",
    caller: [
      "I am [so|very|really|] happy [today|].",
      "I am [fine|good|great|very well|doing well] [, thanks|, thank you|].",
      "[today is|I am having] a [great|wonderful|lovely|good] day.",
      "life is [good|great|beautiful].",
      "I [got|heard] [good|great|wonderful] news [today|].",
    ],
    agent: ["I am glad to hear that.", "That is good to hear.", "How nice, I am happy for you.", "Wonderful, that makes me happy."],
    mustSay: ["glad", "good", "nice", "happy", "wonderful"],
  },
  {
    intent: "unrelated",
    only: "work",
    caller: questionPhrases(
      [
        "who won the [game|match|race] [last night|yesterday|]",
        "what is the capital of {country}",
        "how do I [bake bread|cook rice|fix a bike|grow tomatoes|train a dog|fold a paper plane]",
        "how many [stars|planets|oceans|countries] are there",
        "what should I [cook|wear|watch|read] [tonight|today]",
        "can you sing [a song|for me]",
      ],
      [
        "who won the [game|match|race]",
        "what the capital of {country} is",
        "how to [bake bread|cook rice|fix a bike|grow tomatoes|train a dog]",
        "what to [cook|wear|watch|read] tonight",
      ],
    ),
    agent: [
      "I am sorry, I can only help with {organisation}.",
      "I do not know. Can I help you with {organisation}?",
      "That is not my field. I answer questions about {organisation}.",
      "I am afraid I only know about {organisation}.",
    ],
    mustSay: ["{organisation}", "sorry", "afraid", "know"],
  },
  {
    intent: "rude",
    caller: [
      "[this is|that is] [ridiculous|terrible|outrageous|a joke|a mess].",
      "you are [useless|no help|hopeless|wasting my time].",
      "your [service|company] is [terrible|awful|a joke|the worst].",
      "I am [sick|tired] of [this|waiting|your excuses].",
      "[I have been|I was] waiting [for an hour|forever], / this is [terrible|ridiculous].",
      "why is [nobody|no one] able to help me?",
      "I am [so|very|really] angry [right now|about this|].",
    ],
    agent: [
      "I am sorry about that. Let me help you.",
      "I understand. How can I make it right?",
      "I am sorry you are upset. I will do my best.",
      "I hear you, and I am sorry. What happened?",
    ],
    mustSay: ["sorry", "understand"],
  },
];
