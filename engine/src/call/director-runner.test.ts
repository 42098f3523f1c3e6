import { expect, it } from "vitest";
import { DirectorRunner } from "./director-runner";
import type { AgentFrame, Director, DirectorOutput, SpeechSession } from "./ports";

const nothing: DirectorOutput = { commands: [], entered: [], choices: null, reports: [] };
const say = (commandId: string, interruptible: boolean): DirectorOutput => ({
  ...nothing,
  commands: [{ verb: "say", command: { commandId, text: "Hello.", interruptible, expiresAtFrame: 100 } }],
});
const hush: DirectorOutput = { ...nothing, hush: true, entered: [{ nodeId: "home", edgeId: null, back: "answered" }] };
const frame: AgentFrame = { frameIndex: 0, samples: new Float32Array(0), text: "", stepMs: 0, says: [] };

/** What a session is told while the director says these things, one a frame. */
function runs(outputs: DirectorOutput[], canHush: boolean): string[] {
  const told: string[] = [];
  const session: Pick<SpeechSession, "say" | "cancelSay" | "enterNode" | "hush"> = {
    say: ({ commandId }) => told.push(`say ${commandId}`),
    cancelSay: (commandId) => told.push(`cancel ${commandId}`),
    enterNode: (nodeId, back) => told.push(`enter ${nodeId} ${back}`),
    ...(canHush ? { hush: () => told.push("hush") } : {}),
  };
  const director: Director = { step: () => outputs.shift() ?? nothing };
  const runner = new DirectorRunner(
    director,
    session as SpeechSession,
    () => null,
    () => {},
    () => {},
  );
  while (outputs.length > 0) runner.step(frame, false, false);
  return told;
}

it("hushes the speaker before it is told of the next node", () => {
  expect(runs([say("a", true), hush, say("b", true)], true)).toEqual(["say a", "hush", "enter home answered", "say b"]);
});

it("cancels the line of a speaker that cannot be hushed, once, unless it may not be interrupted", () => {
  expect(runs([say("a", true), hush, hush], false)).toEqual(["say a", "cancel a", "enter home answered", "enter home answered"]);
  expect(runs([say("a", false), hush], false)).toEqual(["say a", "enter home answered"]);
});
