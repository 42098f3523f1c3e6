/** Why a call ended, in words for the person who was in it. */
import { type EndReason, ERROR_TABLE, type ErrorCode } from "@duologue/protocol";

const WORDS: Record<EndReason, { title: string; detail: string }> = {
  caller_hung_up: { title: "You hung up", detail: "" },
  connection_lost: {
    title: "The connection was lost",
    detail: "It did not come back within 15 seconds. What was said until then is kept.",
  },
  persona_ended: { title: "The persona said goodbye", detail: "The conversation came to its end." },
  time_limit: { title: "Time is up", detail: "The call reached its longest allowed length." },
  idle: { title: "The line went quiet", detail: "Nothing was heard from your side for a long while, so the call was closed." },
  link_revoked: { title: "This link was closed", detail: "Whoever shared it has taken it back, which ends calls that are under way." },
  engine_lost: { title: "The engine was lost", detail: "It stopped answering. What was said until then is kept." },
  engine_overloaded: { title: "The engine was too busy", detail: "It could not keep up with the call. Please try again in a minute." },
  error: { title: "The call broke off", detail: "Something went wrong in the middle of the call." },
};

const TITLES: Partial<Record<ErrorCode, { title: string; detail: string }>> = {
  engine_draining: { title: "The engine was stopped", detail: "" },
  model_unavailable: { title: "This speaker cannot answer", detail: "" },
};

export function endWords(reason: EndReason, code: ErrorCode | null): { title: string; detail: string } {
  const words = (code && TITLES[code]) ?? WORDS[reason];
  return reason === "error" && code ? { ...words, detail: ERROR_TABLE[code].words } : words;
}
