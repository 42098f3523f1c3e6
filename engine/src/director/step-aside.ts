/**
 * A prompt to a silent caller ("Are you still there?") is a parenthesis: the flow steps aside into a Say by a silence edge and
 * comes back to the node whose question is open. What the caller says meanwhile answers that question, its clock runs on, and
 * its choices stay on offer.
 */
import type { DirectorProgram, ProgramEdge, ProgramNode } from "@duologue/persona";
import type { DirectorInput, NodeBack } from "../call/ports";
import type { Moving } from "./choose-edge";
import type { Aside, DirectorState } from "./director-state";
import { TURN_FRAMES } from "./follow-voices";

/** What is remembered when `edge` is taken from `node` to `target`; null where that is no step aside, or the end of one. */
export function nextAside(
  state: DirectorState,
  program: DirectorProgram,
  node: Moving,
  edge: ProgramEdge,
  target: ProgramNode,
  input: DirectorInput,
): Aside | null {
  if (target.kind !== "say" || edge.condition.type === "caller_choice") return null;
  if (state.aside) return leadsTo(program, target, state.aside.homeId) ? state.aside : null;
  if (edge.condition.type !== "silence" || node.kind === "start" || !leadsTo(program, target, node.id)) return null;
  return {
    homeId: node.id,
    nodeStartFrame: state.nodeStartFrame,
    nodeText: state.nodeText,
    matchedAtFrame: state.matchedAtFrame,
    hasLinesLeft: (input.linesLeft ?? 0) > 0,
    answeredAtFrame: null,
  };
}

/** Coming back by `edge`; null where the node is entered as a new one. */
export function backFrom(state: DirectorState, edge: ProgramEdge | null, target: ProgramNode): NodeBack | null {
  if (state.aside?.homeId !== target.id || edge?.condition.type === "caller_choice") return null;
  return state.aside.answeredAtFrame === null ? "unanswered" : "answered";
}

/** The caller began to speak before the prompt did: it is not needed. Returns the node that he answers. */
export function findUnneededPrompt(state: DirectorState, program: DirectorProgram): ProgramNode | null {
  if (!state.aside || !state.line || state.line.hasBegun || state.callerTurnFrames < TURN_FRAMES) return null;
  return program.nodes[state.aside.homeId] ?? null;
}

/** Through Says only, by edges that nobody needs to press. */
function leadsTo(program: DirectorProgram, say: ProgramNode, homeId: string, seen = new Set<string>()): boolean {
  if (say.kind !== "say" || seen.has(say.id)) return false;
  seen.add(say.id);
  return say.edges.some(({ condition, target }) => {
    if (condition.type === "caller_choice") return false;
    const next = program.nodes[target];
    return target === homeId || (next !== undefined && leadsTo(program, next, homeId, seen));
  });
}
