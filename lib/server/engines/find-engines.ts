/** Which engines are there, and which one takes the next call. */
import { db, type Engine } from "@duologue/db";
import {
  ENGINE_LOST_AFTER_MS,
  PROTOCOL_VERSION,
  ProtocolError,
  type SpeakerInfo,
  type SpeakerOffer,
  speakerInfo,
  speakerOffer,
} from "@duologue/protocol";
import { now } from "../clock";

export function isAlive({ lastSeenAt }: { lastSeenAt: Date }): boolean {
  return now().getTime() - lastSeenAt.getTime() < ENGINE_LOST_AFTER_MS;
}

export function speakerOf({ speaker }: { speaker: unknown }): SpeakerInfo {
  return speakerInfo.parse(speaker);
}

/** Who else answers on this engine, where a call asks for it. */
export function offersOf({ offers }: Pick<Engine, "offers">): SpeakerOffer[] {
  return speakerOffer.array().catch([]).parse(offers);
}

/**
 * Who answers on this engine: its own speaker where `offer` is null or names it (it was only on offer once), else the offered one of that
 * name; null: nobody of that name.
 */
export function answererOf(engine: Engine, offer: string | null): SpeakerOffer | null {
  const { capacity, liveCalls, queuedCalls } = engine;
  const own = { speaker: speakerOf(engine), capacity, liveCalls, queuedCalls };
  return offer === null ? own : ([own, ...offersOf(engine)].find(({ speaker }) => speaker.model === offer) ?? null);
}

/** Engines that are alive and speak our protocol; draining ones too. */
export async function findLiveEngines(): Promise<Engine[]> {
  const since = new Date(now().getTime() - ENGINE_LOST_AFTER_MS);
  return db.engine.findMany({ where: { lastSeenAt: { gt: since }, protocolVersion: PROTOCOL_VERSION }, orderBy: { id: "asc" } });
}

/** Those of `engines` that take calls for this answerer, with its slots there. */
export function findAnswering(engines: readonly Engine[], offer: string | null): (SpeakerOffer & { engine: Engine })[] {
  return engines.flatMap((engine) => {
    const answerer = engine.draining ? null : answererOf(engine, offer);
    return answerer && answerer.capacity > 0 ? [{ engine, ...answerer }] : [];
  });
}

/** Why none of the live `engines` takes a call for this answerer. */
export function nobodyAnswers(engines: readonly Engine[], offer: string | null): ProtocolError {
  if (offer !== null && engines.some(({ draining }) => !draining))
    return new ProtocolError("model_unavailable", `No engine offers ${offer} just now. Wait for one that does, or choose another speaker.`);
  return new ProtocolError(engines.length > 0 ? "engine_draining" : "engine_unavailable");
}

/**
 * The engine on which the smallest share of this answerer's slots is taken. A full one still takes calls and queues them. Calls placed since
 * its last heartbeat count too. Throws `engine_unavailable` when none is there, `engine_draining` when all are leaving, `model_unavailable`
 * when none offers the speaker that is asked for.
 */
export async function pickEngine(offer: string | null): Promise<Engine> {
  const alive = await findLiveEngines();
  const open = findAnswering(alive, offer);
  if (open.length === 0) throw nobodyAnswers(alive, offer);
  const placed = await countPlacedCalls(open);
  const load = ({ engine, liveCalls, queuedCalls, capacity }: (typeof open)[number]) =>
    Math.max(liveCalls + queuedCalls, placed.get(engine.id) ?? 0) / capacity;
  return open.reduce((best, one) => (load(one) < load(best) ? one : best)).engine;
}

const TICKET_GRACE_MS = 60_000;

/** By engine, the calls that hold a slot of this answerer or are about to. */
export async function countPlacedCalls(answering: ReturnType<typeof findAnswering>): Promise<Map<string, number>> {
  const since = new Date(now().getTime() - TICKET_GRACE_MS);
  const counts = await db.call.groupBy({
    by: ["engineId", "offer"],
    where: {
      engineId: { in: answering.map(({ engine }) => engine.id) },
      OR: [{ state: { notIn: ["created", "ended"] } }, { state: "created", createdAt: { gt: since } }],
    },
    _count: { _all: true },
  });
  const placed = ({ engine, speaker }: (typeof answering)[number]) =>
    counts
      .filter(({ engineId, offer }) => engineId === engine.id && answererOf(engine, offer)?.speaker.model === speaker.model)
      .reduce((sum, { _count }) => sum + _count._all, 0);
  return new Map(answering.map((one) => [one.engine.id, placed(one)]));
}
