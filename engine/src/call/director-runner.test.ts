import { expect, it } from "vitest";
import { DirectorRunner } from "./director-runner";
import type { AgentFrame, Director, DirectorOutput, DirectorReport, SpeechSession } from "./ports";

const nothing: DirectorOutput = { commands: [], entered: [], choices: null, reports: [] };
const say = (commandId: string, interruptible: boolean): DirectorOutput => ({
  ...nothing,
  commands: [{ verb: "say", command: { commandId, text: "Hello.", interruptible, expiresAtFrame: 100 } }],
});
const hush: DirectorOutput = { ...nothing, hush: true, entered: [{ nodeId: "home", edgeId: null, back: "answered" }] };
const frame: AgentFrame = { frameIndex: 0, samples: new Float32Array(0), text: "", stepMs: 0, says: [] };

/** With a director that says these things, one a frame. */
function runnerOf(session: Partial<SpeechSession>, outputs: DirectorOutput[]): DirectorRunner {
  const director: Director = { step: () => outputs.shift() ?? nothing };
  return new DirectorRunner(
    director,
    session as SpeechSession,
    () => null,
    () => {},
    () => {},
  );
}

/** What a session is told while the director says these things, one a frame. */
function runs(outputs: DirectorOutput[], canHush: boolean): string[] {
  const told: string[] = [];
  const session: Pick<SpeechSession, "say" | "cancelSay" | "enterNode" | "hush"> = {
    say: ({ commandId }) => told.push(`say ${commandId}`),
    cancelSay: (commandId) => told.push(`cancel ${commandId}`),
    enterNode: (nodeId, back) => told.push(`enter ${nodeId} ${back}`),
    ...(canHush ? { hush: () => told.push("hush") } : {}),
  };
  const runner = runnerOf(session, outputs);
  while (outputs.length > 0) runner.step(frame, false, false);
  return told;
}

it("tells a client that came back the node as it was entered, and the choices on offer", () => {
  const entered = { nodeId: "wait", edgeId: "e1" };
  const choices = [{ edgeId: "e2", label: "Done", key: "1" }];
  const outputs: DirectorOutput[] = [nothing, { ...nothing, entered: [entered], choices }, nothing];
  const told: unknown[] = [];
  const runner = new DirectorRunner(
    { step: () => outputs.shift() ?? nothing },
    { enterNode: () => {} } as unknown as SpeechSession,
    () => ({ emit: (event, fact) => void told.push([event, fact]), close: () => {} }),
    () => {},
    () => {},
  );
  runner.repeat(0);
  expect(told.splice(0)).toEqual([["choices:offered", { frameIndex: 0, choices: [] }]]);
  for (let frameIndex = 0; frameIndex < 3; frameIndex++) runner.step({ ...frame, frameIndex }, false, false);
  const node = ["director:acted", { frameIndex: 1, event: { kind: "node", nodeId: "wait", edgeId: "e1" } }];
  expect(told.splice(0)).toEqual([node, ["choices:offered", { frameIndex: 1, choices }]]);
  runner.repeat(50);
  expect(told).toEqual([node, ["choices:offered", { frameIndex: 50, choices }]]);
});

it("lets go of a line that may be interrupted where the caller talks over it, if the speaker does not by itself", () => {
  const told = (interruptible: boolean, canHush: boolean): string[] => {
    const heard: string[] = [];
    const session: Pick<SpeechSession, "say" | "cancelSay" | "hush"> = {
      say: ({ commandId }) => void heard.push(`say ${commandId}`),
      cancelSay: (commandId) => void heard.push(`cancel ${commandId}`),
      ...(canHush ? { hush: () => void heard.push("hush") } : {}),
    };
    const outputs = [say("a", interruptible)];
    const runner = runnerOf(session, outputs);
    runner.step(frame, false, false);
    runner.step({ ...frame, says: [{ commandId: "a", status: "applied", spokenWords: 0, totalWords: 1 }] }, true, false);
    for (let k = 0; k < 30; k++) runner.step(frame, k < 6, true);
    return heard;
  };
  expect(told(true, false)).toEqual(["say a", "cancel a"]);
  expect(told(false, false)).toEqual(["say a"]);
  expect(told(true, true)).toEqual(["say a"]);
});

it("hushes the speaker before it is told of the next node", () => {
  expect(runs([say("a", true), hush, say("b", true)], true)).toEqual(["say a", "hush", "enter home answered", "say b"]);
});

it("cancels the line of a speaker that cannot be hushed, once, unless it may not be interrupted", () => {
  expect(runs([say("a", true), hush, hush], false)).toEqual(["say a", "cancel a", "enter home answered", "enter home answered"]);
  expect(runs([say("a", false), hush], false)).toEqual(["say a", "enter home answered"]);
});

it("tells a frame's words after the line that began them and before where the flow goes on, with the node that they were said in", () => {
  const report = (commandId: string, status: "applied" | "completed"): DirectorReport => ({
    commandId,
    verb: "say",
    status,
    nodeId: "ask",
    spokenWords: 0,
    totalWords: 1,
  });
  const outputs: DirectorOutput[] = [
    { ...nothing, entered: [{ nodeId: "ask", edgeId: null }] },
    { ...nothing, reports: [report("a", "applied")] },
    { ...nothing, entered: [{ nodeId: "next", edgeId: "e1" }], reports: [report("a", "completed")] },
  ];
  const written: string[] = [];
  const runner = new DirectorRunner(
    { step: () => outputs.shift() ?? nothing },
    { enterNode: () => {} } as unknown as SpeechSession,
    () => null,
    (draft) => {
      if (draft.kind === "text") written.push(`${draft.text} in ${draft.nodeId}`);
      else if (draft.kind === "node") written.push(`enter ${draft.nodeId}`);
      else if (draft.kind === "director") written.push(draft.status);
    },
    () => {},
  );
  ["", "Hello", "there", "Well"].forEach((text, frameIndex) => {
    runner.step({ ...frame, frameIndex, text }, false, false);
  });
  expect(written).toEqual(["enter ask", "applied", "Hello in ask", "there in ask", "enter next", "completed", "Well in next"]);
});
