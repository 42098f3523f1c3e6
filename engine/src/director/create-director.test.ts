import type { Condition, DirectorProgram, ProgramEdge, ProgramNode } from "@duologue/persona";
import { describe, expect, it } from "vitest";
import { type CallerMove, type Heard, politeCaller, walkFlow } from "../../test/walk-flow";

let drawn = 0;
function to(target: string, condition: Condition, label = ""): ProgramEdge {
  return { id: `e${drawn++}-${target}`, target, label, condition };
}
const always: Condition = { type: "always" };
const otherwise: Condition = { type: "else" };
function stage(id: string, sampleLines: string[], edges: ProgramEdge[]): ProgramNode {
  return { kind: "stage", id, title: id, goal: "", sampleLines, edges };
}
function say(id: string, text: string, edges: ProgramEdge[], interruptible = true): ProgramNode {
  return { kind: "say", id, title: id, text, interruptible, edges };
}
function program(nodes: ProgramNode[], first = nodes[0]?.id ?? ""): DirectorProgram {
  const start: ProgramNode = { kind: "start", id: "start", edges: [to(first, always)] };
  const all = [start, ...nodes, { kind: "end", id: "bye", title: "End", goodbye: "Thank you and goodbye." } as const];
  return {
    version: 1,
    mode: "directed",
    start: "start",
    nodes: Object.fromEntries(all.map((node) => [node.id, node])),
    patienceMs: 880,
    yieldMs: 240,
  };
}
const silentCaller = (): CallerMove => ({});
function when(test: (heard: Heard) => boolean, move: CallerMove): (heard: Heard) => CallerMove {
  let done = false;
  return (heard) => {
    if (done || !test(heard)) return {};
    done = true;
    return move;
  };
}

