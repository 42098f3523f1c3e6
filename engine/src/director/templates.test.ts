/** Every persona template, walked from greeting to goodbye by director and rehearsal speaker with a scripted caller. */
import { compilePersona, type DirectorProgram, personaTemplates } from "@duologue/persona";
import { describe, expect, it } from "vitest";
import { type CallerMove, type Heard, politeCaller, type Walk, walkFlow } from "../../test/walk-flow";

interface Nudge {
  stageId: string;
  sayId: string;
  stageLines: string[];
  /** only a button can tell which answer it was */
  isPressed: boolean;
}

/** Every stage that prompts a silent caller and then listens on. */
function nudgesOf(program: DirectorProgram): Nudge[] {
  return Object.values(program.nodes).flatMap((node) => {
    if (node.kind !== "stage") return [];
    return node.edges.flatMap(({ condition, target }) => {
      const say = program.nodes[target];
      const returns = say?.kind === "say" && say.edges.some((edge) => edge.target === node.id);
      const isPressed = !node.edges.some((edge) => edge.condition.type === "else");
      return condition.type === "silence" && returns ? [{ stageId: node.id, sayId: say.id, stageLines: node.sampleLines, isPressed }] : [];
    });
  });
}

/**
 * Silent in the stage until he is prompted, then he answers (speaks for a second, or presses the first button where nothing else
 * can tell): after two words of the prompt, or half a second after its end. Polite everywhere else.
 */
function lateCaller({ stageId, sayId, isPressed }: Nudge, answers: "over the prompt" | "after the prompt"): (heard: Heard) => CallerMove {
  const polite = politeCaller();
  let isPrompted = false;
  let voiceFrames = 0;
  return (heard) => {
    const { nodeId, nodeWords, agentQuietFrames, offered } = heard;
    if (nodeId !== stageId && nodeId !== sayId) return polite(heard);
    if (nodeId === sayId && agentQuietFrames === 0) isPrompted = true;
    if (voiceFrames > 0) {
      voiceFrames--;
      return { voice: true };
    }
    const isDue = answers === "over the prompt" ? nodeId === sayId && nodeWords.trim().split(" ").length >= 2 : agentQuietFrames >= 6;
    if (!isPrompted || !isDue) return {};
    isPrompted = false;
    if (isPressed && offered[0]) return { chooseEdgeId: offered[0].edgeId };
    voiceFrames = 12;
    return { voice: true };
  };
}

function timesSaid(walk: Walk, line: string): number {
  return walk.text.split(line).length - 1;
}

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

  describe.each(nudgesOf(program))("prompting a silent caller in $stageId by $sayId", (nudge) => {
    const { stageId, sayId, stageLines } = nudge;

    it.each(["over the prompt", "after the prompt"] as const)("takes an answer %s, asks nothing twice and goes on", (answers) => {
      const walk = walkFlow(program, lateCaller(nudge, answers));
      expect(walk.nodes.at(-1)).toBe(end?.id);
      expect(walk.endedAtFrame).not.toBeNull();
      const first = walk.nodes.indexOf(stageId);
      const left = walk.nodes.findIndex((nodeId, index) => index > first && nodeId !== stageId && nodeId !== sayId);
      const prompts = walk.nodes.slice(first, left).filter((nodeId) => nodeId === sayId);
      expect(prompts.length).toBeGreaterThan(0);
      expect(prompts.length).toBeLessThanOrEqual(stageLines.length);
      for (const line of stageLines) expect(timesSaid(walk, line)).toBe(1);
    });

    it("prompts three times at most, asks nothing twice, and then goes where the program says or waits in silence", () => {
      const polite = politeCaller();
      let reached = false;
      const walk = walkFlow(program, (heard) => {
        reached ||= heard.nodeId === stageId;
        return reached ? {} : polite(heard);
      });
      const first = walk.nodes.indexOf(stageId);
      const after = walk.nodes.slice(first).find((nodeId) => nodeId !== stageId && nodeId !== sayId);
      const node = program.nodes[stageId];
      const clock = node?.kind === "stage" ? node.edges.find(({ condition }) => condition.type === "time") : undefined;
      expect(after).toBe(clock?.target);
      const prompts = walk.nodes.filter((nodeId) => nodeId === sayId).length;
      expect(prompts).toBeGreaterThan(0);
      expect(prompts).toBeLessThanOrEqual(3);
      for (const line of stageLines) expect(timesSaid(walk, line)).toBeLessThanOrEqual(1);
      if (clock) {
        // the prompts are part of the stage: its clock runs on
        const { condition } = clock;
        const entered = walk.enteredAtFrame[first] as number;
        const leftAt = walk.enteredAtFrame[walk.nodes.indexOf(clock.target, first)] as number;
        expect((leftAt - entered) * 0.08).toBeLessThan((condition.type === "time" ? condition.ms : 0) / 1_000 + 15);
      } else {
        expect(walk.endedAtFrame).toBeNull();
        expect(prompts).toBe(3);
        expect(walk.agentVoice.lastIndexOf(true) * 0.08).toBeLessThan(120);
      }
    });
  });
});
