/** One character is 80 ms; rates and medians were worked out by hand from the drawings. */
import { describe, expect, test } from "vitest";
import { at, drawLanes } from "../../test/draw-lane";
import { PICTURES } from "../../test/pictures";
import { refusalOf } from "../../test/refusal";
import { createGenerator } from "../statistics/create-generator";
import { buildReport, type TaskReport } from "./build-report";
import type { Item, OverlapItem, SmoothTurnItem, SoundKind } from "./item";
import { writeReport } from "./write-report";

const turn = (id: string, agent: string): SmoothTurnItem => ({
  id,
  task: "smoothTurn",
  turnEndMs: 2_400,
  lanes: drawLanes({ caller: "5. 25# 45.", agent }),
});
/** taken after 480, taken after −160, early by 2,400, missed */
const TURNS = [turn("a", "36. 24a 15."), turn("b", "28. 24a 23."), turn("c", "75a"), turn("d", "75.")];

const figuresOf = (report: TaskReport | undefined, version: "official" | "strict") =>
  Object.fromEntries(Object.entries(report?.[version] ?? {}).map(([name, { value, n }]) => [name, [value, n]]));

const sound = (id: string, kind: SoundKind, agent: string): OverlapItem => ({
  id,
  task: "overlap",
  kind,
  sound: at(20, 26),
  lanes: drawLanes({ caller: "20. 6# 54.", agent }),
});

