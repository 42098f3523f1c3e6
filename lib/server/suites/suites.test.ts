/** Needs PostgreSQL (the embedded one will do). */
import { db } from "@duologue/db";
import { suiteText } from "@duologue/db/seed";
import { strToU8, unzipSync, zipSync } from "fflate";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { Viewer } from "../auth/session";
import { listCalls } from "../calls/list-calls";
import { snapshotVersion } from "../personas/snapshot-version";
import { storage } from "../storage/storage";
import { cancelRun } from "../suite-runs/cancel-run";
import { deleteRun } from "../suite-runs/delete-run";
import { listRuns } from "../suite-runs/list-runs";
import { readRun } from "../suite-runs/read-run";
import { startRun } from "../suite-runs/start-run";
import { openTestDatabase, type TestDatabase } from "../test/test-database";
import { toneWav } from "../test/tone-wav";
import { createWorld, type World } from "../test/world";
import { deleteSuite } from "./delete-suite";
import { exportSuiteFile } from "./export-suite-file";
import { listSuites } from "./list-suites";
import { readSuite } from "./read-suite";
import { readSuiteUpload } from "./read-suite-upload";
import { replaceSuite } from "./replace-suite";
import { suiteSounds } from "./suite-sounds";
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

const none = new Map<string, Uint8Array>();
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
    uploadSuite(viewer, { text, sounds: none }).then(
      () => null,
      (error: { code: string; message: string; fields?: object }) => error,
    );
  expect(await refusal("{")).toMatchObject({
    code: "invalid_input",
    message: expect.stringContaining("Expected JSON, received the end of the file at line 1, column 2"),
  });
  const misspelt = await refusal(changed({ repeat: 2, scenarios: [{ ...scenario, caller: "nobody" }] }));
  expect(misspelt).toMatchObject({ code: "invalid_input" });
  const twice = await refusal(changed({ scenarios: [scenario, scenario, { ...scenario, id: "x", persona: "nobody" }] }));
  expect(Object.keys(twice?.fields ?? {})).toEqual(expect.arrayContaining(["scenarios.2.persona"]));
  const script = [{ id: "a", when: { event: "callLive" }, say: [{ wav: "sounds/mine.wav" }] }];
  expect(await refusal(changed({ scenarios: [{ ...scenario, script }] }))).toMatchObject({
    fields: { "sounds/mine.wav": expect.stringContaining("expected a sound that this suite holds, received none") },
  });
  const personas = { mine: { file: "mine.persona.json" } };
  expect(await refusal(changed({ personas }))).toMatchObject({ message: expect.stringContaining("mine.persona.json") });
});

/** A suite of one line, which plays these. */
const playing = (...wavs: string[]) => {
  const say = wavs.map((wav) => ({ wav, startMs: 0, endMs: 900 }));
  const script = [{ id: "a", when: { event: "callLive" }, say }];
  return changed({ meta: { name: "other", title: "Other" }, scenarios: [{ id: "s", title: "S", category: "words", script }] });
};
const upload = async (files: Record<string, Uint8Array | string>) => {
  const packed = Object.entries(files).map(([name, file]) => [name, typeof file === "string" ? strToU8(file) : file] as const);
  const form = new FormData();
  form.set("file", new File([zipSync(Object.fromEntries(packed)) as Uint8Array<ArrayBuffer>], "any.zip"));
  return readSuiteUpload(new Request("http://localhost/api/suites", { method: "POST", body: form }));
};
const refusalOf = async (files: Record<string, Uint8Array | string>) =>
  upload(files)
    .then((brought) => uploadSuite(viewer, brought))
    .then(
      () => null,
      (error: { code: string; message: string; fields: Record<string, string> }) => error,
    );
const keysOf = async (id: string) => suiteSounds.parse((await db.suite.findUniqueOrThrow({ where: { id } })).sounds).map(({ key }) => key);

it("takes a suite with its sounds as a zip, gives the same zip back, and plays what it holds after it was replaced", async () => {
  const wav = toneWav(2);
  const packed = {
    "mine/other.suite.json": playing("sounds/a.wav", "sounds/b.wav"),
    "mine/sounds/a.wav": wav,
    "mine/sounds/b.wav": toneWav(1),
  };
  const { id } = await uploadSuite(viewer, await upload({ ...packed, "__MACOSX/mine/._a.wav": "x", "mine/.DS_Store": "x" }));
  const before = await readSuite(viewer, id);
  expect(before).toMatchObject({ title: "Other", soundBytes: wav.byteLength + toneWav(1).byteLength });
  expect(before.scenarios[0]).toMatchObject({ caller: "recorded caller", steps: [{ text: "(recorded speech) (recorded speech)" }] });
  const zip = unzipSync(new Uint8Array(await (await exportSuiteFile(viewer, id)).arrayBuffer()));
  expect(Object.keys(zip)).toEqual(["other.suite.json", "sounds/a.wav", "sounds/b.wav"]);
  expect(zip["sounds/a.wav"]).toEqual(new Uint8Array(wav));
  const again = await uploadSuite(viewer, await upload(zip));
  expect((await readSuite(viewer, again.id)).sha256).toBe(before.sha256);

  const held = await keysOf(id);
  await replaceSuite(viewer, id, { text: playing("sounds/a.wav"), sounds: none });
  expect(await keysOf(id)).toEqual(held.slice(0, 1));
  expect(await Promise.all(held.map((key) => storage().size(key)))).toEqual([wav.byteLength, null]);
  await replaceSuite(viewer, id, { text: playing("sounds/a.wav"), sounds: new Map([["sounds/a.wav", toneWav(1)]]) });
  expect((await readSuite(viewer, id)).sha256).not.toBe(before.sha256);
});

