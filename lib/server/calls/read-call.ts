import { db } from "@duologue/db";
import { directorProgram } from "@duologue/persona";
import { ProtocolError } from "@duologue/protocol";
import type { CallDetail, CallSummary } from "@/lib/shared/calls";
import type { Viewer } from "../auth/session";
import { describeScorecard } from "../scorecards/describe-scorecard";
import { storage } from "../storage/storage";
import { markLostCalls } from "./mark-lost-calls";
import type { StoredSpec } from "./prepare-call";
import { summariseCalls } from "./summarise-calls";

/** One call with what it was made of; for the team only, as the prompt is in it. */
export async function readCall(viewer: Viewer, id: string): Promise<CallDetail> {
  await markLostCalls();
  const call = await db.call.findFirst({
    where: { id, teamId: viewer.teamId, deletedAt: null },
    include: {
      link: { select: { label: true } },
      version: { select: { number: true } },
      scorecard: true,
      suiteResult: { select: { scenario: true, run: { select: { id: true, suiteTitle: true } } } },
      replayOf: { select: { id: true, callId: true } },
    },
  });
  if (!call) throw new ProtocolError("not_found");
  const [summary] = await summariseCalls([call]);
  const { prompt, promptSha256, program, voice, sampling, seed, maxCallSeconds } = call.spec as unknown as StoredSpec;
  return {
    ...(summary as CallSummary),
    prompt,
    promptSha256,
    program: directorProgram.parse(program),
    voice: voice && { ...voice, name: await voiceName(viewer.teamId, voice.id) },
    sampling,
    seed,
    maxCallSeconds,
    engineId: call.engineId,
    versionNumber: call.version?.number ?? null,
    recordingBytes: call.recordingKey ? await storage().size(call.recordingKey) : null,
    role: viewer.role,
    scorecard: describeScorecard(call),
    suiteRun: call.suiteResult && { ...call.suiteResult.run, scenario: call.suiteResult.scenario },
    replay: call.replayOf,
  };
}

async function voiceName(teamId: string, id: string): Promise<string | null> {
  return (await db.voice.findFirst({ where: { id, teamId }, select: { name: true } }))?.name ?? null;
}
