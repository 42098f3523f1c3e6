import type { Problem } from "../report";
import { type PersonaDocument, TOKEN_LIMIT } from "../schema";
import type { AssembledPrompt } from "./assemble-prompt";

/** Problems that only counting shows: what the token limit left out, and limits beyond what the model was trained on. */
export function budgetProblems(document: PersonaDocument, { lost }: AssembledPrompt): Problem[] {
  const { tokenLimit } = document.engine;
  const problems: Problem[] = [];
  const add = (level: Problem["level"], message: string, target: Problem["target"]) =>
    problems.push({ level, code: "prompt_over_budget", message, target });
  if (lost.some(({ category }) => category === "identity")) {
    add("error", `The identity does not fit into ${tokenLimit} tokens. Shorten it to two or three sentences.`, {
      kind: "persona",
      field: "identity",
    });
  }
  const goals = new Set(lost.flatMap(({ category, source }) => (category === "stage" && source.kind === "node" ? [source.nodeId] : [])));
  for (const nodeId of goals) {
    add("error", `This goal does not fit into the prompt of ${tokenLimit} tokens. Shorten it, or shorten facts and rules.`, {
      kind: "node",
      nodeId,
    });
  }
  const branches = new Set(lost.flatMap(({ category, source }) => (category === "next" && source.kind === "node" ? [source.nodeId] : [])));
  for (const nodeId of branches) {
    const isEnd = document.flow.nodes[nodeId]?.type === "end";
    const words = isEnd
      ? "has no room for this End, so the model will not know that the call ends with a goodbye. Shorten goals, or drop facts."
      : "has no room for this branch, so the model will not know of it. Shorten its goal, or drop facts.";
    add("warning", `The prompt of ${tokenLimit} tokens ${words}`, { kind: "node", nodeId });
  }
  if (lost.some(({ category }) => category === "must")) {
    const message = `A fact that must be known does not fit into ${tokenLimit} tokens. Shorten it, or mark fewer facts as must.`;
    add("error", message, { kind: "persona", field: "facts" });
  }
  const should = lost.filter(({ category }) => category === "should").length;
  if (should > 0) {
    add(
      "warning",
      `${should === 1 ? "One fact sentence does" : `${should} fact sentences do`} not fit into ${tokenLimit} tokens. Shorten them, or delete some.`,
      {
        kind: "persona",
        field: "facts",
      },
    );
  }
  if (lost.some(({ category }) => category === "rules")) {
    add("warning", `Not every rule fits into ${tokenLimit} tokens. Keep rules to a few words.`, { kind: "persona", field: "rules" });
  }
  if (tokenLimit > TOKEN_LIMIT) {
    const message = `The model was trained with at most ${TOKEN_LIMIT} tokens; a limit of ${tokenLimit} may be ignored in part. Go back to ${TOKEN_LIMIT} unless you are measuring.`;
    add("warning", message, { kind: "persona", field: "engine.tokenLimit" });
  }
  return problems;
}
