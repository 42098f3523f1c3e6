import { describe, expect, it } from "vitest";
import { choice, type EdgeSketch, type NodeSketch, otherwise, personaWith, silence } from "../../test/build-persona";
import { createBlankPersona } from "../create-blank-persona";
import type { Problem } from "../report";
import type { Condition, PersonaDocument } from "../schema";
import { lintFlow } from "./lint-flow";

type Row = [Problem["code"], string];
const place = ({ target }: Problem) => (target.kind === "node" ? target.nodeId : target.kind === "edge" ? target.edgeId : target.field);
const found = (document: PersonaDocument): Row[] => lintFlow(document).map((problem) => [problem.code, place(problem)]);
const problems = (nodes: Record<string, NodeSketch>, edges: EdgeSketch[], change?: (document: PersonaDocument) => void) =>
  found(personaWith(nodes, edges, change));
const blank = (change: (document: PersonaDocument) => void): Row[] => {
  const document = createBlankPersona("Test");
  change(document);
  return found(document);
};
const says = (value: string, match: "phrase" | "regex" = "phrase"): Condition => ({ type: "persona_said", match, value, holdMs: 0 });

describe("graph rules", () => {
  it("finds nothing wrong with a blank persona", () => {
    expect(blank(() => {})).toEqual([]);
  });

  it("wants exactly one start", () => {
    expect(problems({ n2: "Talk.", n3: ["end"] }, [["n2", "n3"]])).toEqual([["missing_start", "flow"]]);
    expect(
      problems({ n1: ["start"], n2: ["start"], n3: ["end"] }, [
        ["n1", "n3"],
        ["n2", "n3"],
      ]),
    ).toEqual([
      ["several_starts", "n1"],
      ["several_starts", "n2"],
    ]);
  });

  it("wants an end that a call can reach", () => {
    expect(problems({ n1: ["start"], n2: "Talk." }, [["n1", "n2"]])).toEqual([
      ["missing_end", "flow"],
      ["dead_end", "n2"],
    ]);
    expect(problems({ n1: ["start"], n2: "Talk.", n3: ["end"] }, [["n1", "n2"]])).toEqual([
      ["missing_end", "flow"],
      ["dead_end", "n2"],
      ["unreachable_node", "n3"],
    ]);
  });

  it("does not count notes, which connect nothing", () => {
    expect(problems({ n1: ["start"], n2: ["note", "x"], n3: ["end"] }, [["n1", "n3"]])).toEqual([]);
    expect(
      problems({ n1: ["start"], n2: ["note", "x"], n3: ["end"] }, [
        ["n1", "n3"],
        ["n1", "n2"],
      ]),
    ).toEqual([["edge_dangling", "e2"]]);
  });

  it("finds loops without an exit, also of one node, and only those", () => {
    const loop: Record<string, NodeSketch> = { n1: ["start"], n2: "A.", n3: "B.", n4: ["end"] };
    expect(
      problems(loop, [
        ["n1", "n2"],
        ["n2", "n3"],
        ["n3", "n2"],
      ]),
    ).toEqual([
      ["missing_end", "flow"],
      ["unreachable_node", "n4"],
      ["loop_without_exit", "n2"],
      ["loop_without_exit", "n3"],
    ]);
    expect(
      problems(loop, [
        ["n1", "n2"],
        ["n2", "n3"],
        ["n3", "n2", otherwise],
        ["n3", "n4", choice("stop")],
      ]),
    ).toEqual([]);
    expect(
      problems({ n1: ["start"], n2: "A.", n4: ["end"] }, [
        ["n1", "n2"],
        ["n2", "n2"],
        ["n1", "n4", silence(900)],
      ]),
    ).toContainEqual(["loop_without_exit", "n2"]);
  });

  it("does not count an exit that can never be taken", () => {
    const rows = problems({ n1: ["start"], n2: ["say", "A."], n4: ["end"] }, [
      ["n1", "n2"],
      ["n2", "n2"],
      ["n2", "n4", silence(900)],
    ]);
    expect(rows).toEqual([
      ["loop_without_exit", "n2"],
      ["shadowed_edge", "e3"],
    ]);
  });

  it("checks where edges come from and go to", () => {
    const nodes: Record<string, NodeSketch> = { n1: ["start"], n2: "A.", n3: ["end"] };
    const rows = problems(nodes, [
      ["n1", "n2"],
      ["n2", "n3", otherwise],
      ["n2", "n1", choice("a")],
      ["n3", "n2"],
      ["n2", "gone"],
      ["gone", "n2"],
    ]);
    expect(rows).toEqual([
      ["edge_into_start", "e3"],
      ["edge_from_end", "e4"],
      ["edge_dangling", "e5"],
      ["edge_dangling", "e6"],
    ]);
  });
});

