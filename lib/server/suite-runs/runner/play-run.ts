/** Plays one claimed run to its end, or as far as it is wanted. */
import { db, type Prisma } from "@duologue/db";
import type { Ears } from "@duologue/evaluation";
import {
  buildSuiteReport,
  type CallClock,
  type CallResult,
  type Judge,
  type LineSpeaker,
  type LoadedSuite,
  readJudge,
  runSuite,
} from "@duologue/evaluation";
import { assembleSuite, parseSuite } from "@duologue/evaluation/suites";
import { parsePersona } from "@duologue/persona";
import { ProtocolError } from "@duologue/protocol";
import { now } from "../../clock";
import { env } from "../../env";
import { log } from "../../log";
import { readBundledSound } from "../../suites/bundled-suites";
import { readSound, suiteSounds } from "../../suites/suite-sounds";
import { type ClaimedRun, RUN_CLAIM_MS } from "../claim-next-run";
import { databaseResults } from "./database-results";
import { holdClaim } from "./hold-claim";
import { openStudioAccess } from "./studio-access";

/** Put in by the build. */
declare const EVALUATION_BUILD: string | undefined;

export interface RunnerParts {
  clock: CallClock;
  sound: { ears: Ears; speaker: LineSpeaker };
  stopping: AbortSignal;
}

export async function playClaimedRun(run: ClaimedRun, parts: RunnerParts): Promise<void> {
  const own = { id: run.id, claim: run.claim };
  const held = holdClaim(async () => {
    const claimedUntil = new Date(now().getTime() + RUN_CLAIM_MS);
    return (await db.suiteRun.updateMany({ where: { ...own, state: "running" }, data: { claimedUntil } })).count > 0;
  }, parts);
  try {
    const build = { engine: "", runner: typeof EVALUATION_BUILD === "string" ? EVALUATION_BUILD : "source" };
    const loaded = await load(run);
    const results = await play(run, loaded, parts, held.signal, (engine) => {
      build.engine = engine;
    });
    await store(own, { state: "done", endedAt: now(), ...reportOf(run, loaded, results, build) });
  } catch (error) {
    if (parts.stopping.aborted) await store(own, { state: "waiting" });
    else if (held.signal.aborted)
      await db.suiteRun.updateMany({ where: { ...own, state: "cancelled" }, data: { ...(await reportPart(run)), claim: null } });
    else await store(own, { state: "failed", endedAt: now(), ...failureOf(error), ...(await reportPart(run).catch(() => ({}))) });
  } finally {
    held.release();
  }
}

async function play(
  run: ClaimedRun,
  loaded: LoadedSuite,
  { clock, sound }: RunnerParts,
  signal: AbortSignal,
  onBuild: (engine: string) => void,
) {
  const measured = new Map(run.personas.map((persona) => [persona.name, persona]));
  const scenarios = new Map(loaded.suite.scenarios.map((scenario) => [scenario.id, scenario]));
  const access = await openStudioAccess({
    teamId: run.teamId,
    createdById: run.createdById,
    source: "suite",
    offer: run.offer,
    clock,
    signal,
    describe(job) {
      const own = scenarios.get(job?.scenario ?? "")?.persona;
      const document = own === undefined ? undefined : loaded.personas.get(own);
      if (document) return { personaId: null, versionId: null, personaName: document.meta.name };
      const persona = measured.get(job?.persona ?? "");
      return {
        personaId: persona?.personaId ?? null,
        versionId: persona?.versionId ?? null,
        personaName: persona?.name ?? loaded.suite.meta.title,
      };
    },
  });
  onBuild(access.build);
  await db.suiteRun.updateMany({ where: { id: run.id, claim: run.claim }, data: { engineBuild: access.build } });
  let running = -1;
  return runSuite(
    loaded,
    {
      personas: run.personas.map(({ name, sha256, document }) => ({ name, sha256, document: parsePersona(document).document })),
      repeats: run.repeats,
      calls: run.callsAtOnce,
      codec: "opus",
      signal,
      onProgress(progress) {
        if (progress.running === running) return;
        running = progress.running;
        const data = { runningCalls: running };
        db.suiteRun.updateMany({ where: { id: run.id, claim: run.claim }, data }).catch(() => {});
      },
    },
    { access, store: databaseResults(run.id), sound, clock, ...(run.judge ? { judge: findJudge() } : {}) },
  );
}

/** Before the first call: a run that asks for ratings and gets none would mislead. */
function findJudge(): Judge {
  const judge = readJudge(env());
  if (judge) return judge;
  throw new ProtocolError(
    "invalid_input",
    "Expected the judge that this run was started with, received none. Set EVAL_JUDGE_URL, then continue.",
  );
}

async function load({ document, isBundled, ...run }: ClaimedRun): Promise<LoadedSuite> {
  const sounds = suiteSounds.parse(run.sounds);
  const loaded = await assembleSuite(parseSuite(document), {
    readPersonaFile: async (file) => {
      throw new ProtocolError("invalid_input", `Expected personas as documents, received the file ${file}.`);
    },
    readWavFile: (wav) => (isBundled ? readBundledSound(wav) : readSound(sounds, wav)),
  });
  return { ...loaded, sha256: run.suiteSha256 };
}

function reportOf(run: ClaimedRun, { suite }: LoadedSuite, results: readonly CallResult[], build: { engine: string; runner: string }) {
  const { suiteSha256, personas, repeats } = run;
  const report = buildSuiteReport({ suite, suiteSha256, personas, results, build, repeats });
  return { report: report as unknown as Prisma.InputJsonObject, engineBuild: build.engine, runnerBuild: build.runner };
}

/** What a run that was stopped, or broke off, has played is reported all the same. */
async function reportPart(run: ClaimedRun) {
  const [{ engineBuild }, results] = await Promise.all([
    db.suiteRun.findUniqueOrThrow({ where: { id: run.id }, select: { engineBuild: true } }),
    databaseResults(run.id).read(),
  ]);
  if (results.length === 0) return {};
  const runner = typeof EVALUATION_BUILD === "string" ? EVALUATION_BUILD : "source";
  return reportOf(run, await load(run), results, { engine: engineBuild ?? "", runner });
}

async function store(own: { id: string; claim: string }, data: Prisma.SuiteRunUpdateManyMutationInput): Promise<void> {
  await db.suiteRun.updateMany({
    where: { ...own, state: "running" },
    data: { ...data, claim: null, claimedUntil: null, runningCalls: 0 },
  });
}

/** Words for people from what is known; of anything else the name only, as messages may quote what was said. */
export function failureOf(error: unknown): { failureCode: string; failure: string } {
  const { name, code } = error as { name?: string; code?: unknown };
  log().warn({ kind: name, code }, "A run broke off");
  if (error instanceof ProtocolError) return { failureCode: error.code, failure: error.message };
  return { failureCode: "internal", failure: "The run broke off. Continue it; if that fails too, the studio’s log says more." };
}
