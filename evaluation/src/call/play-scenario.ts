/** One scenario played once against one persona: dial, speak, listen, hang up, and listen again to what the engine recorded. */
import { type AudioCodec, FRAME_MS, type TimelineEvent } from "@duologue/protocol";
import type { LaneRoom } from "../caller/caller-lane";
import { createScriptedCaller } from "../caller/scripted-caller";
import type { EngineAccess, NewCall, OpenedFor } from "../engine/engine-access";
import type { Ears } from "../sound/ears";
import type { RenderedLine } from "../sound/render-line";
import type { Scenario } from "../suite/schema";
import type { HeardStep, PlayedResult } from "./call-result";
import { hearCall } from "./hear-call";
import { locateSteps } from "./locate-steps";
import { type CallClock, playCall } from "./play-call";

/** Waiting for a free slot is part of it. */
const MAX_WAIT_MS = 600_000;
/** Beyond what the caller itself stays: the engine's limit is no hang-up. */
const SPARE_SECONDS = 10;

export interface RenderedScenario {
  /** one for each step, null for a button */
  readonly lines: readonly (RenderedLine | null)[];
  readonly room: LaneRoom;
}

export interface ScenarioParts {
  readonly job?: OpenedFor;
  readonly access: EngineAccess;
  readonly ears: Ears;
  readonly clock: CallClock;
  readonly codec: AudioCodec;
  readonly signal?: AbortSignal;
}

export type PlayedScenario = Omit<PlayedResult, "outcome" | "persona" | "scenario" | "repeat" | "seed" | "judgements">;

export async function playScenario(
  scenario: Scenario,
  { lines, room }: RenderedScenario,
  call: Omit<NewCall, "maxCallSeconds" | "record">,
  titles: ReadonlyMap<string, string>,
  parts: ScenarioParts,
): Promise<PlayedScenario> {
  const { access, ears, clock, codec, signal, job } = parts;
  const address = await access.open({ ...call, maxCallSeconds: scenario.maxSeconds + SPARE_SECONDS, record: true }, job);
  const caller = createScriptedCaller(scenario, lines, room);
  const maxFrames = Math.ceil((scenario.maxSeconds * 1_000) / FRAME_MS);
  const { reason, code, missedChoices } = await playCall(address, caller, { codec, clock, maxFrames, maxWaitMs: MAX_WAIT_MS, signal });
  const heard = await hearCall(await access.collect(address.callId), ears);
  const byStep = new Map(scenario.script.map(({ id }, k) => [id, lines[k] ?? null]));
  const steps = locateSteps(caller.taken, byStep, { sent: caller.sent(), recorded: heard.caller, durationMs: heard.durationMs });
  return {
    speaker: access.speaker(),
    promptSha256: call.promptSha256,
    callId: address.callId,
    lanes: {
      caller: { durationMs: heard.durationMs, voice: joinVoice(scenario, steps) },
      agent: heard.agent as PlayedResult["lanes"]["agent"],
    },
    steps,
    nodes: readNodes(heard.events, titles),
    reason,
    code,
    missedChoices,
    lostFrames: countLost(heard.events),
  };
}

/** The caller's own voice: what is meant for somebody else is no part of the conversation. */
function joinVoice({ script }: Scenario, steps: readonly HeardStep[]): PlayedResult["lanes"]["caller"]["voice"] {
  const own = new Set(script.filter(({ as }) => as !== "toOther" && as !== "background").map(({ id }) => id));
  const voice: { startMs: number; endMs: number }[] = [];
  for (const span of steps.filter(({ id }) => own.has(id)).flatMap((step) => step.voice)) {
    const last = voice.at(-1);
    // a line that was heard a little late may touch the one after it
    if (last && span.startMs < last.endMs) last.endMs = Math.max(last.endMs, span.endMs);
    else voice.push({ ...span });
  }
  return voice;
}

function readNodes(events: readonly TimelineEvent[], titles: ReadonlyMap<string, string>): PlayedResult["nodes"] {
  return events.flatMap((event) =>
    event.kind === "node" ? [{ nodeId: event.nodeId, title: titles.get(event.nodeId) ?? "", atMs: event.frameIndex * FRAME_MS }] : [],
  );
}

function countLost(events: readonly TimelineEvent[]): number {
  return events.reduce((sum, event) => (event.kind === "dropped" ? sum + event.frames : sum), 0);
}
