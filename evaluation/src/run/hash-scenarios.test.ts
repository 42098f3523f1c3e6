import { expect, it } from "vitest";
import { parseSuite } from "../suite/parse-suite";
import { hashScenarios } from "./hash-scenarios";

const line = (say: unknown) => [{ id: "s1", when: { event: "callLive" }, say }];
const scenario = { id: "a", title: "A", category: "smoothTurn", script: line("Hello?") };
const suiteOf = (change: object) =>
  parseSuite({ spec: "duologue_suite", specVersion: "1.0", meta: { name: "mine", title: "Mine" }, scenarios: [scenario], ...change });
const hash = (change: object, nameSound = (wav: string) => wav) => hashScenarios(suiteOf(change), nameSound).get("a");

it("is the same for what plays and expects the same, whatever it is called and whatever stands beside it", () => {
  const other = { ...scenario, id: "b", script: line("Goodbye.") };
  expect(hash({ scenarios: [{ ...scenario, title: "Another", category: "pause" }, other], thresholds: [] })).toBe(hash({}));
});

it("differs by lines, checks, voices, personas and sounds", () => {
  const base = hash({});
  expect(hash({ scenarios: [{ ...scenario, script: line("Hello!") }] })).not.toBe(base);
  expect(hash({ scenarios: [{ ...scenario, checks: [{ type: "refusal", expected: true }] }] })).not.toBe(base);
  expect(hash({ callers: { other: { voice: "awb" } } })).not.toBe(base);
  const role = (facts: string[]) => ({
    personas: { own: { role: { name: "Ida", organisation: "Stone Oven", kind: "bakery", facts } } },
    scenarios: [{ ...scenario, persona: "own" }],
  });
  expect(hash(role(["Open from six."]))).not.toBe(hash(role(["Open from seven."])));
  const playing = { scenarios: [{ ...scenario, script: line([{ wav: "a.wav" }]) }] };
  expect(hash(playing, () => "one sound")).not.toBe(hash(playing, () => "another"));
});
