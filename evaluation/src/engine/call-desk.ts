/**
 * The studio's part towards an engine, as far as measuring needs one: it knows the calls that it was given, and hands out what the engine
 * delivers of them. Everything is in memory and forgotten once it was fetched.
 */
import { randomBytes } from "node:crypto";
import { createMemoryStudio, type MemoryStudio } from "@duologue/engine/memory-studio";
import {
  type CallFacts,
  ProtocolError,
  type SpeakerInfo,
  TICKET_AUDIENCE,
  TICKET_ISSUER,
  TICKET_LIFETIME_SECONDS,
  type TicketClaims,
} from "@duologue/protocol";
import { SignJWT } from "jose";
import type { CallFiles } from "../call/hear-call";
import type { CallClock } from "../call/play-call";
import type { NewCall } from "./engine-access";

/** Uploads follow the end of a call at once; a slow disk or network may need a while. */
const DELIVERY_LIMIT_MS = 60_000;

export interface CallDesk {
  readonly studio: MemoryStudio;
  /** Takes in a call and signs a ticket for it; `offer`: for the offered speaker of that name. */
  open(call: NewCall, offer?: string | null): Promise<{ callId: string; ticket: string }>;
  /** who answered the call that was collected last, hash of the weights included where they were read for it; null: none yet */
  speaker(): SpeakerInfo | null;
  collect(callId: string): Promise<CallFiles>;
}

export function createCallDesk(secret: string, clock: Pick<CallClock, "after">): CallDesk {
  const memory = createMemoryStudio();
  const key = new TextEncoder().encode(secret);
  const waiting = new Map<string, () => void>();
  let speaker: SpeakerInfo | null = null;
  const studio: MemoryStudio = {
    ...memory,
    async postFacts(callId: string, facts: CallFacts, asEngine?: string) {
      await memory.postFacts(callId, facts, asEngine);
      if (facts.state === "ended") waiting.get(callId)?.();
    },
  };

  return {
    studio,
    speaker: () => speaker,
    async open(call, offer = null) {
      const callId = `eval-${randomBytes(9).toString("base64url")}`;
      memory.specs.set(callId, { ...call, callId });
      const claims: TicketClaims = {
        callId,
        jti: randomBytes(16).toString("base64url"),
        role: "team",
        maxCallSeconds: call.maxCallSeconds,
        ...(offer === null ? {} : { offer }),
      };
      const ticket = await new SignJWT({ ...claims })
        .setProtectedHeader({ alg: "HS256" })
        .setIssuer(TICKET_ISSUER)
        .setAudience(TICKET_AUDIENCE)
        .setIssuedAt()
        .setExpirationTime(`${TICKET_LIFETIME_SECONDS}s`)
        .sign(key);
      return { callId, ticket };
    },
    async collect(callId) {
      await untilEnded(callId);
      const recording = memory.recordings.get(callId);
      const timeline = memory.timelines.get(callId);
      speaker = memory.facts.get(callId)?.at(-1)?.speaker ?? speaker;
      for (const kept of [memory.specs, memory.facts, memory.recordings, memory.timelines]) kept.delete(callId);
      if (!recording || timeline === undefined) {
        throw new ProtocolError(
          "engine_unavailable",
          "Expected a recording and a timeline of the call, received none. Look at the engine's log.",
        );
      }
      return { recording, timeline };
    },
  };

  /** The facts of the end are the last that an engine sends of a call. */
  async function untilEnded(callId: string): Promise<void> {
    if (memory.facts.get(callId)?.some(({ state }) => state === "ended")) return;
    await new Promise<void>((resolve, reject) => {
      const stop = clock.after(DELIVERY_LIMIT_MS, () => {
        waiting.delete(callId);
        reject(new ProtocolError("engine_unavailable", `The engine delivered nothing of the call within ${DELIVERY_LIMIT_MS / 1_000} s.`));
      });
      waiting.set(callId, () => {
        stop();
        waiting.delete(callId);
        resolve();
      });
    });
  }
}
