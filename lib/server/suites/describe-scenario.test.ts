import { readFileSync } from "node:fs";
import { parseSuite } from "@duologue/evaluation/suites";
import { expect, test } from "vitest";
import { describeScenario } from "./describe-scenario";

const suite = parseSuite(JSON.parse(readFileSync("evaluation/suites/turn-taking.suite.json", "utf8")));

test("a scenario is told in words: triggers, and checks with their units", () => {
  const scenario = suite.scenarios.find(({ checks }) => checks.some(({ type }) => type === "latency"));
  if (!scenario) throw new Error("The suite has no scenario with a budget.");
  const { checks } = describeScenario(suite, scenario);
  expect(checks).toContain("longest silence: at most 11 s");
  expect(checks.join()).not.toMatch(/Ms\b/);
  const steps = suite.scenarios.flatMap((each) => describeScenario(suite, each).steps);
  expect(steps.length).toBeGreaterThan(20);
  for (const { when } of steps) expect(when).toMatch(/^(as soon as|right after|when|after|\d+(\.\d+)? s) /);
});
