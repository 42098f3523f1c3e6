import type { Lanes } from "@duologue/metrics";
import { describe, expect, it } from "vitest";
import type { Pair } from "../../test/build-result";
import { parseSuite } from "../suite/parse-suite";
import { cutScenario } from "./cut-scenario";

function lanesOf(caller: Pair[], agent: Pair[]): Lanes {
  const lane = (voice: Pair[]) => ({ durationMs: 60_000, voice: voice.map(([startMs, endMs]) => ({ startMs, endMs })) });
  return { caller: lane(caller), agent: lane(agent) };
}
const cut = (caller: Pair[], agent: Pair[]) => cutScenario({ id: "again", title: "Again", lanes: lanesOf(caller, agent), wav: "call.wav" });
const whens = (caller: Pair[], agent: Pair[]) => cut(caller, agent).script.map(({ as, when }) => ({ as, ...when }));

describe("a test made from a call says each line again", () => {
  it("when the call is live, where the caller spoke first", () => {
    expect(whens([[800, 2_000]], [[3_000, 5_000]])).toEqual([{ as: "turn", event: "callLive", delayMs: 800 }]);
  });

  it("so long after the agent stopped as it was", () => {
    expect(
      whens(
        [
          [4_000, 5_000],
          [9_200, 10_000],
        ],
        [
          [500, 3_000],
          [6_000, 9_000],
        ],
      ),
    ).toMatchObject([
      { as: "turn", event: "agentStops", delayMs: 500 },
      { as: "turn", event: "agentStops", delayMs: 0 },
    ]);
  });

  it("into the agent's words where it interrupted, or only said mm-hm", () => {
    expect(whens([[2_500, 5_000]], [[500, 3_000]])).toMatchObject([{ as: "interruption", event: "agentSpoken", ms: 2_000 }]);
    expect(whens([[2_500, 3_000]], [[500, 9_000]])).toMatchObject([{ as: "backchannel", event: "agentSpoken", ms: 2_000 }]);
  });

  it("as a turn after the agent, where it only came a little too early", () => {
    expect(whens([[2_900, 5_000]], [[500, 3_000]])).toMatchObject([{ as: "turn", event: "agentStops", delayMs: 0 }]);
  });

  it("with its pauses, and anew after a long silence", () => {
    const { script } = cut(
      [
        [1_000, 2_000],
        [3_000, 4_000],
        [9_000, 9_500],
      ],
      [[30_000, 31_000]],
    );
    expect(script).toMatchObject([{ when: { event: "callLive", delayMs: 1_000 } }, { when: { event: "previousEnds", delayMs: 5_000 } }]);
    expect(script[0]?.say).toEqual([
      { wav: "call.wav", channel: "left", startMs: 940, endMs: 2_060, text: "" },
      { pauseMs: 880 },
      { wav: "call.wav", channel: "left", startMs: 2_940, endMs: 4_060, text: "" },
    ]);
  });

  it("as a scenario that a suite takes", () => {
    const made = cut(
      [
        [1_000, 2_000],
        [5_000, 5_400],
      ],
      [[3_000, 8_000]],
    );
    const suite = { spec: "duologue_suite", specVersion: "1.0", meta: { name: "mine", title: "Mine" }, scenarios: [made] };
    expect(parseSuite(JSON.parse(JSON.stringify(suite))).scenarios[0]).toEqual(made);
  });

  it("and not where there is none", () => {
    expect(() => cut([], [[500, 3_000]])).toThrow("Expected a call whose caller spoke, received silence.");
  });
});
