/** What the runner needs of whoever holds an engine: the command line's own, one that runs elsewhere, or the studio's. */
import type { PersonaDocument } from "@duologue/persona";
import type { CallSpec, SpeakerInfo } from "@duologue/protocol";
import type { CallAddress } from "../call/call-socket";
import type { CallFiles } from "../call/hear-call";

/** A call's spec without its id, which the access gives. */
export type NewCall = Omit<CallSpec, "callId">;

/** Which call of a run a call is, for whoever keeps account of them. */
export interface OpenedFor {
  readonly persona: string;
  readonly scenario: string;
  readonly repeat: number;
}

export interface EngineAccess {
  /** calls at once */
  readonly capacity: number;
  /** version of the engine */
  readonly build: string;
  /** who answers; the hash of its weights may become known only after a while */
  speaker(): SpeakerInfo;
  /** Puts a call where the engine finds it; may wait until there is room. */
  open(call: NewCall, job?: OpenedFor): Promise<CallAddress & { callId: string }>;
  /** What the engine delivered after the call, once it has. */
  collect(callId: string): Promise<CallFiles>;
  /** Tokens of each text by the model's own count; null: it can only estimate. */
  countTokens(texts: string[]): Promise<readonly number[] | null>;
  /** The voice that a persona's document asks for; absent: it speaks in the speaker's own. */
  findVoice?(document: PersonaDocument): Promise<CallSpec["voice"]>;
  close(): Promise<void>;
}
