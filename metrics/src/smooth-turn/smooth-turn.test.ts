/** One character is 80 ms: the caller's turn ends at character 30 = 2,400 ms. */
import { describe, expect, test } from "vitest";
import { drawLane } from "../../test/draw-lane";
import { laneOf } from "../../test/lane-of";
import { PICTURES } from "../../test/pictures";
import { refusalOf } from "../../test/refusal";
import { scoreOfficialSmoothTurn } from "./score-official-smooth-turn";
import { scoreStrictSmoothTurn } from "./score-strict-smooth-turn";

const END_MS = 2_400;
const official = (agent: string) => scoreOfficialSmoothTurn(drawLane(agent), END_MS);
const strict = (agent: string) => scoreStrictSmoothTurn(drawLane(agent), END_MS);

describe("official", () => {
  test("the latency goes to the first word", () => {
    expect(official("36. 24a 15.")).toEqual({ takenOver: 1, latencyMs: 480 });
  });

  test("an answer before the turn's end is a success after 0 ms", () => {
    expect(official("20. 24a 31.")).toEqual({ takenOver: 1, latencyMs: 0 });
  });

  test("after a greeting the latency is 0, whenever the answer came", () => {
    expect(official("4a 56. 15b")).toEqual({ takenOver: 1, latencyMs: 0 });
  });

  test("no turn, no latency", () => {
    expect(official("36. 4a 35.")).toEqual({ takenOver: 0, latencyMs: null });
    expect(official("75.")).toEqual({ takenOver: 0, latencyMs: null });
  });
});

describe("strict", () => {
  test("the picture: onset at 36, 6 characters after the end", () => {
    expect(scoreStrictSmoothTurn(drawLane(PICTURES["smooth-turn"].agent), END_MS)).toEqual({ outcome: "taken", latencyMs: 480 });
  });

  test("from 200 ms before the end to 3 s after it, both included; the latency keeps its sign", () => {
    const score = (startMs: number) => scoreStrictSmoothTurn(laneOf(8_000, [[startMs, startMs + 1_500]]), END_MS);
    expect(score(2_200)).toEqual({ outcome: "taken", latencyMs: -200 });
    expect(score(2_199)).toEqual({ outcome: "early", latencyMs: -201 });
    expect(score(5_400)).toEqual({ outcome: "taken", latencyMs: 3_000 });
    expect(score(5_401)).toEqual({ outcome: "late", latencyMs: 3_001 });
  });

  test("a greeting and a backchannel are no answer, and not early", () => {
    expect(strict("13# 62.")).toEqual({ outcome: "missed", latencyMs: null });
    expect(strict("13# 27. 20# 15.")).toEqual({ outcome: "taken", latencyMs: 800 });
    // 26 to 32: 480 ms across the turn's end, then an answer at 40
    expect(strict("26. 6# 8. 20# 15.")).toEqual({ outcome: "taken", latencyMs: 800 });
  });

  test("an agent that never stops is early by all that it began before", () => {
    expect(strict("75#")).toEqual({ outcome: "early", latencyMs: -2_400 });
  });

  test("a short answer is an answer", () => {
    expect(strict("34. 4# 37.")).toEqual({ outcome: "taken", latencyMs: 320 });
  });

  test("refuses a recording that ends before an answer could come", () => {
    expect(refusalOf(() => scoreStrictSmoothTurn(laneOf(5_399, []), END_MS))).toContain("3000 ms after the caller's end, received 2999 ms");
    expect(scoreStrictSmoothTurn(laneOf(5_400, []), END_MS).outcome).toBe("missed");
    expect(refusalOf(() => scoreStrictSmoothTurn(laneOf(5_400, []), Number.NaN))).toContain("the end of the turn");
  });
});