describe("edges", () => {
  const from = (...conditions: Condition[]) =>
    problems({ n1: ["start"], n2: "A.", n3: ["end"] }, [
      ["n1", "n2"],
      ...conditions.map((condition): EdgeSketch => ["n2", "n3", condition]),
    ]);

  it("allows one Else", () => {
    expect(from(otherwise, otherwise)).toEqual([["several_else", "e3"]]);
  });

  it("finds edges that never get their turn", () => {
    expect(from({ type: "always" }, otherwise)).toEqual([["shadowed_edge", "e3"]]);
    expect(from({ type: "always" }, { type: "always" })).toEqual([["shadowed_edge", "e3"]]);
    expect(from(silence(3_000), silence(9_000))).toEqual([["shadowed_edge", "e3"]]);
    expect(from(silence(9_000), silence(3_000))).toEqual([["shadowed_edge", "e2"]]);
    expect(from(choice("Yes"), choice("yes "))).toEqual([["shadowed_edge", "e3"]]);
    expect(from(says("bye"), says("bye", "regex"), otherwise)).toEqual([]);
    expect(from(says("bye"), { type: "always" })).toEqual([]);
  });

  it("reads patterns", () => {
    expect(from(says("(unclosed", "regex"))).toEqual([["bad_regex", "e2"]]);
    expect(from(says("(unclosed"))).toEqual([]);
    expect(from(says(" "))).toEqual([["bad_regex", "e2"]]);
  });
});

describe("texts", () => {
  it("wants goals and lines, and none that is too long", () => {
    const nodes: Record<string, NodeSketch> = { n1: ["start"], n2: ["say"], n3: "", n4: ["say", "word ".repeat(60)], n5: ["end"] };
    const rows = problems(nodes, [
      ["n1", "n2"],
      ["n2", "n3"],
      ["n3", "n4"],
      ["n4", "n5"],
    ]);
    expect(rows).toEqual([
      ["empty_say", "n2"],
      ["empty_stage", "n3"],
      ["say_too_long", "n4"],
    ]);
  });

  it("knows the variables", () => {
    const rows = problems(
      { n1: ["start"], n2: ["say", "Hi {{who}} {{name}}"], n3: "For {{order}}.", n4: ["end"] },
      [
        ["n1", "n2"],
        ["n2", "n3"],
        ["n3", "n4"],
      ],
      (persona) => {
        persona.variables = { name: { type: "string", default: "Bo" }, order: { type: "string", default: "" } };
        persona.rules = ["Call them {{toString}}."];
      },
    );
    expect(rows).toEqual([
      ["unresolved_variable", "rules"],
      ["unresolved_variable", "n2"],
      ["unresolved_variable", "n3"],
    ]);
  });

  it("knows the trained style", () => {
    expect(blank((persona) => Object.assign(persona.identity, { text: "Be nice." }))).toEqual([["outside_trained_style", "identity"]]);
    expect(blank((persona) => Object.assign(persona.meta, { language: "fi" }))).toEqual([["outside_trained_style", "meta.language"]]);
    expect(blank((persona) => Object.assign(persona, { rules: ["- be brief"] }))).toEqual([["outside_trained_style", "rules"]]);
    expect(blank((persona) => Object.assign(persona.identity, { family: "service", text: "" }))).toEqual([
      ["identity_missing", "identity"],
    ]);
  });

  it("wants consent for a voice, and ids that differ", () => {
    const voice = (consent: string | null) =>
      blank((persona) => {
        persona.voice = { ...persona.voice, kind: "sample", ref: "v1", consent: consent === null ? null : ({ status: consent } as never) };
      });
    expect(voice(null)).toEqual([["voice_without_consent", "voice"]]);
    expect(voice("withdrawn")).toEqual([["voice_without_consent", "voice"]]);
    expect(voice("granted")).toEqual([]);
    expect(blank((persona) => Object.assign(persona.voice, { kind: "sample" }))).toEqual([["document_invalid", "voice"]]);
    const fact = { id: "f1", text: "x", priority: "must" } as const;
    expect(blank((persona) => Object.assign(persona, { facts: [fact, fact] }))).toEqual([["document_invalid", "facts"]]);
  });

  it("says in every message what to do", () => {
    const document = personaWith({ n1: ["start"], n2: ["say"], n3: "", n4: ["end"] }, [
      ["n1", "n2"],
      ["n2", "n2"],
      ["n4", "n1"],
      ["n2", "x"],
    ]);
    for (const { message } of lintFlow(document))
      expect(message).toMatch(/\. .*\b(?:Add|Draw|Delete|Write|Keep|Change|delete|draw)\b.*\.$/);
  });
});
