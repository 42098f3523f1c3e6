import type { Problem } from "@duologue/persona";

export interface ProblemsByTarget {
  nodes: ReadonlyMap<string, readonly Problem[]>;
  edges: ReadonlyMap<string, readonly Problem[]>;
  persona: readonly Problem[];
}

export const NO_PROBLEMS: readonly Problem[] = [];

const errorsFirst = (a: Problem, b: Problem) => (a.level === b.level ? 0 : a.level === "error" ? -1 : 1);

/** Problems by where they are painted, errors before warnings, each problem once. */
export function problemsByTarget(problems: readonly Problem[]): ProblemsByTarget {
  const nodes = new Map<string, Problem[]>();
  const edges = new Map<string, Problem[]>();
  const persona: Problem[] = [];
  for (const problem of mergeProblems(problems)) {
    const { target } = problem;
    if (target.kind === "persona") persona.push(problem);
    else if (target.kind === "node") nodes.set(target.nodeId, [...(nodes.get(target.nodeId) ?? []), problem]);
    else edges.set(target.edgeId, [...(edges.get(target.edgeId) ?? []), problem]);
  }
  return { nodes, edges, persona };
}

/** Stable key of a problem: the same finding at the same place has the same key. */
export function problemKey(problem: Problem): string {
  const { target } = problem;
  const place = target.kind === "node" ? target.nodeId : target.kind === "edge" ? target.edgeId : target.field;
  return `${problem.code}:${target.kind}:${place}:${problem.message}`;
}

/** Joins lists of problems: doubles once, errors first, otherwise in the order they came. */
export function mergeProblems(...lists: (readonly Problem[])[]): Problem[] {
  const seen = new Map<string, Problem>();
  for (const problem of lists.flat()) if (!seen.has(problemKey(problem))) seen.set(problemKey(problem), problem);
  return [...seen.values()].sort(errorsFirst);
}
