/** A script as two lanes on a time axis: what the caller will say when, and what the agent should do about it. About right, not to scale of a call. */
import type { LineKind, StepPicture } from "@/lib/shared/suites";

export interface LaneBlock {
  fromMs: number;
  toMs: number;
}
export interface CallerBlock extends LaneBlock {
  kind: LineKind | "button";
  /** of the step, for the words beside the picture */
  stepId: string;
}
export interface AgentBlock extends LaneBlock {
  /** speaks: what it says before or under a line, whatever it is; wanted: what it should do */
  kind: "speaks" | "wanted";
}
export interface ScenarioLayout {
  durationMs: number;
  caller: CallerBlock[];
  agent: AgentBlock[];
}

const SPEAKS_MS = 1_800;
const ANSWER_MS = 1_600;
const ANSWER_AFTER_MS = 500;
const FALLS_SILENT_MS = 400;
const GOES_ON_MS = 900;
const BUTTON_MS = 160;
const EDGE_MS = 300;
/** a caller who only listens is asked again after about so long */
const SILENCE_MS = 2_400;

export function layoutScenario(steps: readonly StepPicture[]): ScenarioLayout {
  if (steps.length === 0) return layoutSilence();
  const caller: CallerBlock[] = [];
  const agent: AgentBlock[] = [];
  let atMs = EDGE_MS;
  for (const step of steps) {
    const startMs = placeStep(step, atMs, agent);
    let endMs = startMs;
    if (step.isButton) {
      caller.push({ fromMs: startMs, toMs: startMs + BUTTON_MS, kind: "button", stepId: step.id });
      endMs = startMs + BUTTON_MS;
    }
    for (const { isPause, lengthMs } of step.pieces) {
      if (!isPause) caller.push({ fromMs: endMs, toMs: endMs + lengthMs, kind: step.kind, stepId: step.id });
      endMs += lengthMs;
    }
    atMs = placeAnswer(step, startMs, endMs, agent);
  }
  return { durationMs: Math.max(atMs, 1_000) + EDGE_MS, caller, agent };
}

/** Nobody says anything: the agent speaks, and should go on by itself. */
function layoutSilence(): ScenarioLayout {
  const speaks: AgentBlock = { fromMs: EDGE_MS, toMs: EDGE_MS + SPEAKS_MS, kind: "speaks" };
  const againMs = speaks.toMs + SILENCE_MS;
  const wanted: AgentBlock = { fromMs: againMs, toMs: againMs + ANSWER_MS, kind: "wanted" };
  return { durationMs: wanted.toMs + EDGE_MS, caller: [], agent: [speaks, wanted] };
}

/** What the step waits for; returns where the caller begins. */
function placeStep({ event, afterMs }: StepPicture, atMs: number, agent: AgentBlock[]): number {
  const last = agent.at(-1);
  const isFresh = last !== undefined && last.toMs >= atMs - 1;
  if (event === "agentSpoken") {
    if (!isFresh) agent.push({ fromMs: atMs, toMs: atMs + afterMs, kind: "speaks" });
    const block = agent.at(-1) as AgentBlock;
    block.toMs = Math.max(block.toMs, block.fromMs + afterMs);
    return block.fromMs + afterMs;
  }
  if (event === "agentStops") {
    if (isFresh) return last.toMs + Math.max(afterMs, EDGE_MS);
    agent.push({ fromMs: atMs, toMs: atMs + SPEAKS_MS, kind: "speaks" });
    return atMs + SPEAKS_MS + Math.max(afterMs, EDGE_MS);
  }
  if (event === "agentStarts") {
    agent.push({ fromMs: atMs, toMs: atMs + SPEAKS_MS, kind: "speaks" });
    return atMs + afterMs;
  }
  return (isFresh ? Math.max(atMs, last.toMs) : atMs) + afterMs;
}

/** What is wanted of the agent; returns where the next step looks on from. */
function placeAnswer({ expected, pieces }: StepPicture, startMs: number, endMs: number, agent: AgentBlock[]): number {
  const last = agent.at(-1);
  if (pieces.length === 0 || expected === null) return Math.max(endMs, last?.toMs ?? 0);
  if (expected === "goes on") {
    if (last && last.toMs >= startMs) last.toMs = Math.max(last.toMs, endMs + GOES_ON_MS);
    return Math.max(endMs, last?.toMs ?? 0);
  }
  if (last && last.toMs >= startMs) last.toMs = Math.min(Math.max(last.toMs, startMs + FALLS_SILENT_MS), startMs + FALLS_SILENT_MS);
  const fromMs = endMs + ANSWER_AFTER_MS;
  agent.push({ fromMs, toMs: fromMs + ANSWER_MS, kind: "wanted" });
  return fromMs + ANSWER_MS;
}
