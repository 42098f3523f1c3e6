import { expect, it } from "vitest";
import type { StepPicture } from "@/lib/shared/suites";
import { layoutScenario } from "./layout-scenario";

const step = (change: Partial<StepPicture>): StepPicture => ({
  id: "s",
  kind: "turn",
  when: "",
  event: "agentStops",
  afterMs: 300,
  pieces: [{ isPause: false, lengthMs: 1_000 }],
  text: "",
  expected: "answers within 3 s",
  isButton: false,
  ...change,
});

it("lays a turn after the agent's words, and the answer after it", () => {
  const { caller, agent, durationMs } = layoutScenario([step({})]);
  expect(agent.map(({ kind }) => kind)).toEqual(["speaks", "wanted"]);
  expect(caller[0]?.fromMs).toBe((agent[0]?.toMs ?? 0) + 300);
  expect(agent[1]?.fromMs).toBeGreaterThan(caller[0]?.toMs ?? 0);
  expect(durationMs).toBeGreaterThan(agent[1]?.toMs ?? 0);
});

it("lets the agent fall silent under an interruption, and go on under a backchannel", () => {
  const into = { event: "agentSpoken", afterMs: 800 };
  const cutIn = layoutScenario([step({ ...into, kind: "interruption", expected: "falls silent within 1 s, then answers" })]);
  expect(cutIn.caller[0]?.fromMs).toBe((cutIn.agent[0]?.fromMs ?? 0) + 800);
  expect(cutIn.agent[0]?.toMs).toBe((cutIn.caller[0]?.fromMs ?? 0) + 400);
  const hum = layoutScenario([step({ ...into, kind: "backchannel", expected: "goes on" })]);
  expect(hum.agent).toHaveLength(1);
  expect(hum.agent[0]?.toMs).toBeGreaterThan(hum.caller[0]?.toMs ?? 0);
});

it("breaks a line at its pauses, and draws a button as a point", () => {
  const pieces = [
    { isPause: false, lengthMs: 500 },
    { isPause: true, lengthMs: 700 },
    { isPause: false, lengthMs: 400 },
  ];
  const { caller } = layoutScenario([step({ event: "callLive", pieces }), step({ pieces: [], isButton: true, expected: null })]);
  expect(caller.map(({ kind }) => kind)).toEqual(["turn", "turn", "button"]);
  expect((caller[1]?.fromMs ?? 0) - (caller[0]?.toMs ?? 0)).toBe(700);
});

it("lets the agent speak and then go on by itself where the caller only listens", () => {
  const { caller, agent, durationMs } = layoutScenario([]);
  expect(caller).toEqual([]);
  expect(agent.map(({ kind }) => kind)).toEqual(["speaks", "wanted"]);
  expect((agent[1]?.fromMs ?? 0) - (agent[0]?.toMs ?? 0)).toBeGreaterThan(1_000);
  expect(durationMs).toBeGreaterThan(agent[1]?.toMs ?? 0);
});