it("removes the sounds of a suite that is deleted once no run needs them either", async () => {
  const { id } = await uploadSuite(viewer, { text: playing("a.wav"), sounds: new Map([["a.wav", toneWav(1)]]) });
  const [key = ""] = await keysOf(id);
  const run = await startRun(viewer, {
    suiteId: id,
    personas: [{ personaId: world.persona.id }],
    repeats: 1,
    callsAtOnce: 1,
    judge: false,
  });
  await deleteSuite(viewer, id);
  await expect(readSuite(viewer, id)).rejects.toMatchObject({ code: "not_found" });
  expect(await storage().size(key)).toBeGreaterThan(0);
  await cancelRun(viewer, run.id);
  await deleteRun(viewer, run.id);
  expect(await storage().size(key)).toBeNull();
});

it("refuses a zip by naming every sound that is missing, that nobody plays, or that is none", async () => {
  const suite = playing("a.wav", "b.wav", "../c.wav");
  const refusal = await refusalOf({
    "suite.json": suite,
    "b.wav": "no sound at all, though it is long enough to be one",
    "d.wav": toneWav(1),
  });
  expect(refusal).toMatchObject({
    code: "invalid_input",
    fields: {
      "a.wav": expect.stringContaining("expected a sound in the zip, received none"),
      "b.wav": expect.stringContaining("expected a RIFF WAVE file"),
      "../c.wav": expect.stringContaining("leads elsewhere"),
      "d.wav": expect.stringContaining("none names"),
    },
  });
  const late = suiteText.replace('"say":"When do you open?"', '"say":[{"wav":"a.wav","startMs":5000}]');
  expect(await refusalOf({ "suite.json": late, "a.wav": toneWav(1) })).toMatchObject({
    fields: { "scenarios.0.script.0.say.0.startMs": expect.stringContaining("less than the 1000 ms") },
  });
  expect(await refusalOf({ "a.wav": toneWav(1) })).toMatchObject({ message: expect.stringContaining("received none") });
  expect(await refusalOf({ "a.suite.json": suiteText, "b.suite.json": suiteText })).toMatchObject({
    message: expect.stringContaining("received 2 of them"),
  });
});

it("downloads a bundled suite whole: its personas stand in it, its sounds lie beside it, and it may be uploaded", async () => {
  const zip = unzipSync(new Uint8Array(await (await exportSuiteFile(viewer, "turn-taking")).arrayBuffer()));
  expect(Object.keys(zip)).toEqual(["turn-taking.suite.json", "sounds/cough.wav"]);
  const { id } = await uploadSuite(viewer, await upload(zip));
  expect((await readSuite(viewer, id)).scenarioCount).toBe((await readSuite(viewer, "turn-taking")).scenarioCount);
  const text = await (await exportSuiteFile(viewer, "seed-personas")).text();
  expect(await uploadSuite(viewer, { text, sounds: none })).toHaveProperty("id");
});

it("starts a run with snapshots of versions and drafts, of chosen scenarios under a hash of their own", async () => {
  const version = await snapshotVersion(world.persona, viewer.userId);
  const personas = [{ personaId: world.persona.id, versionId: version.id }, { personaId: world.persona.id }];
  const whole = await readSuite(viewer, "turn-taking");
  const own = whole.scenarios.filter(({ persona }) => persona === null).slice(0, 3);
  const scenarios = own.map(({ id }) => id);
  const { id } = await startRun(viewer, { suiteId: "turn-taking", personas, repeats: 2, callsAtOnce: 4, judge: false, scenarios });
  const run = await readRun(viewer, id);
  expect(run).toMatchObject({ state: "waiting", planned: 12, done: 0, suiteId: "turn-taking", scenarioCount: 3, report: null });
  expect(run.personas.map(({ name }) => name)).toEqual([`${world.persona.name} v${version.number}`, `${world.persona.name} draft`]);
  expect(run.suiteSha256).not.toBe(whole.sha256);
  expect((await listRuns(viewer, { suiteId: "turn-taking" })).map((one) => one.id)).toEqual([id]);
  const base = { suiteId: "service", repeats: 1, callsAtOnce: 4, judge: false };
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

it("says what a suite asks a judge, and refuses a run that wants one where none is set up", async () => {
  expect(await readSuite(viewer, "smoke")).toMatchObject({ judgeChecks: 0, judgeModel: null });
  const input = { suiteId: "smoke", personas: [{ personaId: world.persona.id }], repeats: 1, callsAtOnce: 1, judge: true };
  await expect(startRun(viewer, input)).rejects.toMatchObject({ fields: { judge: expect.stringContaining("EVAL_JUDGE_URL") } });
});

it("keeps calls of suites out of the list of people's calls, unless they are asked for", async () => {
  await db.call.update({ where: { id: world.call.id }, data: { source: "suite" } });
  const ids = async (filter: object) => (await listCalls(viewer, { limit: 30, ...filter })).calls.map(({ id }) => id);
  expect(await ids({})).toEqual([world.endedCall.id]);
  expect(await ids({ source: "suite" })).toEqual([world.call.id]);
});
