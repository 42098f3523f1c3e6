/** A call's state and end in two or three words, for lists and filters. */
import { type CallState, type EndReason, ERROR_TABLE, type ErrorCode } from "@duologue/protocol";

export type CallTone = "live" | "waiting" | "good" | "neutral" | "bad";

const STATES: Record<Exclude<CallState, "ended">, { words: string; tone: CallTone }> = {
  created: { words: "Not connected", tone: "waiting" },
  connecting: { words: "Connecting", tone: "waiting" },
  queued: { words: "Waiting for a slot", tone: "waiting" },
  priming: { words: "Getting ready", tone: "waiting" },
  live: { words: "Live", tone: "live" },
  ending: { words: "Ending", tone: "live" },
};

const REASONS: Record<EndReason, { words: string; tone: CallTone }> = {
  caller_hung_up: { words: "Caller hung up", tone: "neutral" },
  connection_lost: { words: "Connection lost", tone: "bad" },
  persona_ended: { words: "Persona said goodbye", tone: "good" },
  time_limit: { words: "Time limit", tone: "neutral" },
  idle: { words: "Went quiet", tone: "neutral" },
  link_revoked: { words: "Link revoked", tone: "neutral" },
  engine_lost: { words: "Engine lost", tone: "bad" },
  engine_overloaded: { words: "Engine overloaded", tone: "bad" },
  error: { words: "Error", tone: "bad" },
};

export function endReasonWords(reason: EndReason): string {
  return REASONS[reason].words;
}

/** What to show for a call: its state while it goes on, and how it ended afterwards. `detail` explains an error. */
export function callOutcome(call: { state: CallState; endReason: EndReason | null; errorCode: ErrorCode | null }): {
  words: string;
  tone: CallTone;
  detail: string | undefined;
} {
  if (call.state !== "ended") return { ...STATES[call.state], detail: undefined };
  if (!call.endReason) return { words: "Ended", tone: "neutral", detail: undefined };
  const detail = call.errorCode ? ERROR_TABLE[call.errorCode].words : undefined;
  // Somebody stopped it in good order: nothing went wrong.
  if (call.errorCode === "engine_draining") return { words: "Engine stopped", tone: "neutral", detail };
  return { ...REASONS[call.endReason], detail };
}

/** True while more is to be expected of it. */
export function isUnderWay(state: CallState): boolean {
  return state !== "ended";
}
