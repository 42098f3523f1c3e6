/** Somebody who calls: asked for every frame of 80 ms, told what was heard meanwhile. */
import type { ChoicesFact } from "@duologue/protocol";
import type { Step } from "../suite/schema";

export interface HeardFrame {
  /** counts the frames that are sent, from 0 */
  readonly frameIndex: number;
  readonly agentVoiced: boolean;
}

export interface CallerFrameOut {
  /** 1,920 at 24 kHz */
  readonly samples: Float32Array;
  /** buttons to press now */
  readonly choices: readonly NonNullable<Step["choose"]>[];
  readonly hangUp: boolean;
}

export interface Caller {
  next(heard: HeardFrame): CallerFrameOut;
  /** everything sent so far */
  sent(): Float32Array;
}

/** The button that is meant, among those on offer. */
export function findChoice(offered: ChoicesFact["choices"], wanted: NonNullable<Step["choose"]>): string | null {
  const found = offered.find(
    ({ edgeId, label, key }) => edgeId === wanted.edgeId || key === wanted.key || label.toLowerCase() === wanted.label?.toLowerCase(),
  );
  return found?.edgeId ?? null;
}
