import { readdirSync, readFileSync } from "node:fs";
import { ProtocolError } from "@duologue/protocol";
import Ajv from "ajv/dist/2020";
import { describe, expect, it, test } from "vitest";
import published from "../../schema/1.0.json";
import { parseSuite } from "./parse-suite";
import { buildSuiteJsonSchema } from "./suite-json-schema";

const FOLDER = new URL("../../suites/", import.meta.url);
const validate = new Ajv({ strict: false }).compile(published);
const LIVE = { event: "callLive" };

const step = (change: object = {}) => ({ id: "one", when: LIVE, say: "Hello?", ...change });
const scenario = (change: object = {}) => ({ id: "first", title: "A", category: "smoothTurn", script: [step()], ...change });
const suiteOf = (change: object = {}) => ({
  spec: "duologue_suite",
  specVersion: "1.0",
  meta: { name: "mine", title: "Mine" },
  scenarios: [scenario()],
  ...change,
});

function refusal(json: unknown): ProtocolError {
  try {
    parseSuite(json);
  } catch (error) {
    if (error instanceof ProtocolError) return error;
  }
  throw new Error("Expected a ProtocolError, received none.");
}

it("publishes the JSON Schema of today's format", () => {
  // after a change of the schema: npx tsx scripts/write-suite-schema.ts
  expect(published).toEqual(JSON.parse(JSON.stringify(buildSuiteJsonSchema())));
});

describe("bundled suites", () => {
  test.each(readdirSync(FOLDER))("%s is valid by schema and reader, and goes by its file's name", (file) => {
    const json = JSON.parse(readFileSync(new URL(file, FOLDER), "utf8"));
    expect(validate(json), JSON.stringify(validate.errors)).toBe(true);
    expect(`${parseSuite(json).meta.name}.suite.json`).toBe(file);
  });
});

it("fills in what may be left out", () => {
  const suite = parseSuite(suiteOf());
  expect(suite.callers).toEqual({ caller: { voice: "slt", pitch: 1, rate: 1 } });
  expect(suite.thresholds).toEqual([{ figure: "scenarios.passRate", min: 1 }]);
  expect(suite.scenarios[0]?.hangUp).toEqual({ event: "silence", ms: 4_000, delayMs: 0, timeoutMs: 20_000 });
  expect(suite.scenarios[0]?.script[0]).toEqual({ id: "one", when: { event: "callLive", delayMs: 0 }, say: "Hello?", as: "turn" });
});

describe("refuses", () => {
  test.each([
    ["what is no suite", [], "Expected a suite object, received a list"],
    ["another kind of file", { spec: "persona_flow" }, 'received "persona_flow"'],
    ["a newer format", suiteOf({ specVersion: "2.0" }), "This suite is in format 2.0"],
    ["a misspelt key", suiteOf({ scenarios: [scenario({ scripts: [] })] }), "scenarios.0"],
    [
      "a scenario's id twice",
      suiteOf({ scenarios: [scenario(), scenario()] }),
      "scenarios.1.id: expected an id of its own, received first",
    ],
    [
      "a step's id twice",
      suiteOf({ scenarios: [scenario({ script: [step(), step({ when: { event: "previousEnds" } })] })] }),
      "script.1.id",
    ],
    ["a step that does nothing", suiteOf({ scenarios: [scenario({ script: [step({ say: undefined })] })] }), "received neither"],
    ["a step that does two things", suiteOf({ scenarios: [scenario({ script: [step({ choose: { key: "1" } })] })] }), "received both"],
    [
      "a choice by two names",
      suiteOf({ scenarios: [scenario({ script: [step({ say: undefined, choose: { key: "1", label: "Yes" } })] })] }),
      "choose: expected one of",
    ],
    ["a line of silence", suiteOf({ scenarios: [scenario({ script: [step({ say: [{ pauseMs: 500 }] })] })] }), "at least one text or wav"],
    [
      "a first step after the previous",
      suiteOf({ scenarios: [scenario({ script: [step({ when: { event: "previousEnds" } })] })] }),
      "received previousEnds",
    ],
    ["a later step at the call's start", suiteOf({ scenarios: [scenario({ script: [step(), step({ id: "two" })] })] }), "use previousEnds"],
    [
      "a cut that ends before it begins",
      suiteOf({ scenarios: [scenario({ script: [step({ say: [{ wav: "a.wav", startMs: 900, endMs: 800 }] })] })] }),
      "expected more than 900, received 800",
    ],
    ["an unknown caller", suiteOf({ scenarios: [scenario({ caller: "nobody" })] }), "one of the suite's callers (caller), received nobody"],
    [
      "an unknown persona",
      suiteOf({ scenarios: [scenario({ persona: "nobody" })] }),
      "one of the suite's personas (none), received nobody",
    ],
    [
      "a check of an unknown step",
      suiteOf({ scenarios: [scenario({ checks: [{ type: "mustSay", phrases: ["a"], inReplyTo: "two" }] })] }),
      "the id of a step (one), received two",
    ],
    [
      "a broken regular expression",
      suiteOf({ scenarios: [scenario({ checks: [{ type: "mustSay", phrases: [{ regex: "(" }] }] })] }),
      "phrases.0.regex",
    ],
    [
      "a threshold of no figure",
      suiteOf({ thresholds: [{ figure: "smoothTurn.strict.speed", min: 1 }] }),
      "received smoothTurn.strict.speed",
    ],
    ["a threshold without a bound", suiteOf({ thresholds: [{ figure: "checks.passRate" }] }), "received neither"],
  ])("%s", (_, json, words) => {
    const error = refusal(JSON.parse(JSON.stringify(json)));
    expect(error.code).toBe("invalid_input");
    expect(error.message).toContain(words);
  });
});

it("names every place that is wrong", () => {
  const error = refusal(suiteOf({ scenarios: [scenario({ caller: "nobody", persona: "nobody" })] }));
  expect(Object.keys(error.fields ?? {})).toEqual(["scenarios.0.caller", "scenarios.0.persona"]);
  expect(error.message).toContain("(and 1 more)");
});
