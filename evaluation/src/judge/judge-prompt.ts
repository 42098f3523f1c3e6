/** What a language model is asked, in our own words. Kept whole in the report. */

export const JUDGE_RULES = `You rate the agent's part in a voice call. You are given the agent's instructions, a transcript with times in seconds, and one question.
Rate from 0 to 5: 5 is just right, 3 is acceptable, 0 is wrong, off the point or missing.
Short answers are as good as long ones. Small mistakes of transcription do not count. Refusing is right where the instructions call for it.
Judge only what the question asks. Answer with JSON and nothing else: {"score": 0 to 5, "reason": "one sentence"}`;

export function writeJudgePrompt({ prompt, transcript, question }: { prompt: string; transcript: string; question: string }): string {
  return `The agent's instructions:\n${prompt}\n\nTranscript:\n${transcript || "(nobody spoke)"}\n\nQuestion: ${question}`;
}

/** The score in an answer: of its JSON, or the first number from 0 to 5 in it; null where there is none. */
export function readScore(answer: string): number | null {
  const score = /"score"\s*:\s*"?(\d+(?:\.\d+)?)/.exec(answer)?.[1] ?? /(?<![\d.])([0-5](?:\.\d+)?)(?![\d.]*\d)/.exec(answer)?.[1];
  const value = score === undefined ? Number.NaN : Number(score);
  return value >= 0 && value <= 5 ? value : null;
}
