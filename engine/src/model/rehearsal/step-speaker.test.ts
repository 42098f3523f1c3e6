import type { DirectorProgram } from "@duologue/persona";
import { FRAME_SAMPLES } from "@duologue/protocol";
import { describe, expect, it } from "vitest";
import { orderCancel, orderHush, orderNode, orderSay } from "./order-speaker";
import { createSpeakerState, type SpeakerState, type SpeakerTiming } from "./speaker-state";
import { type LineShape, type NodeWaits, type SpeakerOutput, stepSpeaker, waitsOf } from "./step-speaker";
import { splitWords } from "./words";

const TIMING: SpeakerTiming = { patienceFrames: 11, yieldFrames: 3 };
const LINES = ["One two three four five six?", "Seven eight?", "Nine?"];
/** A stage with these lines, and a Say to step aside to. */
function programWith(sampleLines: string[], aside = "Take your time."): DirectorProgram {
  return {
    version: 1,
    mode: "directed",
    start: "s",
    nodes: {
      s: { kind: "stage", id: "s", title: "", goal: "", sampleLines, edges: [] },
      other: { kind: "stage", id: "other", title: "", goal: "", sampleLines: ["Elsewhere?"], edges: [] },
      aside: { kind: "say", id: "aside", title: "", text: aside, interruptible: true, edges: [] },
    },
    patienceMs: 880,
    yieldMs: 240,
  };
}

/** Three frames a word. */
function shapeOf(text: string): LineShape {
  const words = splitWords(text).map((word, index) => ({ text: word.text, startSample: index * 3 * FRAME_SAMPLES }));
  return { words, sampleCount: words.length * 3 * FRAME_SAMPLES };
}

class Rig {
  state: SpeakerState = createSpeakerState(3);
  frameIndex = 0;
  log: { frameIndex: number; output: SpeakerOutput; phase: string }[] = [];
  waitsFor: NodeWaits = { silence: false, choice: false, anyAnswer: false };
  shapeOf: (text: string) => LineShape | undefined = shapeOf;

  run(frames: number, voiceProbability = 0): this {
    for (let k = 0; k < frames; k++) {
      const input = { voiceProbability, timing: TIMING, waitsFor: this.waitsFor, shapeOf: this.shapeOf };
      const { state, output } = stepSpeaker(this.state, { frameIndex: this.frameIndex, ...input });
      this.state = state;
      this.log.push({ frameIndex: this.frameIndex++, output, phase: state.phase });
    }
    return this;
  }
  get text(): string {
    return this.log.flatMap(({ output }) => output.words).join(" ");
  }
  get says() {
    return this.log.flatMap(({ frameIndex, output }) => output.says.map((report) => ({ frameIndex, ...report })));
  }
  get soundingFrames(): number[] {
    return this.log.filter(({ output }) => output.audio).map(({ frameIndex }) => frameIndex);
  }
}
function inStage(lines = LINES): Rig {
  const rig = new Rig().run(5);
  rig.state = orderNode(rig.state, programWith(lines), "s");
  return rig;
}

