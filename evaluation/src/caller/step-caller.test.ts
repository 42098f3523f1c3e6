import { FRAME_MS } from "@duologue/protocol";
import { describe, expect, it, test } from "vitest";
import { type Trigger, trigger } from "../suite/schema";
import { type CallerPlan, FIRST_STATE } from "./caller-state";
import { type CallerAct, stepCaller } from "./step-caller";

const when = (event: object): Trigger => trigger.parse(event);
const HANG_UP = when({ event: "silence", ms: 2_000, timeoutMs: 8_000 });

/** Plays a plan against an agent drawn as a string, one character a frame: "#" speaks. */
function play(steps: CallerPlan["steps"], agent: string, hangUp = HANG_UP): CallerAct[] {
  let state = FIRST_STATE;
  return [...agent].flatMap((character, k) => {
    const stepped = stepCaller({ steps, hangUp }, state, { atMs: k * FRAME_MS, agentVoiced: character === "#" });
    state = stepped.state;
    return stepped.acts;
  });
}
const one = (event: object, lineMs = 800) => [{ when: when(event), lineMs }];
const firstAt = (event: object, agent: string) => play(one(event), agent)[0];

describe("a step comes", () => {
  test.each([
    ["when the call is live", { event: "callLive" }, "....", 0],
    ["to the millisecond, not to the frame", { event: "callLive", delayMs: 130 }, "....", 130],
    ["in the agent's second voiced frame: one alone is a click", { event: "agentStarts" }, ".#.......##..", 10 * 80],
    ["once the agent has been silent for more than 500 ms", { event: "agentStops" }, "####..........", 10 * 80],
    ["not in a short silence inside the agent's utterance", { event: "agentStops" }, "####......####........", 20 * 80],
    ["when the agent has spoken for 400 ms, short silences included", { event: "agentSpoken", ms: 400 }, ".#..##########", 5 * 80],
    ["when nobody has spoken for 400 ms", { event: "silence", ms: 400 }, "##..#......##", 10 * 80],
    ["by the silence from the call's start on", { event: "silence", ms: 400 }, "..........", 5 * 80],
    ["with its delay after the event", { event: "agentStops", delayMs: 200 }, "####..............", 10 * 80 + 200],
  ])("%s", (_, event, agent, atMs) => {
    expect(firstAt(event, agent)).toEqual({ kind: "step", step: 0, atMs, isLate: false });
  });

  it("all the same when its event does not come in time, and is late then", () => {
    expect(firstAt({ event: "agentStops", timeoutMs: 960, delayMs: 5_000 }, "................")).toEqual({
      kind: "step",
      step: 0,
      atMs: 960,
      isLate: true,
    });
  });
});

describe("patience", () => {
  it("runs out in silence, not while the agent speaks", () => {
    // a greeting of 2.4 s, longer than the patience of 0.8 s
    expect(firstAt({ event: "agentStops", timeoutMs: 800 }, `${"#".repeat(30)}${".".repeat(12)}`)).toMatchObject({
      atMs: 36 * 80,
      isLate: false,
    });
    expect(firstAt({ event: "agentStarts", timeoutMs: 800 }, `..${".".repeat(12)}`)).toMatchObject({ atMs: 800, isLate: true });
  });

  it("ends after 30 s of a monologue all the same", () => {
    expect(firstAt({ event: "agentStops", timeoutMs: 800 }, "#".repeat(400))).toMatchObject({ atMs: 30_800, isLate: true });
  });
});

describe("a step waits", () => {
  it("until the line before has ended, and for what happens then", () => {
    const steps = [...one({ event: "callLive" }, 1_000), ...one({ event: "agentStarts" })];
    // the agent speaks over the first line; only its next utterance counts
    const acts = play(steps, "..####............####....");
    expect(acts.map(({ atMs }) => atMs)).toEqual([0, 19 * 80]);
  });

  it("for an utterance that began before the line ended, where that is asked for", () => {
    const steps = [...one({ event: "callLive" }, 480), ...one({ event: "agentSpoken", ms: 800 })];
    expect(play(steps, "..##############").map(({ atMs }) => atMs)).toEqual([0, 11 * 80]);
  });

  it("for the end of its own line, to the millisecond", () => {
    const steps = [...one({ event: "callLive", delayMs: 10 }, 777), ...one({ event: "previousEnds", delayMs: 100 })];
    expect(play(steps, "..............").map(({ atMs }) => atMs)).toEqual([10, 887]);
  });

  it("for silence of both sides: its own line is none", () => {
    const steps = [...one({ event: "callLive" }, 800), ...one({ event: "silence", ms: 400 })];
    expect(play(steps, "..................").map(({ atMs }) => atMs)).toEqual([0, 1_200]);
  });

  it("for silence after a button, too: what it leads to is waited for", () => {
    const steps = [...one({ event: "silence", ms: 400 }, 0), ...one({ event: "silence", ms: 400 })];
    expect(play(steps, "............").map(({ atMs }) => atMs)).toEqual([400, 800]);
  });

  it("not for a button: what follows it may come in the same frame", () => {
    const steps = [...one({ event: "callLive", delayMs: 90 }, 0), ...one({ event: "previousEnds" })];
    expect(play(steps, "......").map(({ atMs }) => atMs)).toEqual([90, 90]);
  });
});

describe("hanging up", () => {
  it("comes after the last step, by its own event", () => {
    const acts = play(one({ event: "callLive" }, 400), `......####${".".repeat(40)}`);
    expect(acts.at(-1)).toEqual({ kind: "hangUp", atMs: 10 * 80 + 2_000, isLate: false });
    expect(acts).toHaveLength(2);
  });

  it("comes late where the agent never falls silent", () => {
    const acts = play(one({ event: "callLive" }, 400), "#".repeat(500));
    expect(acts.at(-1)).toEqual({ kind: "hangUp", atMs: 400 + 8_000 + 30_000, isLate: true });
  });

  it("is the end: nothing comes after it", () => {
    expect(play([], ".".repeat(100))).toHaveLength(1);
  });
});
