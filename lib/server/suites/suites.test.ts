/** Needs PostgreSQL (the embedded one will do). */
import { db } from "@duologue/db";
import { suiteText } from "@duologue/db/seed";
import { unzipSync } from "fflate";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { Viewer } from "../auth/session";
import { listCalls } from "../calls/list-calls";
import { snapshotVersion } from "../personas/snapshot-version";
import { listRuns } from "../suite-runs/list-runs";
import { readRun } from "../suite-runs/read-run";
import { startRun } from "../suite-runs/start-run";
import { openTestDatabase, type TestDatabase } from "../test/test-database";
import { createWorld, type World } from "../test/world";
import { deleteSuite } from "./delete-suite";
import { exportSuiteFile } from "./export-suite-file";
import { listSuites } from "./list-suites";
import { readSuite } from "./read-suite";
import { replaceSuite } from "./replace-suite";
import { storeSound } from "./suite-sounds";
import { uploadSuite } from "./upload-suite";

let database: TestDatabase;
let world: World;
let viewer: Viewer;
beforeAll(async () => {
  database = await openTestDatabase();
  world = await createWorld();
  const { editor, team } = world;
  viewer = { userId: editor.id, name: editor.name, email: editor.email, teamId: team.id, teamName: team.name, role: "editor" };
});
afterAll(() => database.close());

const changed = (change: object) => JSON.stringify({ ...JSON.parse(suiteText), ...change });

it("lists the team's own before the bundled ones, and none of another team's", async () => {
  const other = await createWorld();
  const listed = await listSuites(viewer);
  expect(listed[0]).toMatchObject({ id: world.suite.id, title: "First", isBundled: false, scenarioCount: 1 });
  expect(listed.filter(({ isBundled }) => isBundled).map(({ id }) => id)).toEqual(["seed-personas", "service", "smoke", "turn-taking"]);
  expect(listed.map(({ id }) => id)).not.toContain(other.suite.id);
});

it("reads every bundled suite with its scenarios in words", async () => {
  for (const name of ["seed-personas", "service", "smoke", "turn-taking"]) {
    const suite = await readSuite(viewer, name);
    expect(suite.scenarios).toHaveLength(suite.scenarioCount);
    for (const { steps } of suite.scenarios) for (const step of steps) expect(`${step.when} ${step.text}`).toMatch(/\S+ \S+/);
  }
  expect(await readSuite(viewer, "service")).toMatchObject({ needsPersona: false });
  expect(await (await exportSuiteFile(viewer, "smoke")).json()).toMatchObject({ meta: { name: "smoke" } });
});

it("refuses a file by naming every place, and one that brings what it cannot hold", async () => {
  const [scenario] = JSON.parse(suiteText).scenarios as object[];
  const refusal = (text: string) =>
    uploadSuite(viewer, { text }).then(
      () => null,
      (error: { code: string; message: string; fields?: object }) => error,
    );
  expect(await refusal("{")).toMatchObject({ code: "invalid_input", message: expect.stringContaining("Expected JSON") });
  const misspelt = await refusal(changed({ repeat: 2, scenarios: [{ ...scenario, caller: "nobody" }] }));
  expect(misspelt).toMatchObject({ code: "invalid_input" });
  const twice = await refusal(changed({ scenarios: [scenario, scenario, { ...scenario, id: "x", persona: "nobody" }] }));
  expect(Object.keys(twice?.fields ?? {})).toEqual(expect.arrayContaining(["scenarios.2.persona"]));
  const script = [{ id: "a", when: { event: "callLive" }, say: [{ wav: "sounds/mine.wav" }] }];
  expect(await refusal(changed({ scenarios: [{ ...scenario, script }] }))).toMatchObject({
    fields: { "sounds/mine.wav": "expected a sound that this suite holds" },
  });
  const personas = { mine: { file: "mine.persona.json" } };
  expect(await refusal(changed({ personas }))).toMatchObject({ message: expect.stringContaining("mine.persona.json") });
});

