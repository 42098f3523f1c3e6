import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { compilePersona, lintFlow } from "@duologue/persona";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { tone, writeWav } from "../../test/write-wav";
import { role } from "../suite/schema";
import { buildRole } from "./build-role";
import { loadPersona, loadSuite } from "./load-suite";

const TEACHER = path.resolve(import.meta.dirname, "../../../templates/wise-teacher.persona.json");
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "duologue-suite-"));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function write(name: string, change: object = {}, scenario: object = {}): Promise<string> {
  const script = [{ id: "one", when: { event: "callLive" }, say: "Hello?" }];
  const suite = {
    spec: "duologue_suite",
    specVersion: "1.0",
    meta: { name: "mine", title: "Mine" },
    scenarios: [{ id: "first", title: "A", category: "a", script, ...scenario }],
    ...change,
  };
  const file = path.join(folder, name);
  await writeFile(file, JSON.stringify(suite));
  return file;
}
const wavStep = { script: [{ id: "one", when: { event: "callLive" }, say: [{ wav: "hello.wav" }] }] };

describe("a suite's hash", () => {
  it("is that of its contents, however they are written", async () => {
    const plain = await loadSuite(await write("a.suite.json"));
    const spelt = await loadSuite(await write("b.suite.json", { $schema: "elsewhere", seed: 1, repeats: 1, personas: {} }));
    expect(spelt.sha256).toBe(plain.sha256);
    expect((await loadSuite(await write("c.suite.json", { seed: 2 }))).sha256).not.toBe(plain.sha256);
  });

  it("is that of its sounds and personas as well", async () => {
    const file = await write("d.suite.json", {}, wavStep);
    await writeFile(path.join(folder, "hello.wav"), writeWav([tone(300, 0.1, 24_000)], 24_000));
    const before = await loadSuite(file);
    expect(await before.readWavFile("hello.wav")).toHaveLength(44 + 4_800);
    await writeFile(path.join(folder, "hello.wav"), writeWav([tone(400, 0.1, 24_000)], 24_000));
    expect((await loadSuite(file)).sha256).not.toBe(before.sha256);

    const named = await write("e.suite.json", { personas: { teacher: { file: TEACHER } } }, { persona: "teacher" });
    expect((await loadSuite(named)).personas.get("teacher")?.identity.kind).toBe((await loadPersona(TEACHER)).document.identity.kind);
  });
});

describe("what is wrong with a file is said by its name and place", () => {
  it.each([
    [
      "a suite that is not there",
      async () => loadSuite(path.join(folder, "gone.json")),
      "gone.json: expected a file that can be read, received ENOENT",
    ],
    [
      "a suite that is no JSON",
      async () => {
        await writeFile(path.join(folder, "broken.json"), "{");
        return loadSuite(path.join(folder, "broken.json"));
      },
      "broken.json: expected JSON",
    ],
    [
      "a sound that is not there",
      async () =>
        loadSuite(await write("f.suite.json", {}, { script: [{ id: "one", when: { event: "callLive" }, say: [{ wav: "gone.wav" }] }] })),
      "gone.wav: expected a file that can be read",
    ],
    [
      "a persona that is none",
      async () => loadSuite(await write("g.suite.json", { personas: { bad: { document: { spec: "x" } } } })),
      "personas.bad: Expected a persona",
    ],
    ["a persona file that is none", async () => loadPersona(path.join(folder, "broken.json")), "broken.json: "],
  ])("%s", async (_, load, words) => {
    await expect(load()).rejects.toThrow(words);
  });
});

describe("a role", () => {
  const document = buildRole(
    role.parse({
      name: "Ada Lin",
      organisation: "Harbour Inn",
      kind: "hotel",
      facts: ["Breakfast is served until ten."],
      rules: ["Never discuss other guests."],
      lines: ["Breakfast is served until ten."],
    }),
  );

  it("is a persona without problems that says where it works and what it knows", () => {
    expect(lintFlow(document).filter(({ level }) => level === "error")).toEqual([]);
    const { prompt, problems } = compilePersona(document);
    expect(problems.filter(({ level }) => level === "error")).toEqual([]);
    expect(prompt).toContain("You work for Harbour Inn which is a hotel");
    expect(prompt).toContain("Ada Lin");
    expect(prompt).toContain("Breakfast is served until ten.");
    expect(prompt).toContain("Never discuss other guests.");
  });

  it("greets by a line of its own where none is given", () => {
    expect(JSON.stringify(document.flow.nodes.n2)).toContain("Hello, this is Ada Lin of Harbour Inn.");
  });
});
