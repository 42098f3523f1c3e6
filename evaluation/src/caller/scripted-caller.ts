/** Plays a scenario's script: the pure caller decides when, this one speaks. */
import { FRAME_MS } from "@duologue/protocol";
import type { RenderedLine } from "../sound/render-line";
import type { Scenario } from "../suite/schema";
import type { Caller, CallerFrameOut, HeardFrame } from "./caller";
import { CallerLane, type LaneRoom } from "./caller-lane";
import { type CallerState, FIRST_STATE } from "./caller-state";
import { stepCaller } from "./step-caller";

/** When a step was taken, in ms on the lane that is sent. */
export interface TakenStep {
  readonly id: string;
  readonly atMs: number;
  readonly isLate: boolean;
}

export interface ScriptedCaller extends Caller {
  readonly taken: readonly TakenStep[];
}

/** `lines`: one for each step, null for a button. */
export function createScriptedCaller(
  { script, hangUp }: Pick<Scenario, "script" | "hangUp">,
  lines: readonly (RenderedLine | null)[],
  room: LaneRoom,
): ScriptedCaller {
  const lane = new CallerLane(room);
  const plan = {
    steps: script.map(({ when }, k) => ({ when, lineMs: lengthMs(lines[k] ?? null) })),
    hangUp,
  };
  const taken: TakenStep[] = [];
  let state: CallerState = FIRST_STATE;

  return {
    taken,
    sent: () => lane.sent(),
    next({ frameIndex, agentVoiced }: HeardFrame): CallerFrameOut {
      const stepped = stepCaller(plan, state, { atMs: frameIndex * FRAME_MS, agentVoiced });
      state = stepped.state;
      const choices: CallerFrameOut["choices"][number][] = [];
      for (const act of stepped.acts) {
        const step = act.kind === "step" ? script[act.step] : undefined;
        if (!step || act.kind !== "step") continue;
        taken.push({ id: step.id, atMs: act.atMs, isLate: act.isLate });
        if (step.choose) choices.push(step.choose);
        const line = lines[act.step];
        if (line) lane.place(line.samples, act.atMs);
      }
      return { samples: lane.take(), choices, hangUp: stepped.acts.some(({ kind }) => kind === "hangUp") };
    },
  };
}

function lengthMs(line: RenderedLine | null): number {
  return line ? Math.max(...line.voice.map(({ endMs }) => endMs)) : 0;
}
