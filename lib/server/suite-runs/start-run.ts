import { db, type Prisma } from "@duologue/db";
import { hashPersona, type LoadedSuite, pickScenarios } from "@duologue/evaluation/suites";
import { createBlankPersona } from "@duologue/persona";
import { ProtocolError } from "@duologue/protocol";
import type { z } from "zod";
import type { startRunInput } from "@/lib/shared/suite-runs";
import { audit } from "../audit";
import type { Viewer } from "../auth/session";
import { env } from "../env";
import { findMeasuredPersona, type MeasuredPersona } from "../personas/find-measured-persona";
import { toStored } from "../personas/stored-document";
import { openSuite } from "../suites/open-suite";
import { wakeRunner } from "./wake-runner";

const MOST_CALLS = 5_000;

/**
 * Puts a run on the list, with snapshots of all that it will play. Throws `invalid_input` where it would play nothing or too much, and
 * `not_found`.
 */
export async function startRun(viewer: Viewer, input: z.output<typeof startRunInput>): Promise<{ id: string }> {
  if (input.judge && !env().EVAL_JUDGE_URL) {
    const words = "Expected a judge that the studio is set up with, received none. Set EVAL_JUDGE_URL, or run without.";
    throw new ProtocolError("invalid_input", words, { fields: { judge: words } });
  }
  const opened = await openSuite(viewer.teamId, input.suiteId);
  const loaded = choose(opened.loaded, input.scenarios);
  const personas = await findPersonas(viewer.teamId, loaded, input.personas);
  const planned = loaded.suite.scenarios.length * input.repeats * personas.length;
  if (planned > MOST_CALLS) {
    throw new ProtocolError("invalid_input", `Expected at most ${MOST_CALLS} calls in one run, received ${planned}. Choose fewer of them.`);
  }
  const run = await db.$transaction(async (tx) => {
    const { id } = await tx.suiteRun.create({
      data: {
        teamId: viewer.teamId,
        suiteId: opened.isBundled ? null : opened.id,
        suiteName: loaded.suite.meta.name,
        suiteTitle: loaded.suite.meta.title,
        isBundled: opened.isBundled,
        suiteSha256: loaded.sha256,
        document: withDocuments(loaded),
        sounds: opened.sounds as unknown as Prisma.InputJsonArray,
        repeats: input.repeats,
        callsAtOnce: input.callsAtOnce,
        judge: input.judge,
        offer: input.offer ?? null,
        planned,
        createdById: viewer.userId,
        personas: { create: personas.map((persona, position) => ({ position, ...persona })) },
      },
    });
    await audit(viewer, "run.started", { type: "run", id }, { suiteSha256: loaded.sha256, calls: planned }, tx);
    return { id };
  });
  wakeRunner();
  return run;
}

function choose(loaded: LoadedSuite, ids: readonly string[] | undefined): LoadedSuite {
  if (!ids) return loaded;
  const wanted = new Set(ids);
  const known = loaded.suite.scenarios.filter(({ id }) => wanted.has(id));
  if (known.length === 0) throw new ProtocolError("invalid_input", "Expected scenarios of this suite, received none of them.");
  if (known.length === loaded.suite.scenarios.length) return loaded;
  return pickScenarios(loaded, ({ id }) => wanted.has(id), known.map(({ id }) => id).join(","));
}

/** The suite's own personas as whole documents: files may change. */
function withDocuments({ suite, personas }: LoadedSuite): Prisma.InputJsonObject {
  const documents = Object.fromEntries([...personas].map(([name, document]) => [name, { document }]));
  return JSON.parse(JSON.stringify({ ...suite, personas: documents })) as Prisma.InputJsonObject;
}

async function findPersonas(teamId: string, { suite }: LoadedSuite, wanted: z.output<typeof startRunInput>["personas"]) {
  if (suite.scenarios.every(({ persona }) => persona !== undefined)) {
    const document = createBlankPersona(suite.meta.name);
    return [{ name: suite.meta.title, personaId: null, versionId: null, document: toStored(document), sha256: hashPersona(document) }];
  }
  if (wanted.length === 0) throw new ProtocolError("invalid_input", undefined, { fields: { personas: "Choose whom to call." } });
  const taken = new Set<string>();
  const personas = [];
  for (const one of wanted) {
    const found = await findMeasuredPersona(teamId, one);
    const name = freeName(found, taken);
    taken.add(name);
    const { personaId, versionId, document } = found;
    personas.push({ name, personaId, versionId, document: toStored(document), sha256: hashPersona(document) });
  }
  return personas;
}

/** Two personas may have one name. */
function freeName({ label }: MeasuredPersona, taken: ReadonlySet<string>): string {
  let name = label;
  for (let k = 2; taken.has(name); k++) name = `${label} (${k})`;
  return name;
}
