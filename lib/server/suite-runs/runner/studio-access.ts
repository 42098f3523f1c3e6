/** The runner's way to the studio's engines: calls are rows as everybody's, placed only where people leave room. */
import { type CallSource, db, type Engine, type Prisma } from "@duologue/db";
import type { CallClock, EngineAccess, NewCall } from "@duologue/evaluation";
import { ProtocolError, type SpeakerInfo } from "@duologue/protocol";
import { findCallVoice } from "../../calls/find-call-voice";
import { issueTicket } from "../../calls/issue-ticket";
import { findLiveEngines, speakerOf } from "../../engines/find-engines";
import { env } from "../../env";
import { storage } from "../../storage/storage";
import { countExactly } from "../../tokens/count-tokens";
import { findFreeEngine, slotsFor } from "./find-free-engine";

type Job = Parameters<EngineAccess["open"]>[1];

export interface StudioAccessParts {
  teamId: string;
  createdById: string;
  source: CallSource;
  clock: CallClock;
  signal: AbortSignal;
  /** whom a call is with */
  describe: (job: Job) => { personaId: string | null; versionId: string | null; personaName: string };
}

const LOOK_AGAIN_MS = 500;
/** An engine that is started anew is back within this. */
const ENGINE_AWAY_MS = 60_000;
const DELIVERY_LIMIT_MS = 90_000;

/** Throws `engine_unavailable` where no engine is there for a minute. */
export async function openStudioAccess(parts: StudioAccessParts): Promise<EngineAccess> {
  const { clock, signal } = parts;
  const first = await waitForEngine();
  let latest: Engine = first;
  const speaker = speakerOf(first);
  // one after the other: each sees the slot that the one before took
  let last: Promise<unknown> = Promise.resolve();

  async function waitForEngine(): Promise<Engine> {
    for (let waitedMs = 0; ; waitedMs += LOOK_AGAIN_MS) {
      const open = (await findLiveEngines()).find(({ draining, capacity }) => !draining && capacity > 0);
      if (open) return open;
      if (waitedMs >= ENGINE_AWAY_MS) throw new ProtocolError("engine_unavailable");
      await pause();
    }
  }

  async function takeSlot(known: SpeakerInfo): Promise<Engine> {
    for (let awayMs = 0; ; ) {
      const found = await findFreeEngine(known);
      if (typeof found === "object") return found;
      awayMs = found === "none" ? awayMs + LOOK_AGAIN_MS : 0;
      if (awayMs >= ENGINE_AWAY_MS) throw new ProtocolError("engine_unavailable");
      await pause();
    }
  }

  async function pause(): Promise<void> {
    if (signal.aborted) throw new ProtocolError("gone", "The run was stopped.");
    await new Promise<void>((resolve) => clock.after(LOOK_AGAIN_MS, resolve));
  }

  async function place(call: NewCall, job: Job) {
    latest = await takeSlot(speaker);
    const row = await db.call.create({
      data: {
        teamId: parts.teamId,
        createdById: parts.createdById,
        source: parts.source,
        ...parts.describe(job),
        spec: call as unknown as Prisma.InputJsonObject,
      },
    });
    const { ticket } = await issueTicket(row, latest);
    return { callId: row.id, ticket, url: latest.internalUrl, origin: new URL(env().NEXTAUTH_URL).origin };
  }

  return {
    capacity: (await findLiveEngines()).reduce((sum, engine) => sum + slotsFor(engine), 0),
    build: first.version,
    speaker: () => speakerOf(latest),
    open(call, job) {
      const placed = last.then(() => place(call, job));
      last = placed.catch(() => {});
      return placed;
    },
    async collect(callId) {
      for (let waitedMs = 0; waitedMs < DELIVERY_LIMIT_MS; waitedMs += LOOK_AGAIN_MS) {
        const call = await db.call.findUnique({ where: { id: callId }, select: { state: true, recordingKey: true, timelineKey: true } });
        if (!call) throw new ProtocolError("gone", "This call was deleted in the meantime.");
        if (call.state === "ended" && call.recordingKey && call.timelineKey) {
          const [recording, timeline] = await Promise.all([storage().get(call.recordingKey), storage().get(call.timelineKey)]);
          if (recording && timeline) return { recording, timeline: new TextDecoder().decode(timeline) };
        }
        await pause();
      }
      throw new ProtocolError("engine_unavailable", `The engine delivered nothing of the call within ${DELIVERY_LIMIT_MS / 1_000} s.`);
    },
    async countTokens(texts) {
      if (!latest.exactTokens) return null;
      return (await countExactly(latest, texts))?.counts ?? null;
    },
    findVoice: (document) => findCallVoice(parts.teamId, document),
    async close() {},
  };
}
