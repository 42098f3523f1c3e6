/**
 * The life of a call as a pure function: created → connecting → queued → priming → live → ending → ended(reason).
 * Events come in, the next state and the effects to carry out come out; an event that means nothing in a state changes nothing.
 */
import type { CallState, EndReason, ErrorCode } from "@duologue/protocol";

export interface CallMachine {
  readonly state: CallState;
  /** a socket is attached */
  readonly connected: boolean;
  /** why it ends; set from `ending` on */
  readonly end: CallEnd | null;
}
export interface CallEnd {
  readonly reason: EndReason;
  readonly code?: ErrorCode;
}

export type CallEvent =
  | { type: "attached" }
  | { type: "detached" }
  | { type: "resumeExpired" }
  /** the client sent call:start */
  | { type: "started" }
  /** the spec has come; the call asks for a slot */
  | { type: "specFetched" }
  | { type: "slotGranted" }
  | { type: "primed" }
  | { type: "endOrdered"; end: CallEnd }
  /** everything is closed and on disk */
  | { type: "closed" };

export type CallEffect =
  | "fetchSpec"
  | "requestSlot"
  | "prime"
  | "goLive"
  /** stop frames, close the session, finish the files; then report `closed` */
  | "close"
  /** tell the client, hand the files over, free the slot */
  | "finish"
  | "startResumeTimer"
  | "stopResumeTimer";

export interface Transition {
  next: CallMachine;
  effects: CallEffect[];
}

export const NEW_CALL: CallMachine = { state: "created", connected: false, end: null };

export function transition(call: CallMachine, event: CallEvent): Transition {
  switch (event.type) {
    case "attached":
      if (isOver(call)) return stay(call);
      return {
        next: { ...call, connected: true, state: call.state === "created" ? "connecting" : call.state },
        effects: call.state === "created" ? [] : ["stopResumeTimer"],
      };
    case "detached":
      if (isOver(call)) return stay({ ...call, connected: false });
      return call.connected ? { next: { ...call, connected: false }, effects: ["startResumeTimer"] } : stay(call);
    case "resumeExpired":
      return call.connected ? stay(call) : ending(call, { reason: "connection_lost" });
    case "started":
      return call.state === "connecting" ? { next: call, effects: ["fetchSpec"] } : stay(call);
    case "specFetched":
      return call.state === "connecting" ? { next: { ...call, state: "queued" }, effects: ["requestSlot"] } : stay(call);
    case "slotGranted":
      return call.state === "queued" ? { next: { ...call, state: "priming" }, effects: ["prime"] } : stay(call);
    case "primed":
      return call.state === "priming" ? { next: { ...call, state: "live" }, effects: ["goLive"] } : stay(call);
    case "endOrdered":
      return ending(call, event.end);
    case "closed":
      return call.state === "ending" ? { next: { ...call, state: "ended" }, effects: ["finish"] } : stay(call);
  }
}

/** Ending or ended: nothing can happen to it any more. */
export function isOver(call: CallMachine): boolean {
  return call.state === "ending" || call.state === "ended";
}

function ending(call: CallMachine, end: CallEnd): Transition {
  if (isOver(call)) return stay(call);
  return { next: { ...call, state: "ending", end }, effects: ["stopResumeTimer", "close"] };
}

function stay(call: CallMachine): Transition {
  return { next: call, effects: [] };
}
