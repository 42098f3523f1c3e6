/** A test made from a call: its caller's own lines, cut from the recording, each said again at what made the caller say it. */
import { findFloor, type Lanes, type Utterance } from "@duologue/metrics";
import { ProtocolError } from "@duologue/protocol";
import { type Piece, type Scenario, type Step, scenario, type Trigger } from "../suite/schema";

export interface CutOrder {
  readonly id: string;
  readonly title: string;
  readonly lanes: Lanes;
  /** the recording, by the path that the suite will have it under; its left channel is the caller */
  readonly wav: string;
}

/** Kept around a line, so that its first and last sound are whole. */
const MARGIN_MS = 60;
/** The agent has stopped once it has been silent for so long: the caller's `agentStops`. */
const STOP_MS = 500;
const SHORTEST_SPOKEN_MS = 80;
/** Silences inside a turn up to this long belong to it; after longer ones the caller spoke anew. */
const LONGEST_PAUSE_MS = 3_000;
const SHORTEST_PAUSE_MS = 50;

/** Throws ProtocolError `invalid_input` where the caller never spoke. */
export function cutScenario({ id, title, lanes, wav }: CutOrder): Scenario {
  const turns = joinTurns(findFloor(lanes));
  if (turns.length === 0)
    throw new ProtocolError(
      "invalid_input",
      "Expected a call whose caller spoke, received silence. Choose another call, or a longer stretch of it.",
    );
  const script = turns.map(({ lines, before }, k): Step => {
    const first = lines[0] as Utterance;
    return {
      id: `line-${k + 1}`,
      as: kindOf(first),
      when: findTrigger(first, before),
      say: cutPieces(lines, wav, lanes.caller.durationMs),
    };
  });
  return scenario.parse({ id, title, category: "call", script });
}

interface CallerTurn {
  /** one, or several with nothing but silence between */
  lines: Utterance[];
  /** what either side said last before it */
  before: Utterance | null;
}

function joinTurns(utterances: readonly Utterance[]): CallerTurn[] {
  const turns: CallerTurn[] = [];
  for (const [k, utterance] of utterances.entries()) {
    if (utterance.side === "agent") continue;
    const before = utterances
      .slice(0, k)
      .reduce<Utterance | null>((last, other) => (last && last.endMs > other.endMs ? last : other), null);
    const turn = turns.at(-1);
    const previous = turn?.lines.at(-1);
    const goesOn =
      previous && previous === before && kindOf(previous) !== "backchannel" && utterance.startMs - previous.endMs <= LONGEST_PAUSE_MS;
    if (turn && goesOn) turn.lines.push(utterance);
    else turns.push({ lines: [utterance], before });
  }
  return turns;
}

function kindOf({ kind }: Utterance): Step["as"] {
  if (kind === "bargeIn") return "interruption";
  return kind === "backchannel" ? "backchannel" : "turn";
}

function findTrigger(line: Utterance, before: Utterance | null): Trigger {
  const timeoutMs = 15_000;
  if (line.over && line.kind !== "floor") {
    const ms = Math.max(SHORTEST_SPOKEN_MS, Math.round(line.startMs - line.over.startMs));
    return { event: "agentSpoken", ms, delayMs: 0, timeoutMs };
  }
  if (!before) return { event: "callLive", delayMs: Math.round(line.startMs) };
  const silenceMs = Math.max(0, Math.round(line.startMs - before.endMs));
  if (before.side === "caller") return { event: "previousEnds", delayMs: silenceMs };
  return { event: "agentStops", delayMs: Math.max(0, silenceMs - STOP_MS), timeoutMs };
}

function cutPieces(lines: readonly Utterance[], wav: string, durationMs: number): Piece[] {
  return lines.flatMap((line, k): Piece[] => {
    const startMs = Math.max(0, Math.round(line.startMs - MARGIN_MS));
    const endMs = Math.min(durationMs, Math.round(line.endMs + MARGIN_MS));
    const previous = lines[k - 1];
    const pauseMs = previous ? Math.round(startMs - (previous.endMs + MARGIN_MS)) : 0;
    const cut: Piece = { wav, channel: "left", startMs, endMs, text: "" };
    return pauseMs >= SHORTEST_PAUSE_MS ? [{ pauseMs }, cut] : [cut];
  });
}
