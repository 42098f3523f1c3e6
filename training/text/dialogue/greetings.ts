export const GREETINGS_AT_WORK = [
  "Thanks for calling {organisation}, this is {name}. How can I help you today?",
  "Hello, this is {name} from {organisation}. How can I help?",
  "{organisation}, {name} speaking. How can I help you?",
  "Good [morning|afternoon|day], {organisation}, my name is {name}.",
  "Welcome to {organisation}. I am {name}. What can I do for you?",
  "Hi, you have reached {organisation}. This is {name}.",
  "Thank you for calling {organisation}. My name is {name}.",
  "{organisation}, this is {name}. What can I do for you?",
  "Hello and welcome to {organisation}, {name} here.",
  "Thank you for calling {organisation}. How may I help you?",
  "Hello, {organisation}. How can I help you?",
];

export const GREETINGS_CASUAL = [
  "Hello, I am {name}. How are you?",
  "Hi there, this is {name}. How is your day?",
  "Hey, {name} here. What is new?",
  "Hello, my name is {name}. Nice to meet you.",
  "Hi, I am {name}. What would you like to talk about?",
  "Good day, this is {name}. How are you today?",
  "Hello. It is {name}. What is on your mind?",
  "Hi, nice to hear you. I am {name}.",
];

export const GREETINGS_NAMELESS = [
  "Hello. What would you like to know?",
  "Hello, nice to hear you. What is on your mind?",
  "Hi there. What would you like to talk about?",
  "Good day. Ask me anything.",
  "Hello. What are you curious about?",
];
