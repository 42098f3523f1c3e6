import type { SpeakerInfo, SpeakerOffer } from "@duologue/protocol";
import type { EngineStatus } from "./health";
import { shortTitle } from "./short-title";

export interface Answerer {
  speaker: SpeakerInfo;
  freeSlots: number;
  queued: number;
}

/** What the studio's engines would do with the next call. `offers`: who else may be asked for, each once. */
export type NextAnswer = ({ status: "ready"; offers: Answerer[] } & Answerer) | { status: "draining" } | { status: "none" };

/** Who will answer where `offer` (an offered speaker's model) is wished for: the engine's own where that one is not on offer any more. */
export function chooseAnswerer(answers: NextAnswer & { status: "ready" }, offer: string | null): Answerer & { offer: string | null } {
  const offered = answers.offers.find(({ speaker }) => speaker.model === offer);
  return offered ? { ...offered, offer } : { speaker: answers.speaker, freeSlots: answers.freeSlots, queued: answers.queued, offer: null };
}

/** What people call an offered speaker: its model's name where it is not on offer any more, or nobody knows yet. */
export function offerTitle(answers: NextAnswer | null, offer: string): string {
  const known = answers?.status === "ready" ? [answers, ...answers.offers].find(({ speaker }) => speaker.model === offer) : undefined;
  return known ? shortTitle(known.speaker) : offer;
}

/** Who answers where `offer` was chosen, or nobody (null): then whoever the engine's own speaker is at the time of the call. */
export function answererWords(answers: NextAnswer | null, offer: string | null): string {
  if (offer !== null) return offerTitle(answers, offer);
  return answers?.status === "ready" ? `the engine's own speaker, now ${shortTitle(answers.speaker)}` : "the engine's own speaker";
}

/** The engine that would take the next call: alive, not restarting, the one with most free slots; and who else is on offer. */
export function whoAnswers(engines: readonly EngineStatus[]): NextAnswer {
  const alive = engines.filter((engine) => engine.alive);
  const taking = alive.filter((engine) => !engine.draining);
  const [best] = freestFirst(taking);
  if (!best) return { status: alive.length > 0 ? "draining" : "none" };
  const offers = new Map<string, Answerer>();
  for (const answerer of freestFirst(taking.flatMap((engine) => engine.offers))) {
    const { model } = answerer.speaker;
    // where engines differ, one offers what another has as its own
    if (model !== best.speaker.model && !offers.has(model)) offers.set(model, answerer);
  }
  return { status: "ready", ...best, offers: [...offers.values()] };
}

function freestFirst(many: readonly SpeakerOffer[]): Answerer[] {
  return many
    .map(({ speaker, capacity, liveCalls, queuedCalls }) => ({ speaker, freeSlots: capacity - liveCalls, queued: queuedCalls }))
    .sort((a, b) => b.freeSlots - a.freeSlots)
    .map((answerer) => ({ ...answerer, freeSlots: Math.max(0, answerer.freeSlots) }));
}
