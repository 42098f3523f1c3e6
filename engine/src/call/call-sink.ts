/** Where a call's facts and audio go: one client's socket, seen from the call. */
import type { EngineToClient } from "@duologue/protocol";

export interface CallSink {
  emit<E extends keyof EngineToClient>(event: E, payload: Parameters<EngineToClient[E]>[0]): void;
  /** This client has been replaced, or the call is over. */
  close(): void;
}