it("replaces a suite with one that plays its sounds, and packs both for the command line", async () => {
  const { id } = await uploadSuite(viewer, { text: suiteText });
  const sound = await storeSound(viewer.teamId, "sounds/mine.wav", new TextEncoder().encode("RIFF"));
  await db.suite.update({ where: { id }, data: { sounds: [{ ...sound }] } });
  const script = [{ id: "a", when: { event: "callLive" }, say: [{ wav: "sounds/mine.wav", startMs: 0, endMs: 900 }] }];
  const text = changed({ meta: { name: "other", title: "Other" }, scenarios: [{ id: "s", title: "S", category: "words", script }] });
  const before = await readSuite(viewer, id);
  await replaceSuite(viewer, id, { text });
  const after = await readSuite(viewer, id);
  expect(after).toMatchObject({ title: "Other", soundBytes: 4 });
  expect(after.sha256).not.toBe(before.sha256);
  expect(after.scenarios[0]?.steps[0]).toMatchObject({ text: "(recorded speech)", pieces: [{ isPause: false, lengthMs: 900 }] });
  const zip = unzipSync(new Uint8Array(await (await exportSuiteFile(viewer, id)).arrayBuffer()));
  expect(Object.keys(zip)).toEqual(["other.suite.json", "sounds/mine.wav"]);
  await deleteSuite(viewer, id);
  await expect(readSuite(viewer, id)).rejects.toMatchObject({ code: "not_found" });
});

it("starts a run with snapshots of versions and drafts, of chosen scenarios under a hash of their own", async () => {
  const version = await snapshotVersion(world.persona, viewer.userId);
  const personas = [{ personaId: world.persona.id, versionId: version.id }, { personaId: world.persona.id }];
  const whole = await readSuite(viewer, "turn-taking");
  const own = whole.scenarios.filter(({ persona }) => persona === null).slice(0, 3);
  const scenarios = own.map(({ id }) => id);
  const { id } = await startRun(viewer, { suiteId: "turn-taking", personas, repeats: 2, callsAtOnce: 4, scenarios });
  const run = await readRun(viewer, id);
  expect(run).toMatchObject({ state: "waiting", planned: 12, done: 0, suiteId: "turn-taking", scenarioCount: 3, report: null });
  expect(run.personas.map(({ name }) => name)).toEqual([`${world.persona.name} v${version.number}`, `${world.persona.name} draft`]);
  expect(run.suiteSha256).not.toBe(whole.sha256);
  expect((await listRuns(viewer, { suiteId: "turn-taking" })).map((one) => one.id)).toEqual([id]);
  const base = { suiteId: "service", repeats: 1, callsAtOnce: 4 };
  const { id: ownId } = await startRun(viewer, { ...base, personas: [] });
  expect((await readRun(viewer, ownId)).personas.map(({ name }) => name)).toEqual(["Service"]);
  await expect(startRun(viewer, { ...base, suiteId: "smoke", personas: [] })).rejects.toMatchObject({ code: "invalid_input" });
  await expect(startRun(viewer, { ...base, personas: [], repeats: 20, scenarios: ["nowhere"] })).rejects.toMatchObject({
    code: "invalid_input",
  });
  const stranger = await createWorld();
  await expect(startRun(viewer, { ...base, suiteId: "smoke", personas: [{ personaId: stranger.persona.id }] })).rejects.toMatchObject({
    code: "not_found",
  });
});

it("keeps calls of suites out of the list of people's calls, unless they are asked for", async () => {
  await db.call.update({ where: { id: world.call.id }, data: { source: "suite" } });
  const ids = async (filter: object) => (await listCalls(viewer, { limit: 30, ...filter })).calls.map(({ id }) => id);
  expect(await ids({})).toEqual([world.endedCall.id]);
  expect(await ids({ source: "suite" })).toEqual([world.call.id]);
});
