/** Read aloud in half a minute: every sound of English, a question, a number, a pause; calm and plain. */
export const READING_TEXT = [
  "Good morning, and thank you for calling. I have a few minutes before the next appointment, so there is no need to hurry.",
  "Shall we go through your order together? I see two boxes of fresh ginger, five yellow jugs and a measuring cup, which should arrive on Thursday.",
  "If the weather turns rough, we usually wait a day longer. Either way, you will hear from us first.",
] as const;
