/** timeline.jsonl → what the page shows: words with their moments, and marks on event lanes. Unknown lines are counted, never fatal. */
import { FRAME_MS, type TimelineEvent, type TurnFact, timelineEvent } from "@duologue/protocol";
import { type CutIn, isBrokenOff } from "@/lib/shared/broken-off";
import { type FloorMark, toFloorMark } from "@/lib/shared/floor-marks";
import { formatCount } from "@/lib/shared/format";
import { nextSayId } from "@/lib/shared/next-say-id";

export interface SpokenPiece {
  atMs: number;
  text: string;
}
export type ReplayLine =
  | {
      id: number;
      kind: "persona";
      atMs: number;
      nodeId: string | null;
      /** the director's command whose words these are; null: the speaker's own */
      sayId: string | null;
      pieces: SpokenPiece[];
      isBrokenOff: boolean;
    }
  | { id: number; kind: "caller"; atMs: number; toMs: number }
  | { id: number; kind: "node"; atMs: number; nodeId: string }
  | { id: number; kind: "choice"; atMs: number; edgeId: string };

export const EVENT_LANES = ["turns", "interplay", "pauses", "stages", "director", "line"] as const;
export type EventLane = (typeof EVENT_LANES)[number];
export interface EventMark {
  id: number;
  lane: EventLane;
  atMs: number;
  /** null: a moment */
  toMs: number | null;
  tone: "caller" | "agent" | "overlap" | "neutral" | "warning";
  label: string;
}
export interface Replay {
  lines: ReplayLine[];
  marks: EventMark[];
  /** what the two sides did to each other, as the engine noted it */
  floor: FloorMark[];
  unknownCount: number;
}
/** Titles of nodes and labels of edges, from the flow as the director ran it. */
export interface FlowNames {
  nodes: Readonly<Record<string, string>>;
  edges: Readonly<Record<string, string>>;
}

/** A silence of the persona longer than this begins a new line. */
const NEW_LINE_MS = 1_500;

export function parseTimeline(ndjson: string): { events: TimelineEvent[]; unknownCount: number } {
  const events: TimelineEvent[] = [];
  let unknownCount = 0;
  for (const line of ndjson.split("\n")) {
    if (line.trim() === "") continue;
    const parsed = timelineEvent.safeParse(parseJson(line));
    if (parsed.success) events.push(parsed.data);
    else unknownCount++;
  }
  return { events, unknownCount };
}

export function readTimeline(ndjson: string, names: FlowNames): Replay {
  const { events, unknownCount } = parseTimeline(ndjson);
  const sorted = [...events].sort((a, b) => a.frameIndex - b.frameIndex);
  return { lines: linesOf(sorted), marks: marksOf(sorted, names), floor: floorOf(sorted), unknownCount };
}

function parseJson(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return null;
  }
}

const msOf = (frameIndex: number) => frameIndex * FRAME_MS;

type Draft = ReplayLine extends infer L ? (L extends ReplayLine ? Omit<L, "id"> : never) : never;

function linesOf(events: readonly TimelineEvent[]): ReplayLine[] {
  const lines: Draft[] = [];
  const cutIns = events.filter((event) => event.kind === "bargeIn");
  let sayId: string | null = null;
  for (const event of events) {
    const atMs = msOf(event.frameIndex);
    if (event.kind === "text" && event.text !== "") {
      const last = lines.findLast((line) => line.kind === "persona");
      // a choice that is taken in the middle of a line stands after it
      const isLatest = last !== undefined && lines.findLast((line) => line.kind !== "choice") === last;
      if (last?.kind === "persona") last.isBrokenOff = isBrokenBefore(event.frameIndex, last, cutIns);
      if (
        last?.kind === "persona" &&
        isLatest &&
        !last.isBrokenOff &&
        last.nodeId === event.nodeId &&
        last.sayId === sayId &&
        atMs - (last.pieces.at(-1)?.atMs ?? 0) <= NEW_LINE_MS
      ) {
        last.pieces.push({ atMs, text: event.text });
      } else if (event.text.trim() !== "") {
        const pieces = [{ atMs, text: event.text.trimStart() }];
        lines.push({ kind: "persona", atMs, nodeId: event.nodeId, sayId, pieces, isBrokenOff: false });
      }
    } else if (event.kind === "director" && event.verb === "say") {
      sayId = nextSayId(sayId, event);
    } else if (event.kind === "turn" && event.lane === "caller") {
      lines.push({ kind: "caller", atMs, toMs: msOf(event.endFrameIndex) });
    } else if (event.kind === "node") {
      lines.push({ kind: "node", atMs, nodeId: event.nodeId });
    } else if (event.kind === "choice") {
      lines.push({ kind: "choice", atMs, edgeId: event.edgeId });
    }
  }
  const last = lines.findLast((line) => line.kind === "persona");
  if (last?.kind === "persona") last.isBrokenOff = isBrokenBefore(Number.POSITIVE_INFINITY, last, cutIns);
  return lines.map((line, id) => ({ ...line, id }) as ReplayLine);
}

