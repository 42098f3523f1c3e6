import type { Condition, Flow, FlowEdge, FlowNode } from "../schema";
import { sameJson as same } from "./canonical-json";
import type { Change } from "./change";

/** Differences in meaning between two flows; nodes that only moved are one change of layout. */
export function diffFlow(before: Flow, after: Flow): Change[] {
  return [...diffNodes(before, after), ...diffEdges(before, after), ...diffLayout(before, after)];
}

function diffNodes(before: Flow, after: Flow): Change[] {
  return allKeys(before.nodes, after.nodes).flatMap((id): Change[] => {
    const [was, is] = [before.nodes[id], after.nodes[id]];
    if (!was && is) return [{ kind: "added", subject: "node", id, message: `${nodeName(is)} added`, after: nodeText(is) }];
    if (was && !is) return [{ kind: "removed", subject: "node", id, message: `${nodeName(was)} removed`, before: nodeText(was) }];
    if (!was || !is) return [];
    if (was.type !== is.type) {
      const message = `${nodeName(was)} became ${nodeName(is)}`;
      return [{ kind: "changed", subject: "node", id, message, before: nodeText(was), after: nodeText(is) }];
    }
    return diffData(id, was, is);
  });
}

const DATA_WORDS: Record<string, string> = {
  title: "Title",
  goal: "Goal",
  sampleLines: "Sample lines",
  text: "Text",
  goodbye: "Goodbye",
  interruptible: "Whether a barge-in stops the line",
};

function diffData(id: string, was: FlowNode, is: FlowNode): Change[] {
  const [old, now] = [was.data as Record<string, unknown>, is.data as Record<string, unknown>];
  return allKeys(old, now).flatMap((key): Change[] => {
    if (same(old[key], now[key])) return [];
    const message = `${DATA_WORDS[key] ?? key} of ${nodeName(is)} changed`;
    return [{ kind: "changed", subject: "node", id, message, before: shown(old[key]), after: shown(now[key]) }];
  });
}

function diffEdges(before: Flow, after: Flow): Change[] {
  return allKeys(before.edges, after.edges).flatMap((id): Change[] => {
    const [was, is] = [before.edges[id], after.edges[id]];
    if (!was && is)
      return [{ kind: "added", subject: "edge", id, message: `${edgeName(is, after)} added`, after: conditionWords(is.condition) }];
    if (was && !is)
      return [{ kind: "removed", subject: "edge", id, message: `${edgeName(was, before)} removed`, before: conditionWords(was.condition) }];
    if (!was || !is) return [];
    const name = edgeName(is, after);
    const changed = (message: string, old: string, now: string): Change => ({
      kind: "changed",
      subject: "edge",
      id,
      message,
      before: old,
      after: now,
    });
    const changes: Change[] = [];
    if (was.source !== is.source || was.target !== is.target) {
      changes.push(changed(`${edgeName(was, before)} now goes another way`, edgeName(was, before), name));
    }
    if (!same(was.condition, is.condition)) {
      changes.push(changed(`Condition of ${name} changed`, conditionWords(was.condition), conditionWords(is.condition)));
    }
    if (was.label !== is.label) changes.push(changed(`Label of ${name} changed`, was.label, is.label));
    if (was.priority !== is.priority) changes.push(changed(`Priority of ${name} changed`, String(was.priority), String(is.priority)));
    return changes;
  });
}

function diffLayout(before: Flow, after: Flow): Change[] {
  const moved = Object.keys(after.nodes).filter((id) => before.nodes[id] && !same(before.nodes[id]?.position, after.nodes[id]?.position));
  if (moved.length === 0) return [];
  const message = moved.length === 1 ? "One node moved on the canvas" : `${moved.length} nodes moved on the canvas`;
  return [{ kind: "changed", subject: "layout", id: "layout", message }];
}

function nodeName(node: FlowNode): string {
  if (node.type === "note") return "A note";
  const kind = { start: "Start", stage: "Stage", say: "Say", end: "End" }[node.type];
  return node.data.title && node.data.title !== kind ? `${kind} “${node.data.title}”` : kind;
}

function nodeText(node: FlowNode): string {
  if (node.type === "stage") return node.data.goal;
  if (node.type === "end") return node.data.goodbye;
  return node.type === "start" ? "" : node.data.text;
}

function edgeName(edge: FlowEdge, flow: Flow): string {
  const name = (id: string) => {
    const node = flow.nodes[id];
    return node ? nodeName(node) : "nowhere";
  };
  return `Edge from ${name(edge.source)} to ${name(edge.target)}`;
}

function conditionWords(condition: Condition): string {
  switch (condition.type) {
    case "always":
      return "always";
    case "else":
      return "else: the caller answered and nothing else matched";
    case "silence":
      return `silence of ${secondsWords(condition.ms)}`;
    case "time":
      return `${secondsWords(condition.ms)} in the ${condition.since}`;
    case "caller_choice":
      return `the caller chooses “${condition.value}”`;
    case "persona_said":
      return `the persona says ${condition.match === "regex" ? "something like " : ""}“${condition.value}”${condition.holdMs > 0 ? `, then ${secondsWords(condition.holdMs)}` : ""}`;
  }
}

function secondsWords(ms: number): string {
  return `${ms / 1_000} s`;
}

function shown(value: unknown): string {
  if (Array.isArray(value)) return value.map(shown).join("\n");
  return typeof value === "string" ? value : value === undefined || value === null ? "" : JSON.stringify(value);
}

function allKeys(a: object, b: object): string[] {
  return [...new Set([...Object.keys(a), ...Object.keys(b)])];
}
