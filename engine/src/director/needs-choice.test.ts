import type { Condition, DirectorProgram, ProgramEdge } from "@duologue/persona";
import { describe, expect, it } from "vitest";
import type { DirectorInput } from "../call/ports";
import { createDirector } from "./create-director";
import { needsChoice } from "./needs-choice";

const choice: Condition = { type: "caller_choice", value: "Yes" };
const silence: Condition = { type: "silence", ms: 6_000 };
const edge = (target: string, condition: Condition): ProgramEdge => ({ id: `${condition.type}-${target}`, target, label: "", condition });

/** A stage that asks, with a prompt that comes back to it. */
function programOf(edges: ProgramEdge[], mode: DirectorProgram["mode"] = "directed"): DirectorProgram {
  const still = { kind: "say", id: "still", title: "", text: "Are you there?", interruptible: true } as const;
  return {
    version: 1,
    mode,
    start: "start",
    patienceMs: 700,
    yieldMs: 240,
    nodes: {
      start: { kind: "start", id: "start", edges: [edge("ask", { type: "always" })] },
      ask: { kind: "stage", id: "ask", title: "", goal: "", sampleLines: [], edges },
      still: { ...still, edges: [edge("ask", { type: "always" })] },
      bye: { kind: "end", id: "bye", title: "", goodbye: "" },
    },
  };
}

describe("a choice is needed", () => {
  const isNeeded = (...edges: ProgramEdge[]) => {
    const program = programOf(edges);
    const { ask } = program.nodes;
    return ask?.kind === "stage" && needsChoice(program, ask);
  };

  it("where no other edge leads on, a prompt that comes back aside", () => {
    expect(isNeeded(edge("bye", choice))).toBe(true);
    expect(isNeeded(edge("bye", choice), edge("still", silence))).toBe(true);
    expect(isNeeded(edge("bye", choice), edge("bye", silence))).toBe(false);
    for (const other of [{ type: "else" }, { type: "time", ms: 9_000, since: "node" }] as const)
      expect(isNeeded(edge("bye", choice), edge("bye", other))).toBe(false);
  });

  it("by a scripted speaker always; by one that hears the caller only where the flow is to act", () => {
    const offered = (program: DirectorProgram, scripted: boolean) => {
      const director = createDirector(program);
      const quiet = { agentText: "", agentVoice: false, callerVoice: false, says: [] };
      for (let frameIndex = 0; frameIndex < 60; frameIndex++) {
        const input: DirectorInput = { frameIndex, ...quiet, ...(scripted ? { linesLeft: 0 } : {}) };
        const { choices, choicesNeeded } = director.step(input);
        if (choices && choices.length > 0) return choicesNeeded;
      }
      return "nothing";
    };
    const forked = [edge("bye", choice), edge("bye", { type: "else" })];
    expect(offered(programOf(forked), true)).toBe(true);
    expect(offered(programOf(forked), false)).toBe(false);
    expect(offered(programOf([edge("bye", choice)]), false)).toBe(true);
    expect(offered(programOf([edge("bye", choice)], "single"), false)).toBe(false);
  });
});