describe("buildReport", () => {
  test("both versions of one task side by side", () => {
    const { smoothTurn } = buildReport(TURNS).tasks;
    expect(smoothTurn).toMatchObject({ items: 4, officialItems: 4 });
    // three took the turn, after 480, 0 (clipped) and 0 (clipped)
    expect(figuresOf(smoothTurn, "official")).toEqual({ takeOverRate: [0.75, 4], latencyMsMean: [160, 3] });
    // latencies −2,400, −160 and 480
    expect(figuresOf(smoothTurn, "strict")).toEqual({
      successRate: [0.5, 4],
      earlyRate: [0.25, 4],
      lateRate: [0, 4],
      missedRate: [0.25, 4],
      latencyMsMedian: [-160, 3],
      latencyMsP90: [352, 3],
    });
  });

  test("an interval holds its value, and there is none around one item", () => {
    const { successRate, latencyMsMedian } = buildReport(TURNS).tasks.smoothTurn?.strict ?? {};
    expect(successRate?.low).toBeLessThanOrEqual(0.5);
    expect(successRate?.high).toBeGreaterThanOrEqual(0.5);
    expect(latencyMsMedian?.unit).toBe("ms");
    const one = buildReport(TURNS.slice(0, 1)).tasks.smoothTurn;
    expect(one?.strict.successRate).toEqual({ value: 1, low: null, high: null, n: 1, unit: "share" });
    // two items, one of which has a latency: no interval either
    const half = buildReport([TURNS[0] as Item, TURNS[3] as Item]).tasks.smoothTurn;
    expect(half?.strict.latencyMsMedian).toEqual({ value: 480, low: null, high: null, n: 1, unit: "ms" });
  });

  test("a rate of all or none is as sure as its number of items makes it", () => {
    const { strict, official } =
      buildReport(TURNS.map((item) => ({ ...item, lanes: (TURNS[3] as SmoothTurnItem).lanes }))).tasks.smoothTurn ?? {};
    // 0.025^(1/4)
    expect(strict?.missedRate).toMatchObject({ value: 1, low: expect.closeTo(0.3976354, 7), high: 1, n: 4 });
    for (const none of [strict?.successRate, official?.takeOverRate])
      expect(none).toMatchObject({ value: 0, low: 0, high: expect.closeTo(0.6023646, 7), n: 4 });
    // two calls of two answered turns each: as sure as two calls
    const calls = ["a", "b"].map(
      (id): Item => ({ id, task: "call", lanes: drawLanes({ caller: "5. 10# 20. 10# 35.", agent: "18. 10# 20. 10# 22." }) }),
    );
    const { call } = buildReport(calls).tasks;
    expect(call?.strict.missedTurnRate).toMatchObject({ value: 0, low: 0, high: expect.closeTo(0.8418861, 7), n: 4 });
    expect(call?.strict.overlapRatio).toMatchObject({ value: 0, low: 0, high: expect.closeTo(0.8418861, 7), n: 2 });
    // no share: it has no upper end
    expect(call?.strict.deadAirsPerCall).toMatchObject({ value: 0, low: 0, high: 0, n: 2 });
  });

  test("without words there is no official version; what can be judged is", () => {
    const items = TURNS.map((item) => ({ ...item, lanes: { ...item.lanes, agent: { ...item.lanes.agent, words: undefined } } }));
    const { smoothTurn } = buildReport([...items, { ...(TURNS[0] as SmoothTurnItem), id: "e" }]).tasks;
    expect(smoothTurn).toMatchObject({ items: 5, officialItems: 1 });
    expect(figuresOf(smoothTurn, "official")).toEqual({ takeOverRate: [1, 1], latencyMsMean: [480, 1] });
    expect(figuresOf(smoothTurn, "strict").successRate).toEqual([0.6, 5]);
  });

  test("pauses, with those that tell nothing set apart", () => {
    const item = (id: string, agent: string): Item => ({
      id,
      task: "pause",
      pause: at(20, 30),
      lanes: drawLanes({ caller: PICTURES.pause.caller, agent }),
    });
    const agents = ["24. 20a 26.", "22. 5a 43.", "70.", "10. 20a 40."];
    const { pause } = buildReport(agents.map((agent, k) => item(`${k}`, agent))).tasks;
    // official: taken by the first and the last
    expect(figuresOf(pause, "official")).toEqual({ takeOverRate: [0.5, 4] });
    expect(figuresOf(pause, "strict")).toEqual({ takeOverRate: [1 / 3, 3], backchannelRate: [1 / 3, 3], alreadySpeakingRate: [0.25, 4] });
  });

  test("interruptions", () => {
    const item = (id: string, agent: string): Item => ({
      id,
      task: "interruption",
      interruption: at(24, 50),
      lanes: drawLanes({ caller: PICTURES.interruption.caller, agent }),
    });
    const { interruption } = buildReport([item("a", "32a 24. 30b 24."), item("b", "110a")]).tasks;
    expect(figuresOf(interruption, "official")).toEqual({ takeOverRate: [1, 2], latencyMsMean: [240, 2] });
    expect(figuresOf(interruption, "strict")).toMatchObject({
      successRate: [0.5, 2],
      keptTalkingRate: [0.5, 2],
      // 640 and 6,880
      stopMsMedian: [3_760, 2],
      responseMsMedian: [480, 1],
    });
  });

  test("backchannels: precision and recall over all events and marks", () => {
    const lanes = drawLanes({ caller: "100#", agent: "25. 5a 70." });
    const items: Item[] = [
      { id: "a", task: "backchannel", lanes, marksMs: [2_000, 6_000], humanShares: [1, 1, 1, 1] },
      { id: "b", task: "backchannel", lanes: drawLanes({ caller: "100#", agent: "25. 5a 10. 5b 55." }), marksMs: [2_000] },
    ];
    const { backchannel } = buildReport(items).tasks;
    // events 1 and 2, marks 2 and 1, matched 1 and 1; only the first has listeners
    expect(backchannel?.officialItems).toBe(1);
    expect(figuresOf(backchannel, "strict")).toMatchObject({
      precision: [2 / 3, 3],
      recall: [2 / 3, 3],
      takeOverRate: [0, 2],
      frequencyPerSecond: [0.1875, 2],
      evenSpreadDivergence: [0, 1],
    });
  });

  test("overlaps by their kind", () => {
    const items = [
      sound("a", "backchannel", "80#"),
      sound("b", "backchannel", "24# 14. 30# 12."),
      sound("c", "backchannel", "24# 56."),
      sound("d", "backchannel", "80."),
      sound("e", "background", "80#"),
      sound("f", "interruption", "24# 14. 30# 12."),
    ];
    const { overlap } = buildReport(items).tasks;
    expect(figuresOf(overlap, "strict")).toEqual({
      // silent 320 ms after the start, answered 960 ms after the end
      interruptionAnsweredRate: [1, 1],
      // held, resumed, stopped; the fourth did not speak
      backchannelWentOnRate: [2 / 3, 3],
      toOtherWentOnRate: [null, 0],
      backgroundWentOnRate: [1, 1],
      falseStopRate: [2 / 3, 3],
    });
    // together for 6, 4 and 4 characters; answered once, 12 characters after the end
    expect(figuresOf(overlap, "official")).toMatchObject({
      backchannelStopMsMean: [(480 + 320 + 320) / 3, 3],
      backchannelResponseMsMean: [960, 1],
      backchannelHumanLikeRepairRate: [1, 1],
      backgroundStopMsMean: [480, 1],
      toOtherHumanLikeRepairRate: [null, 0],
    });
  });

  test("whole calls: latencies of all calls together, rates of all chances", () => {
    const { call } = buildReport([
      { id: "a", task: "call", lanes: drawLanes(PICTURES.call) },
      { id: "b", task: "call", lanes: drawLanes({ caller: "10. 10# 40.", agent: "30. 10# 20." }) },
    ]).tasks;
    expect(call?.official).toEqual({});
    // 400, 480 and 800; one of four turns missed
    expect(figuresOf(call, "strict")).toMatchObject({
      responseMsMedian: [480, 3],
      missedTurnRate: [0.25, 4],
      stopMsMedian: [800, 1],
      falseStopRate: [null, 0],
      deadAirsPerCall: [0.5, 2],
    });
  });

  test("tasks that no item has are not in the report; nothing in, nothing out", () => {
    expect(Object.keys(buildReport(TURNS).tasks)).toEqual(["smoothTurn"]);
    expect(buildReport([])).toEqual({ version: 1, seed: 1, level: 0.95, resamples: 2_000, items: 0, tasks: {} });
  });

  test("two items of one id are refused", () => {
    expect(refusalOf(() => buildReport([turn("a", "75."), turn("a", "75a")]))).toContain('"a" twice');
  });
});

