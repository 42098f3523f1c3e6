import type { SpeakerInfo } from "@duologue/protocol";
import { describe, expect, it } from "vitest";
import { type CallViewEvent, type CallViewState, initialCallView, isUnderWay, reduceCallView } from "./view-state";

const speaker: SpeakerInfo = {
  kind: "rehearsal",
  title: "Rehearsal voice",
  description: "A scripted stand-in.",
  model: "slt",
  weightsSha256: null,
  device: "cpu",
};

function run(...events: CallViewEvent[]): CallViewState {
  return events.reduce(reduceCallView, initialCallView);
}
const toLive: CallViewEvent[] = [
  { type: "asked" },
  { type: "dialled" },
  { type: "ticketed", callId: "c1", speaker, maxCallSeconds: 600 },
  { type: "started", callId: "c1", speaker, maxCallSeconds: 300 },
  { type: "stateChanged", state: "priming", frameIndex: 0, atMs: 900, priming: { done: 3, total: 10 } },
  { type: "stateChanged", state: "live", frameIndex: 0, atMs: 1_000 },
];
const words = (frameIndex: number, text: string, nodeId: string | null = "a"): CallViewEvent => ({
  type: "textHeard",
  fact: { frameIndex, text, nodeId },
});

describe("reduceCallView", () => {
  it("walks from the button to a live call", () => {
    expect(run(...toLive.slice(0, 1)).phase).toBe("asking");
    expect(run(...toLive.slice(0, 2)).phase).toBe("connecting");
    expect(run(...toLive.slice(0, 5))).toMatchObject({ phase: "priming", priming: { done: 3, total: 10 } });
    expect(run(...toLive)).toMatchObject({ phase: "live", priming: null, liveSinceMs: 1_000, maxCallSeconds: 300, callId: "c1" });
  });

  it("shows the queue until priming begins", () => {
    const queued = run(...toLive.slice(0, 4), {
      type: "stateChanged",
      state: "queued",
      frameIndex: 0,
      atMs: 0,
      queue: { position: 2, etaSeconds: 40 },
    });
    expect(queued).toMatchObject({ phase: "queued", queue: { position: 2, etaSeconds: 40 } });
    expect(reduceCallView(queued, { type: "stateChanged", state: "priming", frameIndex: 0, atMs: 0 }).queue).toBeNull();
  });

  it("joins words of one stretch and starts a new line after a silence or in another node", () => {
    const { lines } = run(
      ...toLive,
      words(10, " Hello"),
      words(12, " there."),
      words(13, "How"),
      words(60, " Still here?"),
      words(61, "Bye", "b"),
    );
    expect(lines.map((line) => (line.kind === "words" ? line.text : line.kind))).toEqual(["Hello there. How", "Still here?", "Bye"]);
    expect(new Set(lines.map((line) => line.id)).size).toBe(3);
  });

  it("begins a new line where the director's words end and the speaker goes on by itself, and the reverse", () => {
    const moved = (commandId: string, status: "queued" | "applied" | "completed" | "aborted"): CallViewEvent => ({
      type: "sayMoved",
      commandId,
      status,
    });
    const spoken = [
      ...toLive,
      moved("say-1", "queued"),
      words(1, " Hm."),
      moved("say-1", "applied"),
      words(2, " Good"),
      words(4, " morning."),
      moved("say-1", "completed"),
      words(6, " I am"),
      words(8, " sorry."),
    ];
    expect(run(...spoken).lines).toMatchObject([
      { text: "Hm.", sayId: null },
      { text: "Good morning.", sayId: "say-1" },
      { text: "I am sorry.", sayId: null },
    ]);
    // the end of a line may have been told while nobody was connected
    const lost: CallViewEvent[] = [moved("say-2", "applied"), { type: "connectionLost", untilMs: 9_000 }, { type: "connectionResumed" }];
    expect(run(...spoken, ...lost, words(10, " Well.")).lines.at(-1)).toMatchObject({ text: "Well.", sayId: null });
  });

  it("marks the line that the caller broke off, and joins nothing to it", () => {
    const { lines } = run(
      ...toLive,
      words(10, " I can"),
      words(14, " help"),
      { type: "turnObserved", kind: "bargeIn", frameIndex: 13, stopMs: 240 },
      words(24, " I am Maya."),
      { type: "turnObserved", kind: "bargeIn", frameIndex: 25, stopMs: null },
    );
    expect(lines).toMatchObject([{ text: "I can help", isBrokenOff: true }, { text: "I am Maya." }]);
    expect(lines[1]).not.toHaveProperty("isBrokenOff");
  });

  it("divides the text by nodes and knows the active one until the end", () => {
    const live = run(...toLive, { type: "nodeEntered", frameIndex: 4, nodeId: "greeting" }, words(5, "Hi", "greeting"));
    expect(live.activeNodeId).toBe("greeting");
    expect(live.lines.map((line) => line.kind)).toEqual(["node", "words"]);
    expect(reduceCallView(live, { type: "ended", fact: { reason: "persona_ended", frameIndex: 100 } }).activeNodeId).toBeNull();
  });

  it("notes the choice taken and withdraws the others", () => {
    const offered = run(...toLive, {
      type: "choicesOffered",
      fact: {
        frameIndex: 5,
        choices: [
          { edgeId: "e1", label: "Yes", key: "1" },
          { edgeId: "e2", label: "No", key: "2" },
        ],
      },
    });
    const taken = reduceCallView(offered, { type: "choiceTaken", edgeId: "e2" });
    expect(taken.choices).toEqual([]);
    expect(taken.lines.at(-1)).toMatchObject({ kind: "choice", label: "No" });
    expect(reduceCallView(offered, { type: "choiceTaken", edgeId: "unknown" })).toBe(offered);
  });

  it("keeps a sentence whole when a choice is taken in the middle of it", () => {
    const { lines } = run(
      ...toLive,
      { type: "choicesOffered", fact: { frameIndex: 5, choices: [{ edgeId: "e1", label: "I understand", key: "1" }] } },
      words(10, "Does that picture"),
      { type: "choiceTaken", edgeId: "e1" },
      words(14, " make sense to you,"),
      { type: "nodeEntered", frameIndex: 20, nodeId: "b" },
      words(21, "Then tell me.", "b"),
    );
    expect(lines.map((line) => (line.kind === "words" ? line.text : line.kind))).toEqual([
      "Does that picture make sense to you,",
      "choice",
      "node",
      "Then tell me.",
    ]);
  });

  it("begins a new line after a choice when the words come later or from elsewhere", () => {
    const taken: CallViewEvent[] = [
      ...toLive,
      { type: "choicesOffered", fact: { frameIndex: 5, choices: [{ edgeId: "e1", label: "Yes", key: "1" }] } },
      words(10, "Is it so?"),
      { type: "choiceTaken", edgeId: "e1" },
    ];
    for (const next of [words(60, "Well."), words(14, "Well.", "b")])
      expect(run(...taken, next).lines.map(({ kind }) => kind)).toEqual(["words", "choice", "words"]);
  });

  it("writes a stage once when the engine tells it again after a return, and once more when it is entered again", () => {
    const entered: CallViewEvent = { type: "nodeEntered", frameIndex: 20, nodeId: "wait" };
    const lost: CallViewEvent[] = [{ type: "connectionLost", untilMs: 16_000 }, { type: "connectionResumed" }];
    const back = run(...toLive, entered, ...lost, entered);
    expect(back.lines.map((line) => line.kind)).toEqual(["node", "connection", "connection"]);
    expect(back.activeNodeId).toBe("wait");
    const missed = reduceCallView(back, { type: "nodeEntered", frameIndex: 60, nodeId: "wait" });
    expect(missed.lines.map((line) => line.kind)).toEqual(["node", "connection", "connection", "node"]);
  });

  it("keeps the call's face while the connection is lost, and counts the return", () => {
    const lost = run(...toLive, { type: "connectionLost", untilMs: 16_000 });
    expect(lost).toMatchObject({ phase: "live", reconnectUntilMs: 16_000 });
    const back = reduceCallView(lost, { type: "connectionResumed" });
    expect(back).toMatchObject({ phase: "live", reconnectUntilMs: null, totals: { reconnects: 1 } });
    expect(back.lines.map((line) => line.kind)).toEqual(["connection", "connection"]);
  });

  it("keeps the first live moment when the state is told again after a return", () => {
    expect(run(...toLive, { type: "stateChanged", state: "live", frameIndex: 90, atMs: 9_000 }).liveSinceMs).toBe(1_000);
  });

  it("stays ending once hung up, until the end is a fact", () => {
    const ending = run(...toLive, { type: "hangupAsked" }, { type: "stateChanged", state: "live", frameIndex: 3, atMs: 0 });
    expect(ending.phase).toBe("ending");
    const ended = reduceCallView(ending, { type: "ended", fact: { reason: "caller_hung_up", frameIndex: 250 } });
    expect(ended).toMatchObject({ phase: "ended", ended: { reason: "caller_hung_up", durationMs: 20_000, code: null } });
  });

  it("ignores facts after the end", () => {
    const ended = run(...toLive, { type: "ended", fact: { reason: "idle", frameIndex: 9 } });
    expect(reduceCallView(ended, words(12, "late"))).toBe(ended);
    expect(reduceCallView(ended, { type: "stateChanged", state: "live", frameIndex: 10, atMs: 0 })).toBe(ended);
  });

  it("counts turns, barge-ins and overlap only when they are complete", () => {
    const { totals } = run(
      ...toLive,
      { type: "turnObserved", kind: "turn", lane: "caller", frameIndex: 1 },
      { type: "turnObserved", kind: "turn", lane: "caller", frameIndex: 1, endFrameIndex: 9 },
      { type: "turnObserved", kind: "overlap", frameIndex: 9, endFrameIndex: 12 },
      { type: "turnObserved", kind: "bargeIn", frameIndex: 9 },
    );
    expect(totals).toEqual({ turns: { caller: 1, agent: 0 }, bargeIns: 1, overlapFrames: 3, reconnects: 0 });
  });

  it("keeps what was observed in the last minute, and lets go of what lies further back", () => {
    const turn = (frameIndex: number, endFrameIndex: number) => ({ kind: "turn", lane: "agent", frameIndex, endFrameIndex }) as const;
    const observed = [turn(0, 9), turn(10, 30), turn(600, 770)].map((fact) => ({ type: "turnObserved" as const, ...fact }));
    expect(run(...toLive, ...observed).turnFacts).toEqual([turn(10, 30), turn(600, 770)]);
    expect(run(...toLive, ...observed, { type: "turnObserved", kind: "gap", frameIndex: 780, endFrameIndex: 781 }).turnFacts).toHaveLength(
      2,
    );
  });

  it("keeps the way of talking for the next call", () => {
    const state = run({ type: "modeChosen", mode: "pushToTalk" }, { type: "asked" });
    expect(state).toMatchObject({ phase: "asking", mode: "pushToTalk" });
    expect(reduceCallView(state, { type: "reset" }).mode).toBe("pushToTalk");
  });

  it("knows which phases hold the microphone", () => {
    expect(["idle", "ended", "failed"].some((phase) => isUnderWay(phase as CallViewState["phase"]))).toBe(false);
    expect(isUnderWay("queued")).toBe(true);
  });
});
