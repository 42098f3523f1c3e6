import type { DirectorProgram, ProgramEdge } from "@duologue/persona";
import type { Moving } from "./choose-edge";
import { leadsTo } from "./step-aside";

/** Whether the flow goes on from here by the caller's choice alone: no other edge leads away, but for prompts that come back. */
export function needsChoice(program: DirectorProgram, node: Moving): boolean {
  return !node.edges.some((edge) => leadsAway(program, node, edge));
}

function leadsAway(program: DirectorProgram, node: Moving, { condition, target }: ProgramEdge): boolean {
  const next = program.nodes[target];
  if (condition.type === "caller_choice" || next === undefined) return false;
  return !(condition.type === "silence" && leadsTo(program, next, node.id));
}
