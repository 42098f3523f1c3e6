import { describe, expect, it, test } from "vitest";
import { type Pair, resultOf, scenarioOf, stepOf } from "../../test/build-result";
import type { PlayedResult } from "../call/call-result";
import { runChecks } from "./run-checks";

/** Agent speaks as given; the caller's only line lies from 5 to 7 s. */
function judgeLine(
  step: object,
  agent: Pair[],
  change: Partial<PlayedResult> & {
    isLate?: boolean;
    durationMs?: number;
    marksMs?: number[];
    pauses?: { startMs: number; endMs: number }[];
  } = {},
) {
  const { isLate = false, durationMs = 20_000, marksMs = [], pauses = [], ...rest } = change;
  const steps = [stepOf("s1", [5_000, 7_000], { isLate, marksMs, pauses })];
  return runChecks(scenarioOf([step]), resultOf({ steps, agent, durationMs }, rest)).map(
    ({ name, status, detail }) => `${name} ${status} ${detail}`,
  );
}

describe("a turn", () => {
  test.each([
    ["that is answered in time", [[8_000, 10_000]], "s1: answers passed taken after 1000 ms"],
    [
      "that is talked into",
      [[6_000, 9_000]],
      "s1: answers failed expected an answer from 200 ms before to 3 s after the line, received early, 1000 ms before the line's end",
    ],
    [
      "that is answered late",
      [[11_000, 13_000]],
      "s1: answers failed expected an answer from 200 ms before to 3 s after the line, received late after 4000 ms",
    ],
    [
      "that is not answered",
      [[1_000, 3_000]],
      "s1: answers failed expected an answer from 200 ms before to 3 s after the line, received no answer",
    ],
  ])("%s", (_, agent, wanted) => {
    expect(judgeLine({}, agent as unknown as Pair[])).toEqual([wanted]);
  });

  it("may have a budget of its own", () => {
    expect(judgeLine({ budget: { responseMs: 800 } }, [[8_000, 10_000]])[1]).toBe(
      "s1: answers within its budget failed expected at most 800 ms, received 1000 ms",
    );
    expect(judgeLine({ budget: { responseMs: 1_200 } }, [[8_000, 10_000]])[1]).toBe("s1: answers within its budget passed 1000 ms");
    expect(judgeLine({ budget: { responseMs: 800 } }, [])[1]).toBe(
      "s1: answers within its budget failed expected at most 800 ms, received none",
    );
  });

  it("cannot be judged where the caller hung up at once, but counts where the agent did", () => {
    expect(judgeLine({}, [], { durationMs: 8_000 })).toEqual(["s1: answers leftOut less than 3 s followed the line"]);
    expect(judgeLine({}, [[7_400, 8_000]], { durationMs: 8_000 })).toEqual(["s1: answers passed taken after 400 ms"]);
    expect(judgeLine({}, [], { durationMs: 8_000, reason: "persona_ended" })[0]).toContain("failed");
    expect(judgeLine({}, [[7_500, 7_900]], { durationMs: 8_000, reason: "persona_ended" })[0]).toContain("passed");
  });

  it("that wants no answer is not judged", () => {
    expect(judgeLine({ expect: "anything" }, [])).toEqual([]);
  });

  it("is waited through in its pauses, and listened to", () => {
    const pauses = [
      { startMs: 5_500, endMs: 5_700 },
      { startMs: 6_000, endMs: 6_600 },
    ];
    expect(judgeLine({ expect: "anything" }, [[6_200, 7_400]], { pauses })[0]).toBe(
      "s1: waits through pause 1 failed expected the agent to wait through the pause, received taken over after 200 ms",
    );
    expect(judgeLine({ expect: "anything" }, [[6_200, 6_500]], { pauses })[0]).toBe(
      "s1: waits through pause 1 passed backchannel after 200 ms",
    );
    expect(judgeLine({ expect: "anything" }, [[4_000, 9_000]], { pauses })[0]).toContain("leftOut");
    expect(judgeLine({ expect: "anything" }, [[6_000, 6_400]], { marksMs: [6_000] })).toEqual([
      "s1: listens passed 0 utterances of more than 1 s and 1 shorter ones",
    ]);
    expect(judgeLine({ expect: "anything" }, [[5_100, 6_400]], { marksMs: [6_000] })[0]).toContain("failed");
  });
});

describe("an interruption", () => {
  const step = { as: "interruption", budget: { stopMs: 500 } };
  test.each([
    [
      "that is obeyed and answered",
      [
        [3_000, 5_300],
        [7_500, 9_000],
      ],
      ["s1: yields passed answered after 500 ms", "s1: falls silent within its budget passed 300 ms"],
    ],
    [
      "that is talked through",
      [[3_000, 9_000]],
      [
        "s1: yields failed expected silence within 1 s and an answer within 3 s, received kept talking for 4000 ms",
        "s1: falls silent within its budget failed expected at most 500 ms, received 4000 ms",
      ],
    ],
    [
      "that is obeyed and not answered",
      [[3_000, 5_300]],
      [
        "s1: yields failed expected silence within 1 s and an answer within 3 s, received no answer",
        "s1: falls silent within its budget passed 300 ms",
      ],
    ],
    [
      "into a breath between two sentences",
      [
        [3_000, 4_700],
        [7_500, 9_000],
      ],
      ["s1: yields passed answered after 500 ms", "s1: falls silent within its budget passed 1 ms"],
    ],
    [
      "of nobody",
      [[1_000, 2_000]],
      [
        "s1: yields leftOut the agent was silent when the line began",
        "s1: falls silent within its budget leftOut there was nothing to measure",
      ],
    ],
  ])("%s", (_, agent, wanted) => {
    expect(judgeLine(step, agent as unknown as Pair[])).toEqual(wanted);
  });

  it("of an agent that never spoke, though it was waited for, is its fault", () => {
    expect(judgeLine({ as: "interruption" }, [], { isLate: true })).toEqual([
      "s1: yields failed expected the agent to be speaking, received silence",
    ]);
  });
});

