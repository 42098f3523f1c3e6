import { buildReport } from "@duologue/metrics";
import { describe, expect, it } from "vitest";
import { resultOf, scenarioOf, stepOf } from "../../test/build-result";
import { buildItems } from "./build-items";
import { cropLanes } from "./crop-lanes";
import { cropToLine } from "./crop-to-line";
import { findConversation } from "./find-conversation";
import { listTasks } from "./list-tasks";
import { findStepWindows } from "./step-windows";

describe("the stretch of a call that belongs to a step", () => {
  it("is its reply until the next turn, and everything around it until anything else", () => {
    const scenario = scenarioOf([{}, { as: "backchannel" }, { as: "interruption" }]);
    const steps = [stepOf("s1", [1_000, 2_000]), stepOf("s2", [5_000, 5_400]), stepOf("s3", [8_000, 9_000])];
    const windows = findStepWindows(scenario, resultOf({ steps, agent: [] }));
    expect(windows.map(({ reply, around }) => [reply.startMs, reply.endMs, around.startMs, around.endMs])).toEqual([
      [1_000, 8_000, 0, 5_000],
      [5_000, 8_000, 2_000, 8_000],
      [8_000, 20_000, 2_000, 20_000],
    ]);
    expect(windows.map(({ isFollowed }) => isFollowed)).toEqual([true, true, false]);
  });
});

describe("lanes", () => {
  it("are cut to a window with its own clock, and filled with silence past their end", () => {
    const lanes = {
      caller: { durationMs: 10_000, voice: [{ startMs: 500, endMs: 1_500 }] },
      agent: { durationMs: 10_000, voice: [{ startMs: 4_000, endMs: 9_000 }], words: [{ text: "a", startMs: 4_000, endMs: 4_500 }] },
    };
    expect(cropLanes(lanes, { startMs: 1_000, endMs: 5_000 })).toEqual({
      caller: { durationMs: 4_000, voice: [{ startMs: 0, endMs: 500 }] },
      agent: { durationMs: 4_000, voice: [{ startMs: 3_000, endMs: 4_000 }], words: [{ text: "a", startMs: 3_000, endMs: 3_500 }] },
    });
    expect(cropLanes(lanes, { startMs: 8_000, endMs: 12_000 }).agent).toEqual({
      durationMs: 4_000,
      voice: [{ startMs: 0, endMs: 1_000 }],
      words: [],
    });
  });

  it("of a line hold what the agent began meanwhile to its own end, and not the answer", () => {
    const voice = (...pairs: [number, number][]) => pairs.map(([startMs, endMs]) => ({ startMs, endMs }));
    const lanes = {
      caller: { durationMs: 20_000, voice: voice([2_000, 6_000], [9_000, 9_500]) },
      agent: {
        durationMs: 20_000,
        voice: voice([500, 1_000], [3_000, 3_400], [5_000, 6_500], [6_800, 8_000], [11_000, 12_000]),
        words: [
          { text: "mm", startMs: 3_000, endMs: 3_400 },
          { text: "well", startMs: 5_000, endMs: 5_500 },
          { text: "yes", startMs: 11_000, endMs: 11_500 },
        ],
      },
    };
    const cropped = cropToLine(lanes, { startMs: 2_000, endMs: 6_000 });
    expect(cropped.agent.voice).toEqual(voice([1_000, 1_400], [3_000, 4_500], [4_800, 6_000]));
    expect(cropped.agent.words?.map(({ text }) => text)).toEqual(["mm", "well"]);
    expect(cropped.caller).toEqual({ durationMs: 6_000, voice: voice([0, 4_000]) });
    // 100 ms before the end is an answer
    const answer = { ...lanes, agent: { durationMs: 20_000, voice: voice([5_900, 8_000]) } };
    expect(cropToLine(answer, { startMs: 2_000, endMs: 6_000 }).agent).toEqual({ durationMs: 4_000, voice: [] });
  });

  it("of the conversation end 3 s after the agent's last word, where the caller hung up only then", () => {
    const steps = [stepOf("s1", [1_000, 2_000])];
    const ended = (change: object = {}) => findConversation(resultOf({ steps, agent: [[3_000, 5_000]] }, change)).agent.durationMs;
    expect(ended()).toBe(8_000);
    expect(ended({ reason: "persona_ended" })).toBe(20_000);
    expect(findConversation(resultOf({ steps, agent: [] })).agent.durationMs).toBe(20_000);
  });
});