describe("director", () => {
  it("greets with a Say, reports every step of it, and ends after the goodbye", () => {
    const walk = walkFlow(program([say("hello", "Hello and welcome.", [to("bye", always)])]), silentCaller);
    expect(walk.nodes).toEqual(["start", "hello", "bye"]);
    expect(walk.text).toBe(" Hello and welcome. Thank you and goodbye.");
    const hello = walk.reports.filter((report) => report.nodeId === "hello");
    expect(hello.map((report) => report.status)).toEqual(["queued", "applied", "completed"]);
    expect(hello.at(-1)).toMatchObject({ commandId: "say-1", spokenWords: 3, totalWords: 3 });
    expect(walk.reports.at(-1)).toMatchObject({ verb: "end", status: "applied", nodeId: "bye" });
    expect(walk.endedAtFrame).not.toBeNull();
  });

  it("speaks a stage's lines one per turn of the caller before `else` is taken", () => {
    const flow = program([stage("talk", ["What is your name?", "And your date of birth?"], [to("bye", otherwise)])]);
    const walk = walkFlow(flow, politeCaller());
    expect(walk.text).toBe(" What is your name? And your date of birth? Thank you and goodbye.");
    expect(walk.nodes).toEqual(["start", "talk", "bye"]);
    const silent = walkFlow(flow, silentCaller, 60);
    expect(silent.nodes).toEqual(["start", "talk"]);
  });

  it("offers choices with keys, takes the chosen one at once, and lets `else` wait for a button", () => {
    const choice = (value: string): Condition => ({ type: "caller_choice", value });
    const flow = program([
      stage("ask", ["Was it you?"], [to("yes", choice("Yes"), "It was me"), to("no", choice("No")), to("bye", otherwise)]),
      say("yes", "Good.", [to("bye", always)]),
      say("no", "Then I block the card.", [to("bye", always)]),
    ]);
    const ask = flow.nodes.ask as Extract<ProgramNode, { kind: "stage" }>;
    const chosen = walkFlow(
      flow,
      when((heard) => heard.nodeId === "ask" && heard.agentQuietFrames === 8, { chooseEdgeId: ask.edges[1]?.id ?? "" }),
    );
    expect(chosen.choices[0]?.map(({ label, key }) => [label, key])).toEqual([
      ["It was me", "1"],
      ["No", "2"],
    ]);
    expect(chosen.choices.at(-1)).toEqual([]);
    expect(chosen.nodes).toEqual(["start", "ask", "no", "bye"]);
    let voiced = 0;
    const speaksOnce = (heard: Heard) => ({ voice: heard.nodeWords.endsWith("you?") && heard.agentQuietFrames > 5 && voiced++ < 12 });
    const spoken = walkFlow(flow, speaksOnce);
    expect(spoken.nodes).toEqual(["start", "ask", "bye"]);
    const answered = spoken.callerVoice.lastIndexOf(true);
    const moved = spoken.reports.find((report) => report.nodeId === "bye")?.frameIndex ?? 0;
    expect(moved - answered).toBeGreaterThanOrEqual(60);
    expect(moved - answered).toBeLessThan(90);
    const strange = walkFlow(
      flow,
      when((heard) => heard.agentQuietFrames === 8, { chooseEdgeId: "nonsense" }),
      20,
    );
    expect(strange.nodes).toEqual(["start", "ask"]);
  });

  it("hears the persona's own words as phrase and pattern, whole words only, after the hold time", () => {
    const said = (value: string, match: "phrase" | "regex", holdMs = 0): Condition => ({ type: "persona_said", match, value, holdMs });
    const line = "Let me transfer you, to a colleague.";
    const ends = (condition: Condition) => walkFlow(program([stage("talk", [line], [to("bye", condition)])]), silentCaller, 15);
    expect(ends(said("Transfer you to", "phrase")).nodes).toContain("bye");
    expect(ends(said("transfer you to a coll", "phrase")).nodes).not.toContain("bye");
    expect(ends(said("colleagues?\\.$", "regex")).nodes).toContain("bye");
    expect(ends(said("(", "regex")).nodes).not.toContain("bye");
    const soon = ends(said("colleague", "phrase")).endedAtFrame ?? 0;
    const held = ends(said("colleague", "phrase", 4_000)).endedAtFrame ?? 0;
    expect(held - soon).toBeGreaterThan(25);
  });

  it("survives a pattern that backtracks without end", () => {
    const evil: Condition = { type: "persona_said", match: "regex", value: "^(\\w+\\s?)*$", holdMs: 0 };
    const line = `${"word ".repeat(40)}!`;
    const walk = walkFlow(program([stage("talk", [line], [to("bye", evil)])]), silentCaller, 30);
    expect(walk.nodes).toEqual(["start", "talk"]);
  });

  it("acts on silence counted from the last voice, and on time in the node and in the call", () => {
    const quiet = walkFlow(program([say("hello", "Hello.", [to("bye", { type: "silence", ms: 4_000 })])]), silentCaller);
    const lastWord = quiet.reports.find((report) => report.status === "completed")?.frameIndex ?? 0;
    const bye = quiet.reports.find((report) => report.nodeId === "bye")?.frameIndex ?? 0;
    expect(bye - lastWord).toBeGreaterThanOrEqual(49);
    expect(bye - lastWord).toBeLessThanOrEqual(52);
    for (const since of ["node", "call"] as const) {
      const timed = walkFlow(program([stage("talk", ["Yes?"], [to("bye", { type: "time", ms: 10_000, since })])]), politeCaller());
      expect(timed.nodes).toEqual(["start", "talk", "bye"]);
      expect(timed.reports.find((report) => report.nodeId === "bye")?.frameIndex).toBeGreaterThanOrEqual(125);
    }
  });

  it("asks a silent caller three times, then waits quietly until he speaks", () => {
    const silence: Condition = { type: "silence", ms: 3_000 };
    const flow = program([
      stage("ask", ["Your name?"], [to("still", silence), to("bye", otherwise)]),
      say("still", "Are you there?", [to("ask", always)]),
    ]);
    const silent = walkFlow(flow, silentCaller, 300);
    expect(silent.nodes.filter((id) => id === "still")).toHaveLength(3);
    expect(silent.agentVoice.lastIndexOf(true)).toBeLessThan(60 * 12.5);
    expect(silent.endedAtFrame).toBeNull();
    // a word of the caller's, spoken into the second question, begins the count anew
    let asked = 0;
    const speaksOnce = walkFlow(
      flow,
      ({ nodeId, agentQuietFrames, nodeWords }) => {
        if (nodeId === "still" && nodeWords === " Are" && agentQuietFrames === 0) asked++;
        return { voice: nodeId === "still" && asked >= 5 && asked < 10 };
      },
      300,
    );
    expect(speaksOnce.nodes.filter((id) => id === "still").length).toBeGreaterThan(3);
  });

  it("follows different silence edges as far as they lead", () => {
    const silence: Condition = { type: "silence", ms: 2_000 };
    const names = ["one", "two", "three", "four", "five"];
    const flow = program(names.map((id, k) => say(id, `${id} more.`, [to(names[k + 1] ?? "bye", silence)])));
    expect(walkFlow(flow, silentCaller).nodes).toEqual(["start", ...names, "bye"]);
  });

  it("goes on after a Say that was talked over, says how many words were heard, and never cuts off a goodbye", () => {
    const flow = program([say("hello", "One two three four five six seven eight.", [to("bye", always)])]);
    let voiced = 0;
    const walk = walkFlow(flow, ({ nodeId, nodeWords }) => {
      const talks = (nodeId === "hello" && nodeWords.includes("three") && voiced < 15) || nodeId === "bye";
      if (talks) voiced++;
      return { voice: talks && voiced < 40 };
    });
    const aborted = walk.reports.find((report) => report.status === "aborted");
    expect(aborted).toMatchObject({ nodeId: "hello", totalWords: 8 });
    expect(aborted?.spokenWords).toBeLessThanOrEqual(4);
    expect(walk.text).not.toContain("five");
    expect(walk.text).toContain("Thank you and goodbye.");
    expect(walk.nodes).toEqual(["start", "hello", "bye"]);
    expect(walk.endedAtFrame).not.toBeNull();
  });

  it("ends a call whose flow spins", () => {
    const flow = program([say("ping", "", [to("pong", always)]), say("pong", "", [to("ping", always)])]);
    const walk = walkFlow(flow, silentCaller, 300);
    expect(walk.endedAtFrame).not.toBeNull();
  });

  it("only tracks a model that finds its own words in mode single", async () => {
    const { createDirector } = await import("./create-director");
    const director = createDirector({ ...program([say("hello", "Hello.", [to("bye", always)])]), mode: "single" });
    const nodes: string[] = [];
    for (let frameIndex = 0; frameIndex < 200; frameIndex++) {
      const agentVoice = frameIndex > 10 && frameIndex < 30;
      const output = director.step({ frameIndex, agentText: agentVoice ? " hi" : "", agentVoice, callerVoice: false, says: [] });
      expect(output.commands).toEqual([]);
      nodes.push(...output.entered.map((entered) => entered.nodeId));
    }
    expect(nodes).toEqual(["start", "hello", "bye"]);
  });

  it("gives the same walk again for the same caller", () => {
    const flow = program([stage("talk", ["One.", "Two."], [to("bye", otherwise)])]);
    expect(walkFlow(flow, politeCaller())).toEqual(walkFlow(flow, politeCaller()));
  });
});