describe.each(["backchannel", "toOther", "background"])("%s", (as) => {
  test.each([
    ["is passed over", [[3_000, 9_000]], "s1: goes on passed held floor"],
    [
      "stops the agent for a moment",
      [
        [3_000, 5_400],
        [7_800, 9_000],
      ],
      "s1: goes on passed resumed",
    ],
    ["stops the agent", [[3_000, 5_400]], "s1: goes on failed expected the agent to go on, received stopped"],
    [
      "falls into a breath, after which the agent goes on",
      [
        [3_000, 4_700],
        [7_900, 9_000],
      ],
      "s1: goes on passed resumed",
    ],
    [
      "falls into a breath, after which the agent is silent",
      [
        [3_000, 4_700],
        [9_900, 12_000],
      ],
      "s1: goes on failed expected the agent to go on, received stopped",
    ],
    ["falls into silence", [[1_000, 2_000]], "s1: goes on leftOut the agent was silent when the line began"],
  ])("%s", (_, agent, wanted) => {
    expect(judgeLine({ as }, agent as unknown as Pair[])).toEqual([wanted]);
  });
});

it("a step that was not come to fails what it was to show", () => {
  const scenario = scenarioOf([{}, { as: "interruption" }, { choose: { key: "1" }, say: undefined }]);
  const result = resultOf({ steps: [stepOf("s1", [1_000, 2_000])], agent: [[2_500, 5_000]] }, { reason: "persona_ended" });
  expect(runChecks(scenario, result).map(({ name, status, detail }) => [name, status, detail])).toEqual([
    ["s1: answers", "passed", "taken after 500 ms"],
    ["s2: yields", "failed", "expected the call to last until then, received its end (persona_ended)"],
  ]);
});

describe("a scenario's checks", () => {
  const checks = [
    { type: "mustSay", phrases: ["blue"], inReplyTo: "s1" },
    { type: "mustNotSay", phrases: ["blue"], inReplyTo: "s2" },
    { type: "slot", slot: "colour", values: ["blue"] },
    { type: "reaches", node: "the end" },
    { type: "ends", reason: "persona_ended" },
    { type: "latency", figure: "responseMsMedian", maxMs: 600 },
    { type: "judge", question: "Kind?" },
  ];
  const scenario = scenarioOf([{}, {}], { checks });
  const played = (change: Partial<PlayedResult> = {}) =>
    resultOf(
      {
        steps: [stepOf("s1", [1_000, 2_000]), stepOf("s2", [8_000, 9_000])],
        agent: [
          [2_500, 4_000],
          [9_500, 11_000],
        ],
        words: [
          ["Blue,", 2_500],
          ["sir.", 3_000],
          ["Green.", 9_500],
        ],
      },
      { nodes: [{ nodeId: "n9", title: "The end", atMs: 9_000 }], reason: "persona_ended", ...change },
    );
  const own = (result: PlayedResult) => runChecks(scenario, result).slice(2);

  it("look at the words in reply to a step, the flow, the end and the figures", () => {
    expect(own(played()).map(({ status }) => status)).toEqual(["passed", "passed", "passed", "passed", "passed", "passed", "leftOut"]);
  });

  it("say what was expected and what came", () => {
    const slow = played({ nodes: [{ nodeId: "n1", title: "", atMs: 0 }], reason: "idle" });
    const failed = own(slow)
      .filter(({ status }) => status === "failed")
      .map(({ name, detail }) => `${name}: ${detail}`);
    expect(failed).toEqual([
      "4 reaches the end: expected to reach the end, received n1",
      "5 ends: expected the call to end by persona_ended, received idle",
    ]);
  });

  it("leave words out where they are not known", () => {
    const silent = resultOf({ steps: [stepOf("s1", [1_000, 2_000]), stepOf("s2", [8_000, 9_000])], agent: [] });
    expect(
      own(silent)
        .slice(0, 3)
        .map(({ status }) => status),
    ).toEqual(["leftOut", "leftOut", "leftOut"]);
  });

  it("take a judge's score, and leave out an answer without one", () => {
    const judged = (score: number | null) =>
      own(played({ judgements: [{ check: 6, model: "m", prompt: "p", answer: "a", score }] })).at(-1);
    expect(judged(4)).toMatchObject({ status: "passed", detail: "m gave 4 of 5" });
    expect(judged(2)).toMatchObject({ status: "failed", detail: "expected 3 of 5 or more, received 2 by m" });
    expect(judged(null)).toMatchObject({ status: "leftOut" });
  });

  it("fail where a button was not on offer", () => {
    expect(runChecks(scenario, played({ missedChoices: 1 })).find(({ name }) => name === "buttons")?.status).toBe("failed");
  });
});
