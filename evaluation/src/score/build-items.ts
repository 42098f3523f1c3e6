/** The items of the metrics' report that one played call holds. */
import type { Item, Lanes, SoundKind, Span } from "@duologue/metrics";
import { type PlayedResult, resultId } from "../call/call-result";
import type { Scenario } from "../suite/schema";
import { cropLanes } from "./crop-lanes";
import { cropToLine } from "./crop-to-line";
import { isUsual } from "./expectation";
import { findConversation } from "./find-conversation";
import { findReply } from "./find-reply";
import { findStepWindows, type StepWindow } from "./step-windows";

/** A pause that is written into a line is judged from this length on; shorter ones are a way of speaking. */
export const MIN_JUDGED_PAUSE_MS = 400;

export function buildItems(scenario: Scenario, result: PlayedResult): Item[] {
  const windows = findStepWindows(scenario, result);
  const id = resultId(result);
  const callerBackchannels = windows.filter(({ step }) => step.as === "backchannel").map(({ heard }) => spanOf(heard));
  return [
    { task: "call", id, lanes: findConversation(result), callerBackchannels },
    ...windows.filter(({ step }) => step.say !== undefined && isUsual(step)).flatMap((window) => buildStepItems(window, result, id)),
  ];
}

function buildStepItems(window: StepWindow, result: PlayedResult, callId: string): Item[] {
  const { step, heard } = window;
  const id = (what: string) => `${callId}/${step.id}/${what}`;
  const line = { startMs: heard.startMs, endMs: heard.endMs };
  if (step.as !== "turn" && step.as !== "interruption") return [buildSound(window, result, step.as, id("sound"))];

  const items: Item[] = findJudgedPauses(window).map(
    (pause, k): Item => ({
      task: "pause",
      id: id(`pause-${k + 1}`),
      lanes: cropToLine(result.lanes, line),
      pause: moveSpan(pause, line.startMs),
    }),
  );
  if (heard.marksMs.length > 0) {
    const marksMs = heard.marksMs.map((markMs) => Math.max(0, Math.min(markMs, line.endMs) - line.startMs));
    items.push({ task: "backchannel", id: id("listening"), lanes: cropToLine(result.lanes, line), marksMs });
  }
  const startMs = step.as === "turn" ? line.startMs : window.around.startMs;
  const lanes = findReply(window, result, startMs);
  if (!lanes) return items;
  const moved = moveSpan(line, startMs);
  if (step.as === "turn") return [...items, { task: "smoothTurn", id: id("turn"), lanes, turnEndMs: moved.endMs }];
  return [
    ...items,
    { task: "interruption", id: id("interruption"), lanes, interruption: moved },
    { task: "overlap", id: id("sound"), kind: "interruption", lanes, sound: moved },
  ];
}

/** Words to somebody else are not on the caller's lane of the conversation, but here they are what is looked at. */
function buildSound(window: StepWindow, result: PlayedResult, kind: Exclude<SoundKind, "interruption">, id: string): Item {
  const { around, heard } = window;
  const own: Lanes = { ...result.lanes, caller: { durationMs: result.lanes.caller.durationMs, voice: heard.voice } };
  return { task: "overlap", id, kind, lanes: cropLanes(own, around), sound: moveSpan(spanOf(heard), around.startMs) };
}

export function findJudgedPauses({ heard }: Pick<StepWindow, "heard">): Span[] {
  return heard.pauses.filter(
    ({ startMs, endMs }) => endMs - startMs >= MIN_JUDGED_PAUSE_MS && startMs >= heard.startMs && endMs <= heard.endMs,
  );
}

export function moveSpan({ startMs, endMs }: Span, originMs: number): Span {
  return { startMs: startMs - originMs, endMs: endMs - originMs };
}

function spanOf({ startMs, endMs }: Span): Span {
  return { startMs, endMs };
}
