/**
 * Whose choices are on offer. A node's choices are offered when its last line begins, which is its question: before that the
 * caller does not know yet what he is asked, from then on a press cuts the line. They stay until the node is left, also while a
 * silent caller is being prompted. Of a speaker that finds its own words nobody knows the last line: offered at once.
 */
import type { DirectorProgram, ProgramEdge } from "@duologue/persona";
import type { DirectorInput, DirectorOutput } from "../call/ports";
import type { DirectorState } from "./director-state";

const CHOICE_KEYS = 9;

/** `isTaken`: the caller has just chosen, what was on offer is no more. */
export function offerChoices(
  state: DirectorState,
  program: DirectorProgram,
  input: DirectorInput,
  acts: boolean,
  isTaken: boolean,
  output: DirectorOutput,
): void {
  const before = state.offeredNodeId;
  if (isTaken) state.offeredNodeId = null;
  state.offeredNodeId = findOffering(state, program, input, acts);
  if (state.offeredNodeId === before && !isTaken) return;
  output.choices = choiceEdges(program, state.offeredNodeId).map((edge, index) => ({
    edgeId: edge.id,
    label: labelOf(edge, program),
    key: index < CHOICE_KEYS ? `${index + 1}` : "",
  }));
}

function findOffering(state: DirectorState, program: DirectorProgram, input: DirectorInput, acts: boolean): string | null {
  if (state.hasEnded) return null;
  const { nodeId, aside, offeredNodeId } = state;
  if (choiceEdges(program, nodeId).length > 0) return offeredNodeId === nodeId || isAsking(state, program, input, acts) ? nodeId : null;
  return aside !== null && offeredNodeId === aside.homeId ? offeredNodeId : null;
}

/** The node's last line has begun. */
function isAsking(state: DirectorState, program: DirectorProgram, input: DirectorInput, acts: boolean): boolean {
  const node = state.nodeId === null ? undefined : program.nodes[state.nodeId];
  if (node?.kind === "say" && acts) return state.line === null || (state.line.interruptible && state.line.hasBegun);
  if (node?.kind !== "stage" || input.linesLeft === undefined) return true;
  // in the frame of the transition the speaker still counts the lines of the node before
  return input.linesLeft === 0 && input.frameIndex > state.enteredAtFrame;
}

function choiceEdges(program: DirectorProgram, nodeId: string | null): ProgramEdge[] {
  const node = nodeId === null ? undefined : program.nodes[nodeId];
  return node === undefined || node.kind === "end" ? [] : node.edges.filter((edge) => edge.condition.type === "caller_choice");
}

function labelOf(edge: ProgramEdge, program: DirectorProgram): string {
  if (edge.label !== "") return edge.label;
  if (edge.condition.type === "caller_choice" && edge.condition.value !== "") return edge.condition.value;
  const target = program.nodes[edge.target];
  return target && "title" in target && target.title !== "" ? target.title : "Continue";
}
