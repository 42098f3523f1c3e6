import { FRAME_MS } from "@duologue/protocol";
import type { Trigger } from "../suite/schema";
import type { CallerPlan, CallerState } from "./caller-state";
import { type AgentNews, followAgent } from "./follow-agent";

export interface CallerFrame {
  /** start of the frame on the caller's lane */
  readonly atMs: number;
  readonly agentVoiced: boolean;
}

/** `atMs` lies in the frame; `isLate`: the event did not come in time, and the step is taken all the same. */
export type CallerAct =
  | { readonly kind: "step"; readonly step: number; readonly atMs: number; readonly isLate: boolean }
  | { readonly kind: "hangUp"; readonly atMs: number; readonly isLate: boolean };

/** So much longer is waited where the agent is speaking. */
const MONOLOGUE_MS = 30_000;

/** The simulated caller, frame by frame. Pure: the same frames give the same acts. */
export function stepCaller(plan: CallerPlan, before: CallerState, frame: CallerFrame): { state: CallerState; acts: CallerAct[] } {
  const news = followAgent(before.agent, frame.atMs, frame.agentVoiced);
  let state: CallerState = { ...before, agent: news.agent };
  const acts: CallerAct[] = [];
  // a button takes no time: the step after it may fall into the same frame
  while (!state.isOver && state.armedAtMs < frame.atMs + FRAME_MS) {
    const step = plan.steps[state.next];
    const trigger = step?.when ?? plan.hangUp;
    if (state.dueAtMs === null) state = { ...state, ...findDue(trigger, state, news, frame.atMs) };
    if (state.dueAtMs === null || state.dueAtMs >= frame.atMs + FRAME_MS) break;
    const atMs = Math.max(state.dueAtMs, frame.atMs, state.armedAtMs);
    const { isLate } = state;
    acts.push(step ? { kind: "step", step: state.next, atMs, isLate } : { kind: "hangUp", atMs, isLate });
    const endedAtMs = atMs + (step?.lineMs ?? 0);
    state = {
      ...state,
      next: state.next + 1,
      armedAtMs: endedAtMs,
      actEndedAtMs: endedAtMs,
      dueAtMs: null,
      isLate: false,
      isOver: !step,
    };
    // what happened in this frame has been used
    news.started = false;
    news.stopped = false;
  }
  return { state, acts };
}

function findDue(trigger: Trigger, state: CallerState, news: AgentNews, atMs: number): Pick<CallerState, "dueAtMs" | "isLate"> {
  const eventAtMs = findEvent(trigger, state, news, atMs);
  if (eventAtMs !== null) return { dueAtMs: eventAtMs + trigger.delayMs, isLate: false };
  if ("timeoutMs" in trigger && isOutOfPatience(trigger.timeoutMs, state, atMs)) return { dueAtMs: atMs, isLate: true };
  return { dueAtMs: null, isLate: false };
}

/** The caller is patient for so long in silence; somebody who speaks is waited for a while longer. */
function isOutOfPatience(timeoutMs: number, { armedAtMs, agent }: CallerState, atMs: number): boolean {
  const silentMs = atMs - Math.max(armedAtMs, agent.quietSinceMs);
  return silentMs >= timeoutMs || atMs - armedAtMs >= timeoutMs + MONOLOGUE_MS;
}

function findEvent(trigger: Trigger, { armedAtMs, actEndedAtMs, agent }: CallerState, news: AgentNews, atMs: number): number | null {
  switch (trigger.event) {
    case "callLive":
      return 0;
    case "previousEnds":
      return armedAtMs;
    case "agentStarts":
      return news.started ? atMs : null;
    case "agentStops":
      return news.stopped ? atMs : null;
    case "agentSpoken":
      return agent.startedAtMs !== null && atMs + FRAME_MS - agent.startedAtMs >= trigger.ms ? atMs : null;
    case "silence":
      return atMs >= Math.max(agent.quietSinceMs, actEndedAtMs) + trigger.ms ? atMs : null;
  }
}
