/** What every call of the bench is primed with, at the length of a real persona: some 150 tokens of text and 5 s of voice. */
import { SAMPLE_RATE_HZ } from "@duologue/protocol";

const VOICE_SECONDS = 5;
const PITCH_HZ = 120;
const SYLLABLES_PER_SECOND = 4;

export const PROMPT_TEXT = [
  "You work for Harbour Credit Union, which is a bank, and your name is Maya Lindqvist.",
  "Information: a caller has reported a lost card. Verify the name and the date of birth before anything else.",
  "The old card is blocked at once; a new card takes five working days by post and costs nothing.",
  "A temporary card can be fetched at any branch on the same day against a passport.",
  "Refunds of charges that the caller does not know take up to ten days and need a signed form.",
  "Speak calmly, in short sentences, and let the caller finish. Ask one question at a time.",
  "When everything is clear, repeat what will happen next and say goodbye.",
].join(" ");

/** A hum in syllables at about −24 LUFS: nobody's voice, of a voice's length. */
export function voicePrompt(): Float32Array {
  const samples = new Float32Array(VOICE_SECONDS * SAMPLE_RATE_HZ);
  for (let i = 0; i < samples.length; i++) {
    const seconds = i / SAMPLE_RATE_HZ;
    const loudness = 0.16 * Math.sin(Math.PI * SYLLABLES_PER_SECOND * seconds) ** 2;
    let sum = 0;
    for (let harmonic = 1; harmonic <= 12; harmonic++) sum += Math.sin(2 * Math.PI * PITCH_HZ * harmonic * seconds) / harmonic;
    samples[i] = loudness * sum;
  }
  return samples;
}