describe("the same in, the same bytes out", () => {
  const items: Item[] = [...TURNS, sound("s", "backchannel", "80#"), { id: "call", task: "call", lanes: drawLanes(PICTURES.call) }];

  test("twice, and in any order", () => {
    const written = writeReport(buildReport(items, { seed: 9 }));
    const next = createGenerator(2);
    for (let round = 0; round < 5; round++) {
      const shuffled = [...items].map((item) => ({ item, by: next() })).sort((a, b) => a.by - b.by);
      expect(
        writeReport(
          buildReport(
            shuffled.map(({ item }) => item),
            { seed: 9 },
          ),
        ),
      ).toBe(written);
    }
    expect(writeReport(buildReport(items, { seed: 10 }))).not.toBe(written);
  });

  test("one task's figures do not depend on another's items", () => {
    expect(buildReport(items).tasks.smoothTurn).toEqual(buildReport(TURNS).tasks.smoothTurn);
  });

  test("the text ends with a newline and holds no more than six decimals", () => {
    const written = writeReport(
      buildReport([sound("a", "backchannel", "80#"), sound("b", "backchannel", "24# 56."), sound("c", "backchannel", "80#")]),
    );
    expect(written).toContain('"value": 0.666667');
    expect(written.endsWith("}\n")).toBe(true);
    expect(written).not.toMatch(/\.\d{7}/);
  });
});
