/** Why the microphone cannot be had, and what to do about it. */

export type MicrophoneIssue = "denied" | "missing" | "busy" | "insecure" | "unsupported" | "unknown";

/** Reads what getUserMedia (or an AudioContext) threw. */
export function microphoneIssueOf(error: unknown): MicrophoneIssue {
  const name = error instanceof DOMException || error instanceof Error ? error.name : "";
  if (name === "NotAllowedError" || name === "SecurityError") return "denied";
  if (name === "NotFoundError" || name === "OverconstrainedError" || name === "DevicesNotFoundError") return "missing";
  if (name === "NotReadableError" || name === "AbortError" || name === "TrackStartError") return "busy";
  if (name === "NotSupportedError" || name === "TypeError") return "unsupported";
  return "unknown";
}

export const MICROPHONE_WORDS: Record<MicrophoneIssue, { title: string; advice: string }> = {
  denied: {
    title: "The microphone is blocked",
    advice: "Allow the microphone for this site in the browser's address bar, then try again.",
  },
  missing: { title: "No microphone found", advice: "Connect a microphone or headset, then try again." },
  busy: {
    title: "The microphone is in use",
    advice: "Another program holds the microphone. Close it, or choose another microphone, then try again.",
  },
  insecure: {
    title: "The microphone needs a secure page",
    advice: "Browsers give the microphone only to pages on https or on localhost. Open this page there.",
  },
  unsupported: {
    title: "This browser cannot make calls",
    advice: "It lacks the audio functions a call needs. Use a current Chrome, Edge, Firefox or Safari.",
  },
  unknown: { title: "The microphone did not start", advice: "Check the device, then try again." },
};
