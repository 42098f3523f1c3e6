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
/** Speaks once, for so many frames, after so many words of the node. */
function speaksInto(nodeId: string, words: number, frames: number): (heard: Heard) => CallerMove {
  let left = frames;
  let hasBegun = false;
  return (heard) => {
    hasBegun ||= heard.nodeId === nodeId && heard.nodeWords.split(" ").length - 1 >= words;
    return { voice: hasBegun && left-- > 0 };
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
    // where only a button can answer, a word of the caller's, spoken into the second question, begins the count anew
    const pressed = program([
      stage("ask", ["Your name?"], [to("still", silence), to("bye", { type: "caller_choice", value: "Anna" })]),
      say("still", "Are you there?", [to("ask", always)]),
    ]);
    let asked = 0;
    const speaksOnce = walkFlow(
      pressed,
      ({ nodeId, agentQuietFrames, nodeWords }) => {
        if (nodeId === "still" && nodeWords === " Are" && agentQuietFrames === 0) asked++;
        return { voice: nodeId === "still" && asked >= 5 && asked < 10 };
      },
      300,
    );
    expect(speaksOnce.nodes.filter((id) => id === "still").length).toBeGreaterThan(3);
  });

  it("takes an answer spoken into the middle of the last question", () => {
    const flow = program([stage("ask", ["Could you please tell me your full name and address?"], [to("bye", otherwise)])]);
    const walk = walkFlow(flow, speaksInto("ask", 4, 12));
    expect(walk.text).not.toContain("address?");
    expect(walk.nodes).toEqual(["start", "ask", "bye"]);
    // the short reply to having been interrupted comes first
    expect((walk.endedAtFrame ?? 0) * 0.08).toBeLessThan(12);
    // with another question to come, the answer belongs to the one that he spoke into
    const two = program([stage("ask", ["Could you please tell me your full name?", "And your address?"], [to("bye", otherwise)])]);
    const early = walkFlow(two, speaksInto("ask", 4, 12), 12);
    expect(early.text).toContain(" And your address?");
    expect(early.nodes).toEqual(["start", "ask"]);
  });

  describe("prompting a silent caller", () => {
    const silence: Condition = { type: "silence", ms: 5_000 };
    const choice = (value: string): Condition => ({ type: "caller_choice", value });
    const PROMPT = "Are you still there my dear friend?";
    const flowWith = (lines: string[], edges: ProgramEdge[], interruptible = true) =>
      program([stage("ask", lines, [to("still", silence), ...edges]), say("still", PROMPT, [to("ask", always)], interruptible)]);

    it("takes what is said into the prompt as the answer to the open question", () => {
      const walk = walkFlow(flowWith(["Your name?"], [to("bye", otherwise)]), speaksInto("still", 2, 12));
      expect(walk.nodes).toEqual(["start", "ask", "still", "ask", "bye"]);
      expect(walk.text).toMatch(/^ Your name\? Are you (still )?(Sure|Of course|All right|I hear you)\. Thank you and goodbye\.$/);
      const next = walkFlow(flowWith(["Your name?", "Your age?"], [to("bye", otherwise)]), speaksInto("still", 2, 12), 30);
      expect(next.text).toMatch(/^ Your name\? Are you (still )?(Sure|Of course|All right|I hear you)\. Your age\?/);
    });

    it("waits on after a prompt that nobody answers, also when he only coughed into it", () => {
      for (const frames of [0, 1]) {
        const flow = flowWith(["I have a question. Your name?"], [to("bye", otherwise)]);
        const walk = walkFlow(flow, speaksInto("still", 2, frames), 12);
        expect(walk.nodes).toEqual(["start", "ask", "still", "ask"]);
        expect(walk.text).toBe(` I have a question. Your name? ${PROMPT}`);
      }
    });

    it("leaves the prompt unsaid when he begins to speak before it", () => {
      const walk = walkFlow(flowWith(["Your name?"], [to("bye", otherwise)]), speaksInto("still", 0, 12));
      expect(walk.nodes).toEqual(["start", "ask", "still", "ask", "bye"]);
      expect(walk.text).toBe(" Your name? Thank you and goodbye.");
      expect(walk.reports.filter(({ nodeId }) => nodeId === "still").map(({ status }) => status)).toEqual(["queued", "aborted"]);
    });

    it("counts what is said for over a second into a prompt that cannot be interrupted", () => {
      const flow = flowWith(["Your name?"], [to("bye", otherwise)], false);
      expect(walkFlow(flow, speaksInto("still", 1, 14)).nodes).toEqual(["start", "ask", "still", "ask", "bye"]);
      expect(walkFlow(flow, speaksInto("still", 1, 8), 12).nodes).toEqual(["start", "ask", "still", "ask"]);
    });

    it("keeps the choices on offer meanwhile, and cuts the prompt for one", () => {
      const flow = flowWith(["Was it you?"], [to("bye", choice("Yes"))]);
      const edgeId = (flow.nodes.ask as Extract<ProgramNode, { kind: "stage" }>).edges[1]?.id ?? "";
      const walk = walkFlow(
        flow,
        when((heard) => heard.nodeId === "still" && heard.nodeWords === " Are you", { chooseEdgeId: edgeId }),
      );
      expect(walk.nodes).toEqual(["start", "ask", "still", "bye"]);
      expect(walk.choices.map((choices) => choices.length)).toEqual([1, 0]);
      expect(walk.text).toBe(" Was it you? Are you Thank you and goodbye.");
    });

    it("holds through prompts one after another", () => {
      const flow = program([
        stage("ask", ["Your name?"], [to("still", silence), to("bye", otherwise)]),
        say("still", PROMPT, [to("again", silence), to("ask", otherwise)]),
        say("again", "I did not hear you yet.", [to("ask", always)]),
      ]);
      expect(walkFlow(flow, speaksInto("again", 2, 12)).nodes).toEqual(["start", "ask", "still", "again", "ask", "bye"]);
      expect(walkFlow(flow, speaksInto("still", 2, 12)).nodes).toEqual(["start", "ask", "still", "ask", "bye"]);
    });
  });

  it("offers choices when the question begins, and cuts it within 300 ms for the one that is pressed", () => {
    const choice: Condition = { type: "caller_choice", value: "Yes" };
    const lines = ["We have seen a payment.", "It is a large one. Was it you who made it?"];
    const flow = program([stage("ask", lines, [to("good", choice)]), say("good", "Good to know.", [to("bye", always)])]);
    let offeredWith: string | null = null;
    let pressedAtFrame = 0;
    const walk = walkFlow(flow, (heard) => {
      if (heard.offered[0] && offeredWith === null) offeredWith = heard.nodeWords;
      if (pressedAtFrame > 0 || !heard.nodeWords.endsWith("Was it")) return {};
      pressedAtFrame = heard.frameIndex;
      return { chooseEdgeId: heard.offered[0]?.edgeId ?? "" };
    });
    expect(offeredWith).toBe(" We have seen a payment. It");
    expect(walk.text).toBe(" We have seen a payment. It is a large one. Was it Good to know. Thank you and goodbye.");
    expect(walk.nodes).toEqual(["start", "ask", "good", "bye"]);
    const silentFrom = walk.agentVoice.indexOf(false, pressedAtFrame);
    expect((silentFrom - pressedAtFrame) * 80 + 30).toBeLessThanOrEqual(300);
    const speaksAgain = walk.agentVoice.indexOf(true, silentFrom);
    expect((speaksAgain - silentFrom) * 80).toBeGreaterThanOrEqual(240);
    expect((speaksAgain - silentFrom) * 80).toBeLessThan(1_000);
  });

  it("offers the choices of a line that may not be interrupted when it is over", () => {
    const ask = (interruptible: boolean) =>
      program([say("ask", "This call is recorded. Go on?", [to("bye", { type: "caller_choice", value: "Yes" })], interruptible)]);
    const wordsWhenOffered = (flow: DirectorProgram) => {
      let words: string | null = null;
      walkFlow(
        flow,
        ({ offered, nodeWords }) => {
          if (offered.length > 0) words ??= nodeWords;
          return {};
        },
        20,
      );
      return words;
    };
    expect(wordsWhenOffered(ask(true))).toBe(" This");
    expect(wordsWhenOffered(ask(false))).toBe(" This call is recorded. Go on?");
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
