/** Whether the agent did what each line wanted of it, by our strict rules, and in time. */
import {
  scoreStrictBackchannel,
  scoreStrictInterruption,
  scoreStrictOverlap,
  scoreStrictPause,
  scoreStrictSmoothTurn,
} from "@duologue/metrics";
import type { PlayedResult } from "../call/call-result";
import { findJudgedPauses, moveSpan } from "../score/build-items";
import { cropLanes } from "../score/crop-lanes";
import { cropToLine } from "../score/crop-to-line";
import { findExpectation } from "../score/expectation";
import { findReply } from "../score/find-reply";
import { findStepWindows, type StepWindow } from "../score/step-windows";
import type { Scenario } from "../suite/schema";
import type { CheckResult } from "./check-result";
import { reachBack } from "./reach-back";

type Verdict = Pick<CheckResult, "status" | "detail">;
interface Reaction extends Verdict {
  responseMs: number | null;
  stopMs: number | null;
}

export function judgeBehaviour(scenario: Scenario, result: PlayedResult): CheckResult[] {
  const windows = findStepWindows(scenario, result);
  return scenario.script.flatMap((step) => {
    const window = windows.find((candidate) => candidate.step.id === step.id);
    if (window) return judgeStep(window, result);
    const expectation = findExpectation(step);
    if (expectation === "anything") return [];
    return [
      name(step.id, expectation, { status: "failed", detail: `expected the call to last until then, received its end (${result.reason})` }),
    ];
  });
}

function judgeStep(window: StepWindow, result: PlayedResult): CheckResult[] {
  const { step } = window;
  const expectation = findExpectation(step);
  const results = [...judgePauses(window, result), ...judgeListening(window, result)];
  if (expectation === "anything") return results;
  const reaction = expectation === "goOn" ? judgeGoingOn(window, result) : judgeReply(window, result, expectation);
  results.push(name(step.id, expectation, reaction));
  const { responseMs, stopMs } = step.budget ?? {};
  if (responseMs !== undefined) results.push(judgeBudget(step.id, "answers within its budget", responseMs, reaction.responseMs, reaction));
  if (stopMs !== undefined) results.push(judgeBudget(step.id, "falls silent within its budget", stopMs, reaction.stopMs, reaction));
  return results;
}

function judgeReply(window: StepWindow, result: PlayedResult, expectation: "answer" | "yield"): Reaction {
  const { heard } = window;
  const nothing = { responseMs: null, stopMs: null };
  const startMs = expectation === "answer" ? heard.startMs : window.around.startMs;
  const found = findReply(window, result, startMs);
  if (!found) return { status: "leftOut", detail: "less than 3 s followed the line", ...nothing };
  const { agent } = found;
  if (expectation === "answer") {
    const { outcome, latencyMs } = scoreStrictSmoothTurn(agent, heard.endMs - startMs);
    return {
      ...verdict(outcome === "taken", "an answer from 200 ms before to 3 s after the line", describe(outcome, latencyMs)),
      responseMs: latencyMs,
      stopMs: null,
    };
  }
  const { outcome, stopMs, responseMs } = scoreStrictInterruption(agent, reachBack(agent, moveSpan(heard, startMs)));
  if (stopMs === null) return { ...notSpeaking(window), responseMs, stopMs };
  const received = outcome === "keptTalking" ? `${outcomeWords(outcome)} for ${ms(stopMs)}` : describe(outcome, responseMs);
  return { ...verdict(outcome === "answered", "silence within 1 s and an answer within 3 s", received), responseMs, stopMs };
}

function judgeGoingOn(window: StepWindow, result: PlayedResult): Reaction {
  const { around, heard } = window;
  const { agent } = cropLanes(result.lanes, around);
  const { outcome, stopMs } = scoreStrictOverlap(agent, reachBack(agent, moveSpan(heard, around.startMs)));
  if (outcome === "notSpeaking") return { ...notSpeaking(window), responseMs: null, stopMs: null };
  return { ...verdict(outcome !== "stopped", "the agent to go on", outcomeWords(outcome)), responseMs: null, stopMs };
}

function judgePauses(window: StepWindow, result: PlayedResult): CheckResult[] {
  const { heard, step } = window;
  const { agent } = cropToLine(result.lanes, heard);
  return findJudgedPauses(window).map((pause, k) => {
    const { outcome, onsetMs } = scoreStrictPause(agent, moveSpan(pause, heard.startMs));
    if (outcome === "alreadySpeaking")
      return name(step.id, `wait-${k + 1}`, { status: "leftOut", detail: "the agent was speaking already" });
    return name(
      step.id,
      `wait-${k + 1}`,
      verdict(outcome !== "takenOver", "the agent to wait through the pause", describe(outcome, onsetMs)),
    );
  });
}

function judgeListening({ heard, step }: StepWindow, result: PlayedResult): CheckResult[] {
  if (heard.marksMs.length === 0) return [];
  const { agent } = cropToLine(result.lanes, heard);
  const { takeOvers, events } = scoreStrictBackchannel(agent, []);
  const received = `${takeOvers} utterances of more than 1 s and ${events} shorter ones`;
  return [name(step.id, "listen", verdict(takeOvers === 0, "the agent to leave the floor to the caller", received))];
}

/** A late step had waited for the agent to speak, in vain; otherwise it had just fallen silent. */
function notSpeaking({ heard }: Pick<StepWindow, "heard">): Verdict {
  if (heard.isLate) return { status: "failed", detail: "expected the agent to be speaking, received silence" };
  return { status: "leftOut", detail: "the agent was silent when the line began" };
}

function judgeBudget(stepId: string, what: string, budgetMs: number, measuredMs: number | null, { status }: Verdict): CheckResult {
  const kind = "latency";
  if (measuredMs !== null) {
    const kept = measuredMs <= budgetMs;
    return { ...named(stepId, what, verdict(kept, `at most ${ms(budgetMs)}`, ms(measuredMs))), kind };
  }
  const detail = status === "leftOut" ? "there was nothing to measure" : `expected at most ${ms(budgetMs)}, received none`;
  return { ...named(stepId, what, { status: status === "leftOut" ? "leftOut" : "failed", detail }), kind };
}

const WORDS: Record<string, string> = { answer: "answers", yield: "yields", goOn: "goes on", listen: "listens" };

function name(stepId: string, what: string, verdict: Verdict): CheckResult {
  return named(stepId, WORDS[what] ?? what.replace("wait-", "waits through pause "), verdict);
}

function named(stepId: string, what: string, { status, detail }: Verdict): CheckResult {
  return { name: `${stepId}: ${what}`, kind: "behaviour", status, detail };
}

function verdict(isRight: boolean, expected: string, received: string): Verdict {
  return isRight ? { status: "passed", detail: received } : { status: "failed", detail: `expected ${expected}, received ${received}` };
}

function describe(outcome: string, atMs: number | null): string {
  const words = outcomeWords(outcome);
  if (atMs === null) return words;
  return atMs < 0 ? `${words}, ${ms(-atMs)} before the line's end` : `${words} after ${ms(atMs)}`;
}

/** "keptTalking" → "kept talking": an outcome as people read it in a report. */
function outcomeWords(outcome: string): string {
  return outcome === "missed" ? "no answer" : outcome.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
}

function ms(value: number): string {
  return `${Math.round(value)} ms`;
}
