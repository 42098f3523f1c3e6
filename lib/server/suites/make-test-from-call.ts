/** A scenario out of a call: what its caller said in a span, cut out of the recording, and what is expected of who answers. */
import { randomUUID } from "node:crypto";
import { db, type Prisma } from "@duologue/db";
import { type Check, cropLanes, cutScenario, type Scenario } from "@duologue/evaluation/suites";
import { type Lane, type Lanes, readTimeline } from "@duologue/metrics";
import { FRAME_MS, ProtocolError, type TimelineEvent, timelineEvent } from "@duologue/protocol";
import type { z } from "zod";
import type { MakeTestReply, makeTestInput } from "@/lib/shared/suites";
import { audit } from "../audit";
import type { Viewer } from "../auth/session";
import { findCall } from "../calls/find-call";
import { storage } from "../storage/storage";
import { cutCaller } from "./cut-caller";
import { findSuite } from "./find-suite";
import { loadTeamSuite } from "./load-team-suite";
import { storeSounds } from "./store-sounds";
import { type SuiteSound, suiteSounds } from "./suite-sounds";

/** The engine marks the caller's words by whole frames, and late by one now and then. */
const EDGE_MS = FRAME_MS;

/** Throws `conflict` without a recording, `invalid_input` where the caller does not speak in the span, and `not_found`. */
export async function makeTestFromCall(viewer: Viewer, callId: string, input: z.output<typeof makeTestInput>): Promise<MakeTestReply> {
  const call = await findCall(viewer.teamId, callId);
  const timeline = call.timelineKey ? await storage().get(call.timelineKey) : null;
  if (!call.recordingKey || !timeline) {
    throw new ProtocolError("conflict", "Expected a call with its recording and timeline, received one without. Choose another call.");
  }
  const before = input.suiteId ? await findSuite(viewer.teamId, input.suiteId) : null;
  const cut = await cutCaller(call.recordingKey, input);
  const lanes = readLanes(new TextDecoder().decode(timeline), cut.recordedMs);
  const id = `call-${randomUUID().slice(0, 8)}`;
  const wav = `sounds/${id}.wav`;
  const made = cutScenario({ id, title: input.title, wav, lanes: cropLanes(lanes, cut) });
  const scenario: Scenario = { ...made, category: input.category, checks: writeChecks(input) };
  const suiteId = await storeSounds(viewer.teamId, new Map([[wav, cut.wav]]), (sounds) =>
    before ? addTo(viewer, before, scenario, sounds) : startSuite(viewer, input.suiteTitle ?? "Tests from calls", scenario, sounds),
  );
  return { suiteId, scenarioId: id, lines: scenario.script.length };
}

function writeChecks({ mustSay, mustNotSay }: z.output<typeof makeTestInput>): Check[] {
  return [
    ...(mustSay.length > 0 ? [{ type: "mustSay" as const, phrases: mustSay, all: true }] : []),
    ...(mustNotSay.length > 0 ? [{ type: "mustNotSay" as const, phrases: mustNotSay }] : []),
  ];
}

async function addTo(
  viewer: Viewer,
  before: { id: string; document: Prisma.JsonValue; sounds: Prisma.JsonValue },
  scenario: Scenario,
  added: readonly SuiteSound[],
): Promise<string> {
  const { scenarios, ...rest } = before.document as { scenarios: Prisma.JsonArray };
  const document = { ...rest, scenarios: [...scenarios, scenario] };
  const sounds = [...suiteSounds.parse(before.sounds), ...added];
  const { sha256 } = await loadTeamSuite(document, sounds);
  await db.$transaction(async (tx) => {
    const data = { document: document as unknown as Prisma.InputJsonObject, sounds: sounds as unknown as Prisma.InputJsonArray, sha256 };
    await tx.suite.update({ where: { id: before.id }, data });
    await audit(viewer, "suite.test_added", { type: "suite", id: before.id }, undefined, tx);
  });
  return before.id;
}

async function startSuite(viewer: Viewer, title: string, scenario: Scenario, sounds: readonly SuiteSound[]): Promise<string> {
  const document = { spec: "duologue_suite", specVersion: "1.0", meta: { name: nameOf(title), title }, scenarios: [scenario] };
  const { sha256 } = await loadTeamSuite(document, sounds);
  return db.$transaction(async (tx) => {
    const { id } = await tx.suite.create({
      data: {
        teamId: viewer.teamId,
        title,
        document: document as unknown as Prisma.InputJsonObject,
        sounds: sounds as unknown as Prisma.InputJsonArray,
        sha256,
        createdById: viewer.userId,
      },
    });
    await audit(viewer, "suite.made", { type: "suite", id }, undefined, tx);
    return id;
  });
}

function nameOf(title: string): string {
  const name = title
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, "-")
    .replaceAll(/^-+|-+$/g, "");
  return name.slice(0, 60) || "tests-from-calls";
}

/** Both sides as the engine heard them, the caller's words with their edges. */
function readLanes(timeline: string, recordedMs: number): Lanes {
  const events = timeline.split("\n").flatMap((line): TimelineEvent[] => {
    const parsed = line.trim() === "" ? null : timelineEvent.safeParse(JSON.parse(line));
    return parsed?.success ? [parsed.data] : [];
  });
  const last = events.reduce((frame, event) => Math.max(frame, "endFrameIndex" in event ? event.endFrameIndex : event.frameIndex + 1), 0);
  const { caller, agent } = readTimeline(events, Math.max(last, Math.ceil(recordedMs / FRAME_MS)));
  return { caller: widen(caller), agent };
}

function widen({ durationMs, voice }: Lane): Lane {
  const wide: { startMs: number; endMs: number }[] = [];
  for (const { startMs, endMs } of voice) {
    const span = { startMs: Math.max(0, startMs - EDGE_MS), endMs: Math.min(durationMs, endMs + EDGE_MS) };
    const previous = wide.at(-1);
    if (previous && span.startMs <= previous.endMs) previous.endMs = span.endMs;
    else wide.push(span);
  }
  return { durationMs, voice: wide };
}
