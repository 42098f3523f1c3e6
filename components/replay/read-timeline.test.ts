import { describe, expect, it } from "vitest";
import { type ReplayLine, readTimeline } from "./read-timeline";

const names = { nodes: { hello: "Greeting", ask: "Ask" }, edges: { yes: "Yes, please" } };
const at = (frameIndex: number) => ({ frameIndex, atMs: frameIndex * 80 });
const ndjson = (...events: object[]) => `${events.map((event) => JSON.stringify(event)).join("\n")}\n`;
const inShort = (lines: readonly ReplayLine[]) =>
  lines.map((line) => (line.kind === "persona" ? line.pieces.map((piece) => piece.text).join("") : line.kind));

describe("readTimeline", () => {
  it("joins words into lines, broken by the caller's turn, a silence and a stage", () => {
    const { lines } = readTimeline(
      ndjson(
        { kind: "node", ...at(0), nodeId: "hello", edgeId: null },
        { kind: "text", ...at(2), text: " Good", nodeId: "hello" },
        { kind: "text", ...at(4), text: " morning.", nodeId: "hello" },
        { kind: "turn", ...at(20), endFrameIndex: 40, lane: "caller" },
        { kind: "text", ...at(45), text: " How", nodeId: "hello" },
        { kind: "text", ...at(90), text: " now?", nodeId: "hello" },
        { kind: "node", ...at(91), nodeId: "ask", edgeId: "e" },
        { kind: "text", ...at(92), text: " Well", nodeId: "ask" },
      ),
      names,
    );
    expect(inShort(lines)).toEqual(["node", "Good morning.", "caller", "How", "now?", "node", "Well"]);
    expect(lines[2]).toMatchObject({ atMs: 1_600, toMs: 3_200 });
  });

  it("keeps the director's words and the speaker's own apart where no stage lies between", () => {
    const say = { kind: "director", commandId: "say-1", verb: "say", nodeId: "hello" };
    const { lines } = readTimeline(
      ndjson(
        { ...say, ...at(0), status: "queued" },
        { ...say, ...at(2), status: "applied" },
        { kind: "text", ...at(2), text: " Good", nodeId: "hello" },
        { kind: "text", ...at(4), text: " morning.", nodeId: "hello" },
        { ...say, ...at(8), status: "completed" },
        { kind: "text", ...at(8), text: " I am", nodeId: "hello" },
        { kind: "text", ...at(9), text: " sorry.", nodeId: "hello" },
      ),
      names,
    );
    const shown = lines.map((line) => line.kind === "persona" && [line.pieces.map((piece) => piece.text).join(""), line.sayId]);
    expect(shown).toEqual([
      ["Good morning.", "say-1"],
      ["I am sorry.", null],
    ]);
  });

  it("lets a choice that is taken in the middle of a line stand after it", () => {
    const { lines } = readTimeline(
      ndjson(
        { kind: "text", ...at(2), text: " Was", nodeId: "hello" },
        { kind: "choice", ...at(3), edgeId: "yes", via: "button" },
        { kind: "text", ...at(4), text: " that", nodeId: "hello" },
        { kind: "node", ...at(4), nodeId: "ask", edgeId: "yes" },
        { kind: "text", ...at(9), text: " Good.", nodeId: "ask" },
      ),
      names,
    );
    expect(inShort(lines)).toEqual(["Was that", "choice", "node", "Good."]);
  });

  it("marks words in the middle of which the caller cut in, and begins a new line after them however soon", () => {
    const { lines } = readTimeline(
      ndjson(
        { kind: "text", ...at(2), text: " I can", nodeId: "hello" },
        { kind: "text", ...at(6), text: " help", nodeId: "hello" },
        { kind: "bargeIn", ...at(5), stopMs: 240 },
        { kind: "text", ...at(16), text: " I am Maya.", nodeId: "hello" },
        { kind: "text", ...at(60), text: " And", nodeId: "hello" },
        { kind: "bargeIn", ...at(62), stopMs: 160 },
      ),
      names,
    );
    const shown = lines.map((line) => line.kind === "persona" && [line.pieces.map((piece) => piece.text).join(""), line.isBrokenOff]);
    expect(shown).toEqual([
      ["I can help", true],
      ["I am Maya.", false],
      ["And", true],
    ]);
  });

  it("puts events on their lanes, stages lasting until the next", () => {
    const { marks } = readTimeline(
      ndjson(
        { kind: "node", ...at(0), nodeId: "hello", edgeId: null },
        { kind: "overlap", ...at(10), endFrameIndex: 20 },
        { kind: "bargeIn", ...at(10), stopMs: 240 },
        { kind: "director", ...at(12), commandId: "c", verb: "say", status: "aborted", nodeId: "hello", spokenWords: 3, totalWords: 9 },
        { kind: "choice", ...at(13), edgeId: "yes", via: "button" },
        { kind: "node", ...at(25), nodeId: "ask", edgeId: "yes" },
        { kind: "dropped", ...at(30), frames: 2, why: "late" },
        { kind: "state", ...at(50), state: "ended", reason: "persona_ended" },
      ),
      names,
    );
    expect(marks.map((mark) => [mark.lane, mark.atMs, mark.toMs, mark.label])).toEqual([
      ["stages", 0, 2_000, "Greeting"],
      ["interplay", 800, 1_600, "Both talking, 0.8 s"],
      ["interplay", 800, null, "Barge-in: silent after 240 ms"],
      ["director", 960, null, "say: aborted, 3 of 9 words (Greeting)"],
      ["director", 1_040, null, "Chosen: Yes, please"],
      ["stages", 2_000, 4_000, "Ask"],
      ["line", 2_400, null, "2 caller frames came too late"],
    ]);
  });

  it("counts what it does not know and reads on", () => {
    const { lines, unknownCount } = readTimeline(
      `{"kind":"news","frameIndex":1,"atMs":80}\nnot json\n\n${ndjson({ kind: "text", ...at(1), text: "Hi", nodeId: null })}`,
      names,
    );
    expect([lines.length, unknownCount]).toEqual([1, 2]);
  });
});