describe("stepSpeaker", () => {
  it("says one line, then waits for the caller's turn and the patience time before the next", () => {
    const rig = inStage().run(18 + 20);
    expect(rig.text).toBe("One two three four five six?");
    expect(rig.state.phase).toBe("listening");
    rig.run(10, 0.9).run(10);
    expect(rig.text).toBe("One two three four five six?");
    rig.run(1 + 6);
    expect(rig.text).toBe("One two three four five six? Seven eight?");
    expect(rig.soundingFrames.at(-6)).toBe(5 + 18 + 20 + 10 + 10);
  });

  it("lets the caller keep a pause shorter than the patience time", () => {
    const rig = inStage().run(18);
    for (let k = 0; k < 5; k++) rig.run(8, 0.9).run(9);
    expect(rig.text).toBe("One two three four five six?");
  });

  it("emits each word in the frame in which it begins", () => {
    const rig = inStage().run(18);
    const first = rig.soundingFrames[0] as number;
    const words = rig.log
      .filter(({ output }) => output.words.length > 0)
      .map(({ frameIndex, output }) => [frameIndex - first, output.words[0]]);
    expect(words).toEqual([
      [0, "One"],
      [3, "two"],
      [6, "three"],
      [9, "four"],
      [12, "five"],
      [15, "six?"],
    ]);
  });

  it("stops within 300 ms when talked over: fades, drops the words left, replies after the caller and goes on with the next line", () => {
    const rig = inStage().run(7);
    const bargeInFrame = rig.frameIndex;
    rig.run(15, 0.9);
    const last = rig.soundingFrames.at(-1) as number;
    // Silent 30 ms into frame `last`.
    expect((last - bargeInFrame) * 80 + 30).toBeLessThanOrEqual(300 - 80);
    expect(rig.log[last]?.output.audio?.fadeOutAtSample).not.toBeNull();
    expect(rig.state.phase).toBe("yielding");
    expect(rig.text).toBe("One two three");
    rig.run(10);
    expect(rig.text).toBe("One two three");
    rig.run(40);
    expect(rig.text).toMatch(/^One two three (Sure\.|Of course\.|All right\.|I hear you\.) Seven eight\?$/);
  });

  it("is not stopped by a backchannel below the yield time, nor does one count as a turn", () => {
    const rig = inStage().run(5).run(2, 0.9).run(40);
    expect(rig.text).toBe("One two three four five six?");
  });

  it("takes an answer into the last words of its line for a turn", () => {
    const rig = inStage();
    while (rig.soundingFrames.length < 16) rig.run(1);
    rig.run(2, 0.9).run(30);
    expect(rig.text).toBe("One two three four five six? Seven eight?");
  });

  it("goes on by itself after six seconds, unless the flow waits for silence here", () => {
    expect(inStage().run(18 + 74).text).toBe("One two three four five six?");
    expect(inStage().run(18 + 76 + 6 + 5).text).toBe("One two three four five six? Seven eight?");
    const waiting = inStage();
    waiting.waitsFor = { ...waiting.waitsFor, silence: true };
    expect(waiting.run(400).text).toBe("One two three four five six?");
  });

  it("goes on after a breath when its line was a statement", () => {
    const rig = inStage(["I have a plan.", "Shall we?"]).run(12 + 24);
    expect(rig.text).toBe("I have a plan.");
    expect(rig.run(2 + 6).text).toBe("I have a plan. Shall we?");
  });

  it("does not begin again when it comes back from a detour, but does from another stage", () => {
    const program = programWith(LINES);
    const partly = inStage().run(18);
    for (const nodeId of ["aside", "s"]) partly.state = orderNode(partly.state, program, nodeId);
    expect(partly.run(70).text).toBe("One two three four five six?");
    expect(partly.run(10, 0.9).run(18).text).toBe("One two three four five six? Seven eight?");
    const asked = inStage(["Nine?"]).run(3);
    for (const nodeId of ["aside", "s"]) asked.state = orderNode(asked.state, programWith(["Nine?"]), nodeId);
    expect(asked.run(10).text).toBe("Nine? Nine?");
    const detourAsks = inStage(["Nine?"]).run(3);
    for (const nodeId of ["aside", "s"]) detourAsks.state = orderNode(detourAsks.state, programWith(["Nine?"], "Are you there?"), nodeId);
    expect(detourAsks.run(10).text).toBe("Nine?");
    const fresh = inStage(["Nine?"]).run(3);
    for (const nodeId of ["other", "s"]) fresh.state = orderNode(fresh.state, programWith(["Nine?"]), nodeId);
    expect(fresh.run(10).text).toBe("Nine? Nine?");
  });

  it("comes back from a prompt without a word of its own: it waits, or goes on when it was answered", () => {
    const program = programWith(["Nine?"], "Please take your time.");
    const comesBack = (rig: Rig, back: "answered" | "unanswered", flow = program) => {
      rig.state = orderNode(orderNode(rig.state, flow, "aside"), flow, "s", back);
      return rig.run(20).text;
    };
    expect(comesBack(inStage(["Nine?"]).run(3), "unanswered")).toBe("Nine?");
    expect(comesBack(inStage(["Nine?"]).run(3), "answered")).toBe("Nine?");
    const choosing = inStage(["Nine?"]).run(3);
    choosing.waitsFor = { ...choosing.waitsFor, choice: true };
    comesBack(choosing, "answered");
    expect(choosing.run(60).text).toMatch(/^Nine\? .*screen\.$/);
    const two = ["One two?", "Three four?"];
    expect(comesBack(inStage(two).run(6), "unanswered", programWith(two))).toBe("One two?");
    expect(comesBack(inStage(two).run(6), "answered", programWith(two))).toBe("One two? Three four?");
  });

  it("repeats only the question of a longer last line", () => {
    const lines = ["All right. Have you been ill?"];
    const rig = inStage(lines).run(18);
    for (const nodeId of ["aside", "s"]) rig.state = orderNode(rig.state, programWith(lines), nodeId);
    expect(rig.run(20).text).toBe("All right. Have you been ill? Have you been ill?");
  });

  it("is hushed at once: fades, drops what waits, and takes a breath before it speaks again", () => {
    const rig = inStage().run(7);
    rig.state = orderHush(orderSay(rig.state, { commandId: "a", text: "Never heard.", interruptible: true, expiresAtFrame: 900 }));
    rig.state = orderSay(rig.state, { commandId: "b", text: "Now this.", interruptible: true, expiresAtFrame: 900 });
    const hushedAt = rig.frameIndex;
    rig.run(1);
    expect(rig.log.at(-1)?.output.audio?.fadeOutAtSample).toBe(7 * FRAME_SAMPLES);
    rig.run(12);
    expect(rig.text).toBe("One two three Now this.");
    expect(rig.soundingFrames.filter((frame) => frame > hushedAt)[0]).toBe(hushedAt + 3);
    expect(rig.says.map(({ commandId, status }) => [commandId, status])).toEqual([
      ["a", "aborted"],
      ["b", "applied"],
      ["b", "completed"],
    ]);
  });

  it("finishes a line that may not be interrupted, hushed or not", () => {
    const rig = new Rig().run(5);
    rig.state = orderSay(rig.state, { commandId: "firm", text: "One two three four.", interruptible: false, expiresAtFrame: 900 });
    rig.run(4);
    rig.state = orderHush(rig.state);
    expect(rig.run(20).text).toBe("One two three four.");
  });

  it("does not reply to an interruption that the caller has settled by a button", () => {
    const rig = inStage().run(7).run(15, 0.9);
    expect(rig.state.phase).toBe("yielding");
    rig.state = orderNode(orderHush(rig.state), programWith(LINES), "other");
    expect(rig.run(40).text).toBe("One two three Elsewhere?");
  });

  it("nudges once and not more when it has nothing left to say", () => {
    const rig = inStage().run(1_000);
    expect(rig.text).toMatch(/Nine\? (Take your time\.|I am still here\.|Whenever you are ready\.)$/);
  });

  it("fills in with a short phrase when the caller has spoken and the flow does not move", () => {
    const rig = inStage(["Yes?"]);
    rig
      .run(10)
      .run(10, 0.9)
      .run(11 + 25);
    expect(rig.text).toBe("Yes?");
    rig.run(30);
    expect(rig.text).toMatch(/^Yes\? (Go on|I see|I understand)/);
    const choosing = inStage(["Yes?"]);
    choosing.waitsFor = { ...choosing.waitsFor, choice: true };
    expect(choosing.run(10).run(10, 0.9).run(100).text).toMatch(/^Yes\? .*screen\.$/);
    const talkedOver = inStage(["One two three four?"]);
    talkedOver.waitsFor = { ...talkedOver.waitsFor, choice: true };
    expect(talkedOver.run(6).run(10, 0.9).run(40).text).toMatch(/^One two( three)? .*screen\.$/);
  });

  it("reports say commands: applied, completed, superseded, expired and aborted", () => {
    const rig = new Rig().run(5);
    const command = (commandId: string, expiresAtFrame = 1_000, interruptible = true) => ({
      commandId,
      text: "One two three four.",
      interruptible,
      expiresAtFrame,
    });
    rig.state = orderSay(rig.state, command("a"));
    rig.state = orderSay(rig.state, command("b"));
    rig.run(12).run(5, 0.9);
    rig.state = orderSay(rig.state, command("late", 18));
    rig.run(5, 0.9).run(5, 0.9);
    rig.run(60);
    rig.state = orderSay(rig.state, command("c"));
    rig.run(4).run(20, 0.9).run(80);
    rig.state = orderSay(rig.state, command("firm", 1_000, false));
    rig.run(4).run(20, 0.9).run(80);
    rig.state = orderSay(rig.state, command("gone"));
    rig.run(2);
    rig.state = orderCancel(rig.state, "gone");
    rig.run(20);
    expect(rig.says.map(({ commandId, status, spokenWords }) => [commandId, status, spokenWords])).toEqual([
      ["a", "superseded", 0],
      ["b", "applied", 0],
      ["b", "completed", 4],
      ["late", "expired", 0],
      ["c", "applied", 0],
      ["c", "aborted", 2],
      ["firm", "applied", 0],
      ["firm", "completed", 4],
      ["gone", "applied", 0],
      ["gone", "aborted", 1],
    ]);
  });

  it("waits for a line that is still being synthesised", () => {
    const rig = inStage();
    rig.shapeOf = () => undefined;
    rig.run(10);
    expect(rig.state.phase).toBe("about_to_speak");
    expect(rig.log.at(-1)?.output.wanted).toBe("One two three four five six?");
    rig.shapeOf = shapeOf;
    expect(rig.run(18).text).toBe("One two three four five six?");
  });

  it("does not change the state that it is given, and gives the same again from a copy of it", () => {
    const rig = inStage().run(6);
    const copy = structuredClone(rig.state);
    const before = JSON.stringify(rig.state);
    const input = { frameIndex: 11, voiceProbability: 0.9, timing: TIMING, waitsFor: waitsOf(undefined), shapeOf };
    const first = stepSpeaker(rig.state, input);
    expect(JSON.stringify(rig.state)).toBe(before);
    expect(stepSpeaker(copy, input)).toEqual(first);
  });
});
