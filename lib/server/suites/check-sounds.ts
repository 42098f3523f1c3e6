import { listSounds, measureWav, type Suite } from "@duologue/evaluation/suites";
import { ProtocolError } from "@duologue/protocol";

export interface SoundsAtHand {
  /** what comes with the suite */
  brought: ReadonlyMap<string, Uint8Array>;
  /** paths of what the suite holds already */
  held: ReadonlySet<string>;
}

const SHORTEST_MS = 10;

/** Throws `invalid_input` whose `fields` name every sound that is missing, that nobody plays, or that is no wav, and every cut that holds nothing. */
export function checkSounds(suite: Suite, { brought, held }: SoundsAtHand): void {
  const problems = new Map<string, string>();
  const lengthsMs = new Map<string, number>();
  const played = new Set(listSounds(suite));
  for (const wav of played) {
    if (!isInside(wav)) problems.set(wav, "expected a path beside the suite, as sounds/name.wav, received one that leads elsewhere");
    else if (!brought.has(wav) && !held.has(wav)) {
      const advice = "that this suite holds, received none; pack it in a zip with the suite, make a test from a call, or use text";
      problems.set(wav, `expected a sound ${brought.size > 0 ? "in the zip, received none" : advice}`);
    }
  }
  for (const [wav, bytes] of brought) {
    if (!played.has(wav))
      problems.set(wav, "expected a file that a scenario plays, received one that none names; take it out or correct the path");
    else if (!problems.has(wav)) lengthsMs.set(wav, measure(wav, bytes, problems));
  }
  checkCuts(suite, lengthsMs, problems);
  const [first] = problems;
  if (!first) return;
  const more = problems.size > 1 ? ` (and ${problems.size - 1} more)` : "";
  const message = `The suite has a problem with ${first[0]}: ${first[1]}${more}. Correct it and try again.`;
  throw new ProtocolError("invalid_input", message, { fields: Object.fromEntries(problems) });
}

/** Downloads of it unpack into their own folder. */
function isInside(wav: string): boolean {
  return !/[\\\p{Cc}]/u.test(wav) && wav.split("/").every((part) => !["", ".", ".."].includes(part));
}

function measure(wav: string, bytes: Uint8Array, problems: Map<string, string>): number {
  try {
    const { lengthMs } = measureWav(bytes, wav);
    if (lengthMs < SHORTEST_MS) problems.set(wav, "expected a wav with sound in it, received an empty one");
    return lengthMs;
  } catch (error) {
    if (!(error instanceof ProtocolError)) throw error;
    problems.set(wav, error.message.replace(`${wav}: `, "").replace(/\.$/, ""));
    return Number.POSITIVE_INFINITY;
  }
}

function checkCuts(suite: Suite, lengthsMs: ReadonlyMap<string, number>, problems: Map<string, string>): void {
  for (const [k, { script }] of suite.scenarios.entries()) {
    for (const [n, { say }] of script.entries()) {
      for (const [m, piece] of (Array.isArray(say) ? say : []).entries()) {
        const lengthMs = "wav" in piece ? lengthsMs.get(piece.wav) : undefined;
        if (!("wav" in piece) || lengthMs === undefined || (piece.startMs ?? 0) < lengthMs) continue;
        const words = `expected less than the ${Math.round(lengthMs)} ms of ${piece.wav}, received ${piece.startMs}`;
        problems.set(`scenarios.${k}.script.${n}.say.${m}.startMs`, words);
      }
    }
  }
}