/** Whether somebody cut in on these words, and the persona was silent before it spoke again at `nextFrameIndex`. */
function isBrokenBefore(nextFrameIndex: number, { atMs, pieces }: Extract<Draft, { kind: "persona" }>, cutIns: readonly CutIn[]): boolean {
  const text = pieces.map((piece) => piece.text).join("");
  const line = { frameIndex: atMs / FRAME_MS, endFrameIndex: (pieces.at(-1)?.atMs ?? atMs) / FRAME_MS, text };
  return cutIns.some((cutIn) => isBrokenOff(line, cutIn) && cutIn.frameIndex + (cutIn.stopMs ?? 0) / FRAME_MS < nextFrameIndex);
}

function marksOf(events: readonly TimelineEvent[], names: FlowNames): EventMark[] {
  const marks: Omit<EventMark, "id">[] = [];
  for (const [index, event] of events.entries()) {
    const mark = markOf(event, names);
    if (!mark) continue;
    /* a stage lasts until the next one, or the end */
    if (event.kind === "node") {
      const next = events.slice(index + 1).find((later) => later.kind === "node" || (later.kind === "state" && later.state === "ended"));
      mark.toMs = next ? msOf(next.frameIndex) : msOf(events.at(-1)?.frameIndex ?? event.frameIndex);
    }
    marks.push(mark);
  }
  return marks.map((mark, id) => ({ ...mark, id }));
}

function floorOf(events: readonly TimelineEvent[]): FloorMark[] {
  return events.flatMap((event) => (isTurnFact(event) ? (toFloorMark(event) ?? []) : []));
}

function isTurnFact(event: TimelineEvent): event is Extract<TimelineEvent, { kind: TurnFact["kind"] }> {
  return (TURN_KINDS as readonly string[]).includes(event.kind);
}

const TURN_KINDS = ["turn", "overlap", "bargeIn", "backchannel", "pause", "gap"] as const satisfies readonly TurnFact["kind"][];

const WHO = { caller: "Caller", agent: "Persona" } as const;

function markOf(event: TimelineEvent, names: FlowNames): Omit<EventMark, "id"> | null {
  const atMs = msOf(event.frameIndex);
  const toMs = "endFrameIndex" in event ? msOf(event.endFrameIndex) : null;
  const seconds = toMs === null ? "" : ` ${((toMs - atMs) / 1_000).toFixed(1)} s`;
  switch (event.kind) {
    case "turn":
      return { lane: "turns", atMs, toMs, tone: event.lane, label: `${WHO[event.lane]}'s turn,${seconds}` };
    case "overlap":
      return { lane: "interplay", atMs, toMs, tone: "overlap", label: `Both talking,${seconds}` };
    case "bargeIn": {
      const stopped = event.stopMs === null ? "the persona talked on" : `silent after ${Math.round(event.stopMs)} ms`;
      return { lane: "interplay", atMs, toMs: null, tone: "warning", label: `Barge-in: ${stopped}` };
    }
    case "backchannel":
      return { lane: "interplay", atMs, toMs, tone: event.lane, label: `${WHO[event.lane]}'s backchannel` };
    case "pause":
      return { lane: "pauses", atMs, toMs, tone: event.lane, label: `${WHO[event.lane]}'s pause,${seconds}` };
    case "gap":
      return { lane: "pauses", atMs, toMs, tone: "neutral", label: `Gap,${seconds}` };
    case "node":
      return { lane: "stages", atMs, toMs: null, tone: "neutral", label: names.nodes[event.nodeId] ?? "Stage" };
    case "director": {
      const where = event.nodeId ? ` (${names.nodes[event.nodeId] ?? "stage"})` : "";
      const words = event.totalWords ? `, ${event.spokenWords ?? 0} of ${event.totalWords} words` : "";
      return { lane: "director", atMs, toMs: null, tone: "agent", label: `${event.verb}: ${event.status}${words}${where}` };
    }
    case "choice":
      return { lane: "director", atMs, toMs: null, tone: "caller", label: `Chosen: ${names.edges[event.edgeId] ?? "an answer"}` };
    case "mute":
      return { lane: "line", atMs, toMs: null, tone: "caller", label: event.muted ? "Caller muted" : "Caller unmuted" };
    case "dropped":
      return {
        lane: "line",
        atMs,
        toMs: null,
        tone: "warning",
        label: `${formatCount(event.frames, "caller frame")} ${DROP_WORDS[event.why]}`,
      };
    case "socket":
      return { lane: "line", atMs, toMs: null, tone: "warning", label: event.status === "lost" ? "Connection lost" : "Connected again" };
    case "error":
      return { lane: "line", atMs, toMs: null, tone: "warning", label: `Error: ${event.code}` };
    default:
      return null;
  }
}

const DROP_WORDS = { backpressure: "dropped, the steps fell behind", late: "came too late", missing: "never came" } as const;
