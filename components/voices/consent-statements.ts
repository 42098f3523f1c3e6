import type { ConsentBasis } from "@/lib/shared/voices";

/** What to begin with, per basis; the person who records it may put it in other words. */
export function statementFor(basis: ConsentBasis, speakerName: string): string {
  const speaker = speakerName.trim() || "the speaker";
  switch (basis) {
    case "own-voice":
      return `I am ${speaker}. This is my own voice, and I agree that this team uses the recording as the voice of its personas in calls.`;
    case "written-permission":
      return `${sentenceStart(speaker)} has agreed in writing that this team uses the recording as the voice of its personas in calls. We keep the written permission.`;
    case "licensed":
      return `The recording of ${speaker} is licensed to this team for use as a synthetic voice in calls. We keep the licence.`;
    case "public-domain":
      return `The recording of ${speaker} is in the public domain, and no right of the speaker stands against its use as a synthetic voice in calls.`;
  }
}

function sentenceStart(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}
