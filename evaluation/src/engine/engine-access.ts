/** What the runner needs of whoever holds an engine: the command line's own, one that runs elsewhere, or the studio's. */
import type { CallSpec, SpeakerInfo } from "@duologue/protocol";
import type { CallAddress } from "../call/call-socket";
import type { CallFiles } from "../call/hear-call";

/** A call's spec without its id, which the access gives. */
export type NewCall = Omit<CallSpec, "callId">;

export interface EngineAccess {
  /** calls at once */
  readonly capacity: number;
  /** version of the engine */
  readonly build: string;
  /** who answers; the hash of its weights may become known only after a while */
  speaker(): SpeakerInfo;
  /** Puts a call where the engine finds it. */
  open(call: NewCall): Promise<CallAddress & { callId: string }>;
  /** What the engine delivered after the call, once it has. */
  collect(callId: string): Promise<CallFiles>;
  /** Tokens of each text by the model's own count; null: it can only estimate. */
  countTokens(texts: string[]): Promise<readonly number[] | null>;
  close(): Promise<void>;
}
