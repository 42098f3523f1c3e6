import { db } from "@duologue/db";
import {
  type CallResult,
  type ComparedRun,
  callResult,
  compareRuns as compare,
  hashScenarios,
  parseSuite,
} from "@duologue/evaluation/suites";
import { ProtocolError } from "@duologue/protocol";
import type { z } from "zod";
import { type compareRunsInput, isOver, type RunsComparisonDetail } from "@/lib/shared/suite-runs";
import type { Viewer } from "../auth/session";
import { suiteSounds } from "../suites/suite-sounds";
import { readRun } from "./read-run";

/**
 * Runs side by side on the scenarios that are the same in all of them. Throws `not_found`, and `conflict` where one goes on or has played
 * nothing.
 */
export async function compareRuns(viewer: Viewer, { run: ids }: z.output<typeof compareRunsInput>): Promise<RunsComparisonDetail> {
  const opened = await Promise.all([...new Set(ids)].map((id, k) => openRun(viewer, id, String.fromCharCode(65 + k))));
  return { ...compare(opened.map(({ compared }) => compared)), runs: opened.map(({ detail }) => detail) };
}

async function openRun(viewer: Viewer, id: string, label: string) {
  const run = await readRun(viewer, id);
  if (!isOver(run.state) || run.done === 0) {
    throw new ProtocolError("conflict", "Expected runs that are over and have played something, received another. Choose other runs.");
  }
  const { document, sounds, results } = await db.suiteRun.findUniqueOrThrow({
    where: { id },
    select: { document: true, sounds: true, results: { select: { result: true } } },
  });
  const held = new Map(suiteSounds.parse(sounds).map((sound) => [sound.path, sound.sha256 ?? sound.key]));
  const suite = parseSuite(document);
  const compared: ComparedRun = {
    label,
    suite,
    contents: hashScenarios(suite, (wav) => held.get(wav) ?? wav),
    personas: run.personas,
    results: results.flatMap(({ result }): CallResult[] => {
      const parsed = callResult.safeParse(result);
      return parsed.success ? [parsed.data] : [];
    }),
  };
  const { report: _, role: _role, ...detail } = run;
  return { compared, detail: { ...detail, label } };
}
