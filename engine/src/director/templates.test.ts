/** Every persona template, walked from greeting to goodbye by director and rehearsal speaker with a scripted caller. */
import { compilePersona, type DirectorProgram, personaTemplates } from "@duologue/persona";
import { describe, expect, it } from "vitest";
import { type CallerMove, type Heard, politeCaller, type Walk, walkFlow } from "../../test/walk-flow";

function programOf(document: (typeof personaTemplates)[number]["document"]): DirectorProgram {
  return compilePersona(document).program;
}

/** Speaks politely, and once the persona has finished asking presses a button: each once, beginning with the n-th. */
function choosingCaller(first: number): (heard: Heard) => CallerMove {
  const polite = politeCaller();
  const pressed = new Set<string>();
  return (heard) => {
    const hasAsked = heard.nodeWords.trim().endsWith("?") && heard.agentQuietFrames === 8;
    const order = heard.offered.map((_, index) => heard.offered[(first + index) % heard.offered.length]?.edgeId ?? "");
    const edgeId = hasAsked ? order.find((id) => !pressed.has(id)) : undefined;
    if (edgeId === undefined) return polite(heard);
    pressed.add(edgeId);
    return { chooseEdgeId: edgeId };
  };
}

function overlapFrames(walk: Walk): number {
  return walk.agentVoice.filter((voice, frame) => voice && walk.callerVoice[frame]).length;
}

describe.each(personaTemplates.map((template) => [template.id, template] as const))("template %s", (_, template) => {
  const program = programOf(template.document);
  const end = Object.values(program.nodes).find((node) => node.kind === "end");

  it.each([0, 1])("comes from greeting to goodbye when the caller answers and chooses (first choice %i)", (first) => {
    const walk = walkFlow(program, choosingCaller(first));
    expect(walk.endedAtFrame).not.toBeNull();
    expect(walk.nodes[0]).toBe(program.start);
    expect(walk.nodes.at(-1)).toBe(end?.id);
    expect(walk.text.endsWith(end?.kind === "end" ? end.goodbye : "")).toBe(true);
    // Nobody was talked over, and the call has a sensible length.
    expect(overlapFrames(walk)).toBe(0);
    const seconds = (walk.endedAtFrame ?? 0) * 0.08;
    expect(seconds).toBeGreaterThan(20);
    expect(seconds).toBeLessThan(300);
    expect(walk.reports.filter(({ status }) => status === "aborted" || status === "expired" || status === "superseded")).toEqual([]);
  });

  it("comes to its end when the caller only speaks and presses nothing", () => {
    const walk = walkFlow(program, politeCaller());
    expect(walk.nodes.at(-1)).toBe(end?.id);
    expect(walk.endedAtFrame).not.toBeNull();
  });

  it("does not hurry a caller who says nothing at all, and keeps the line open without flooding it", () => {
    const walk = walkFlow(program, () => ({}), 120);
    const talking = walk.agentVoice.filter(Boolean).length / walk.agentVoice.length;
    expect(walk.nodes.length).toBeGreaterThan(2);
    expect(talking).toBeLessThan(0.75);
    const long = walkFlow(program, () => ({}), 900);
    const lastWord = long.agentVoice.lastIndexOf(true) * 0.08;
    expect(lastWord).toBeLessThan(240);
  });
});
