import { formatCount } from "@/lib/shared/format";
import type { EngineStatus } from "@/lib/shared/health";
import { isSmallModel } from "@/lib/shared/is-small-model";
import { shortTitle } from "@/lib/shared/short-title";

export interface EngineSummary {
  tone: "success" | "neutral" | "warning" | "danger";
  /** two or three words for the chip */
  words: string;
  /** the speaker's own title, or what is wrong */
  title: string;
  /** what it means for the next call */
  meaning: string;
  /** the engine that would answer next; undefined: none */
  engine: EngineStatus | undefined;
  /** those who answer where a call asks for them, with slots of their own */
  offers: string[];
  /** of those who answer where nobody is asked for */
  slots: { used: number; total: number; queued: number };
}

/** What the studio's engines mean for the next call. `engines` undefined: the studio could not be asked. */
export function summariseEngines(engines: readonly EngineStatus[] | undefined): EngineSummary {
  if (!engines) {
    return {
      tone: "danger",
      words: "Studio unreachable",
      title: "The studio does not answer",
      meaning: "Check your connection. This page keeps trying.",
      engine: undefined,
      offers: [],
      slots: { used: 0, total: 0, queued: 0 },
    };
  }
  const alive = engines.filter((engine) => engine.alive);
  const taking = alive.filter((engine) => !engine.draining);
  const slots = {
    used: alive.reduce((sum, { liveCalls }) => sum + liveCalls, 0),
    total: taking.reduce((sum, { capacity }) => sum + capacity, 0),
    queued: alive.reduce((sum, { queuedCalls }) => sum + queuedCalls, 0),
  };
  const offers = describeOffers(taking);
  const engine = taking.find((one) => one.speaker.kind === "native") ?? taking[0];
  if (!engine) {
    const restarting = alive.length > 0;
    return {
      tone: restarting ? "warning" : "danger",
      words: restarting ? "Engine restarting" : "No engine",
      title: restarting ? "The engine finishes its calls and restarts" : "No engine is running",
      meaning: restarting
        ? "Calls that are live go on. New ones can be made again in a moment."
        : "Calls cannot be answered. Personas can still be edited. Start an engine, or ask whoever looks after this studio.",
      engine: undefined,
      offers,
      slots,
    };
  }
  const { kind, title, description, model } = engine.speaker;
  return {
    tone: kind === "native" ? "success" : "neutral",
    // the chip has no room for more; the title says what it cannot do
    words: isSmallModel(engine.speaker)
      ? shortTitle(engine.speaker)
      : kind === "native"
        ? model
        : kind === "rehearsal"
          ? "Rehearsal voice"
          : "Test voice",
    title,
    meaning: description,
    engine,
    offers,
    slots,
  };
}

/** "Rehearsal voice: scripted, 0 of 16 slots in use", each speaker once. */
function describeOffers(engines: readonly EngineStatus[]): string[] {
  const all = engines.flatMap(({ offers }) => offers);
  return [...new Set(all.map(({ speaker }) => speaker.title))].map((title) => {
    const some = all.filter(({ speaker }) => speaker.title === title);
    const used = some.reduce((sum, { liveCalls }) => sum + liveCalls, 0);
    const total = some.reduce((sum, { capacity }) => sum + capacity, 0);
    return `${title}, ${used} of ${formatCount(total, "slot")} in use`;
  });
}
