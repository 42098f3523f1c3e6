/**
 * A model under observation: which caller frame it was given as which frame of the call (callers write a number into their samples, and
 * PCM16 keeps them exactly), and how long it took to answer. What it is given is what the recording's left lane holds.
 */
import type { SpeechModel, SpeechSession } from "../src/call/ports";
import { numberOfFrame } from "./frame-number";

export interface ModelWatch {
  model: SpeechModel;
  /** by call in the order of opening: by frame index the number of the caller's frame, 0 for silence put in */
  readonly numbers: ReadonlyMap<string, number[]>;
  /** since the last `begin`: what the model itself says of each step, and from push to answer, waiting included */
  readonly stepMs: readonly number[];
  readonly answerMs: readonly number[];
  begin(): void;
}

/** `callOf` tells whose session is opened: by the seed, which the bench gives each call. */
export function watchModel(inner: SpeechModel, callOf: (seed: number) => string): ModelWatch {
  const numbers = new Map<string, number[]>();
  const stepMs: number[] = [];
  const answerMs: number[] = [];
  return {
    numbers,
    stepMs,
    answerMs,
    begin() {
      stepMs.length = 0;
      answerMs.length = 0;
    },
    model: {
      get info() {
        return inner.info;
      },
      capacity: inner.capacity,
      countTokens: (texts) => inner.countTokens(texts),
      close: () => inner.close(),
      async open(spec) {
        const session = await inner.open(spec);
        const given: number[] = [];
        numbers.set(callOf(spec.seed), given);
        return watchSession(session, given, (step, answer) => {
          stepMs.push(step);
          answerMs.push(answer);
        });
      },
    },
  };
}

function watchSession(inner: SpeechSession, given: number[], note: (stepMs: number, answerMs: number) => void): SpeechSession {
  const pushedAtMs: number[] = [];
  return {
    prime: (onProgress) => inner.prime(onProgress),
    push(frame) {
      given[frame.frameIndex] = numberOfFrame(frame.samples);
      pushedAtMs[frame.frameIndex] = performance.now();
      inner.push(frame);
    },
    onFrame: (listener) =>
      inner.onFrame((frame) => {
        note(frame.stepMs, performance.now() - (pushedAtMs[frame.frameIndex] ?? Number.NaN));
        listener(frame);
      }),
    onError: (listener) => inner.onError(listener),
    say: (command) => inner.say(command),
    cancelSay: (commandId) => inner.cancelSay(commandId),
    enterNode: (nodeId, back) => inner.enterNode(nodeId, back),
    snapshot: () => inner.snapshot(),
    restore: (snapshot) => inner.restore(snapshot),
    close: () => inner.close(),
  };
}