describe("items", () => {
  const steps = [
    stepOf("s1", [1_000, 4_000], { pauses: [{ startMs: 2_000, endMs: 2_600 }], marksMs: [2_500] }),
    stepOf("s2", [10_000, 10_400]),
    stepOf("s3", [12_000, 13_000]),
    stepOf("s4", [16_000, 16_500]),
  ];
  const scenario = scenarioOf([{}, { as: "backchannel" }, { as: "interruption" }, { as: "toOther" }]);
  const result = resultOf({
    steps,
    agent: [
      [4_500, 12_400],
      [13_500, 19_000],
    ],
    words: [
      ["So", 4_500],
      ["yes", 13_500],
    ],
  });

  it("are made of every kind of line", () => {
    expect(buildItems(scenario, result).map(({ task, id }) => `${task} ${id}`)).toEqual([
      "call mine/one/1",
      "pause mine/one/1/s1/pause-1",
      "backchannel mine/one/1/s1/listening",
      "smoothTurn mine/one/1/s1/turn",
      "overlap mine/one/1/s2/sound",
      "interruption mine/one/1/s3/interruption",
      "overlap mine/one/1/s3/sound",
      "overlap mine/one/1/s4/sound",
    ]);
  });

  it("are foreseen by the script", () => {
    const spoken = { say: [{ text: "a" }, { pauseMs: 600 }, { mark: "backchannel" }, { text: "b" }] };
    const full = scenarioOf([spoken, { as: "backchannel" }, { as: "interruption" }]);
    expect([...listTasks([full])].sort()).toEqual(["backchannel", "call", "interruption", "overlap", "pause", "smoothTurn"]);
    expect([...listTasks([scenarioOf([{ say: undefined, choose: { key: "1" } }])])]).toEqual(["call"]);
  });

  it("give the metrics what they ask for", () => {
    const { tasks } = buildReport(buildItems(scenario, result), { resamples: 10 });
    expect(tasks.smoothTurn?.strict.successRate?.value).toBe(1);
    expect(tasks.smoothTurn?.strict.latencyMsMedian?.value).toBe(500);
    expect(tasks.pause?.strict.takeOverRate?.value).toBe(0);
    expect(tasks.interruption?.strict.successRate?.value).toBe(1);
    expect(tasks.interruption?.strict.stopMsMedian?.value).toBe(400);
    expect(tasks.overlap?.strict).toMatchObject({
      backchannelWentOnRate: { value: 1 },
      toOtherWentOnRate: { value: 1 },
      interruptionAnsweredRate: { value: 1 },
    });
    expect(tasks.call?.items).toBe(1);
    expect(tasks.smoothTurn?.officialItems).toBe(1);
  });

  it("hold a turn that was interrupted soon after it was answered, and not one that might have been answered", () => {
    const quick = scenarioOf([{}, { as: "interruption" }]);
    const steps = [stepOf("s1", [1_000, 2_000]), stepOf("s2", [4_000, 5_000])];
    const tasks = (agent: [number, number][]) => buildItems(quick, resultOf({ steps, agent })).map(({ task }) => task);
    expect(
      tasks([
        [2_500, 4_500],
        [5_500, 7_000],
      ]),
    ).toContain("smoothTurn");
    expect(tasks([[5_500, 7_000]])).not.toContain("smoothTurn");
    const turn = buildItems(quick, resultOf({ steps, agent: [[2_500, 9_000]] })).find(({ task }) => task === "smoothTurn");
    // what the agent says after the interruption is not in the picture: 3 s after the turn, and silence from 4 s on
    expect(turn?.lanes.agent).toEqual({ durationMs: 4_000, voice: [{ startMs: 1_500, endMs: 3_000 }] });
  });

  it("leave out a line that asks for something else than its kind, buttons, and a turn that was cut short", () => {
    const unusual = scenarioOf([{ expect: "goOn" }, { say: undefined, choose: { key: "1" } }, {}]);
    const cut = resultOf({
      steps: [stepOf("s1", [1_000, 2_000]), stepOf("s2", [4_000, 4_000]), stepOf("s3", [18_000, 19_000])],
      agent: [],
    });
    expect(buildItems(unusual, cut).map(({ task }) => task)).toEqual(["call"]);
  });
});
