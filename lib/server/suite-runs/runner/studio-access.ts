/** The runner's way to the studio's engines: calls are rows as everybody's, placed only where people leave room. */
import { type CallSource, db, type Engine, type Prisma } from "@duologue/db";
import type { CallClock, EngineAccess, NewCall } from "@duologue/evaluation";
import { ProtocolError, type SpeakerInfo, speakerInfo } from "@duologue/protocol";
import { slotsForRuns } from "@/lib/shared/run-slots";
import { findCallVoice } from "../../calls/find-call-voice";
import { issueTicket } from "../../calls/issue-ticket";
import { findAnswering, findLiveEngines, nobodyAnswers } from "../../engines/find-engines";
import { env } from "../../env";
import { storage } from "../../storage/storage";
import { countExactly } from "../../tokens/count-tokens";
import { findFreeEngine } from "./find-free-engine";

type Job = Parameters<EngineAccess["open"]>[1];

export interface StudioAccessParts {
  teamId: string;
  createdById: string;
  source: CallSource;
  /** the offered speaker that answers all of its calls; null: the engine's own */
  offer: string | null;
  clock: CallClock;
  signal: AbortSignal;
  /** whom a call is with */
  describe: (job: Job) => { personaId: string | null; versionId: string | null; personaName: string };
}

const LOOK_AGAIN_MS = 500;
/** An engine that is started anew is back within this. */
const ENGINE_AWAY_MS = 60_000;
const DELIVERY_LIMIT_MS = 90_000;

/** Throws like `pickEngine` where no engine is there, or none offers the speaker, for a minute. */
export async function openStudioAccess(parts: StudioAccessParts): Promise<EngineAccess> {
  const { clock, signal, offer } = parts;
  const first = await waitForEngine();
  let latest: Engine = first.engine;
  let speaker = first.speaker;
  // one after the other: each sees the slot that the one before took
  let last: Promise<unknown> = Promise.resolve();

  async function waitForEngine() {
    for (let waitedMs = 0; ; waitedMs += LOOK_AGAIN_MS) {
      const engines = await findLiveEngines();
      const [open] = findAnswering(engines, offer);
      if (open) return open;
      if (waitedMs >= ENGINE_AWAY_MS) throw nobodyAnswers(engines, offer);
      await pause();
    }
  }

  async function takeSlot(known: SpeakerInfo): Promise<Engine> {
    for (let awayMs = 0; ; ) {
      const found = await findFreeEngine(offer, known);
      if (typeof found === "object") return found;
      awayMs = found === "none" ? awayMs + LOOK_AGAIN_MS : 0;
      if (awayMs >= ENGINE_AWAY_MS) throw nobodyAnswers(await findLiveEngines(), offer);
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
        offer,
        spec: call as unknown as Prisma.InputJsonObject,
      },
    });
    const { ticket } = await issueTicket(row, latest);
    return { callId: row.id, ticket, url: latest.internalUrl, origin: new URL(env().NEXTAUTH_URL).origin };
  }

  return {
    capacity: findAnswering(await findLiveEngines(), offer).reduce((sum, one) => sum + slotsForRuns(one), 0),
    build: first.engine.version,
    speaker: () => speaker,
    open(call, job) {
      const placed = last.then(() => place(call, job));
      last = placed.catch(() => {});
      return placed;
    },
    async collect(callId) {
      for (let waitedMs = 0; waitedMs < DELIVERY_LIMIT_MS; waitedMs += LOOK_AGAIN_MS) {
        const call = await db.call.findUnique({
          where: { id: callId },
          select: { state: true, speaker: true, recordingKey: true, timelineKey: true },
        });
        if (!call) throw new ProtocolError("gone", "This call was deleted in the meantime.");
        if (call.state === "ended" && call.recordingKey && call.timelineKey) {
          const [recording, timeline] = await Promise.all([storage().get(call.recordingKey), storage().get(call.timelineKey)]);
          // weights that were read for this call have a hash only now
          const answered = speakerInfo.safeParse(call.speaker).data;
          if (answered?.weightsSha256) speaker = answered;
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
