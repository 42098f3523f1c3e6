import {
  type Condition,
  condition as conditionSchema,
  type Flow,
  type FlowEdge,
  type FlowNode,
  flowEdge,
  flow as flowSchema,
  position as positionSchema,
} from "../schema";
import { sameJson as same } from "./canonical-json";
import type { Change } from "./change";
import { diffUnknownKeys } from "./diff-unknown-keys";
import { quoteBeginning } from "./quote-beginning";
import { shown } from "./shown";

const KNOWN_FLOW_KEYS = Object.keys(flowSchema.shape);
const KNOWN_NODE_KEYS = ["type", "position", "data"];
const KNOWN_POSITION_KEYS = Object.keys(positionSchema.shape);
const KNOWN_EDGE_KEYS = Object.keys(flowEdge.shape);
const KNOWN_CONDITION_KEYS = new Map(conditionSchema.options.map(({ shape }) => [shape.type.value as string, Object.keys(shape)]));

/** Differences in meaning between two flows; nodes that only moved are one change of layout. */
export function diffFlow(before: Flow, after: Flow): Change[] {
  return [
    ...diffNodes(before, after),
    ...diffEdges(before, after),
    ...diffLayout(before, after),
    ...diffUnknownKeys({ subject: "other", where: "the flow" }, KNOWN_FLOW_KEYS, before, after),
  ];
}

function diffNodes(before: Flow, after: Flow): Change[] {
  return allKeys(before.nodes, after.nodes).flatMap((id): Change[] => {
    const [was, is] = [before.nodes[id], after.nodes[id]];
    if (!was && is) return [{ kind: "added", subject: "node", id, message: `${nodeName(is)} added`, after: nodeText(is) }];
    if (was && !is) return [{ kind: "removed", subject: "node", id, message: `${nodeName(was)} removed`, before: nodeText(was) }];
    if (!was || !is) return [];
    const where = nodeName(is);
    return [
      ...(was.type === is.type ? diffData(id, was, is) : [becameAnother(id, was, is)]),
      ...diffUnknownKeys({ subject: "node", id, where }, KNOWN_NODE_KEYS, was, is),
      ...diffUnknownKeys({ subject: "node", id, where: `the position of ${where}` }, KNOWN_POSITION_KEYS, was.position, is.position),
    ];
  });
}

function becameAnother(id: string, was: FlowNode, is: FlowNode): Change {
  const message = `${nodeName(was)} became ${nodeName(is)}`;
  return { kind: "changed", subject: "node", id, message, before: nodeText(was), after: nodeText(is) };
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
  const changes = Object.entries(DATA_WORDS).flatMap(([key, words]): Change[] => {
    if (same(old[key], now[key])) return [];
    const message = `${words} of ${nodeName(is)} changed`;
    return [{ kind: "changed", subject: "node", id, message, before: lines(old[key]), after: lines(now[key]) }];
  });
  return [...changes, ...diffUnknownKeys({ subject: "node", id, where: nodeName(is) }, Object.keys(DATA_WORDS), old, now)];
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
    if (!same(knownPart(was.condition), knownPart(is.condition))) {
      changes.push(changed(`Condition of ${name} changed`, conditionWords(was.condition), conditionWords(is.condition)));
    }
    if (was.label !== is.label) changes.push(changed(`Label of ${name} changed`, was.label, is.label));
    if (was.priority !== is.priority) changes.push(changed(`Priority of ${name} changed`, String(was.priority), String(is.priority)));
    return [
      ...changes,
      ...diffUnknownKeys({ subject: "edge", id, where: name }, KNOWN_EDGE_KEYS, was, is),
      ...diffUnknownKeys(
        { subject: "edge", id, where: `the condition of ${name}` },
        [...knownKeys(was.condition), ...knownKeys(is.condition)],
        was.condition,
        is.condition,
      ),
    ];
  });
}

const knownKeys = ({ type }: Condition) => KNOWN_CONDITION_KEYS.get(type) ?? [];

const knownPart = (condition: Condition) =>
  Object.fromEntries(Object.entries(condition).filter(([key]) => knownKeys(condition).includes(key)));

function diffLayout(before: Flow, after: Flow): Change[] {
  const moved = Object.keys(after.nodes).filter((id) => {
    const [was, is] = [before.nodes[id]?.position, after.nodes[id]?.position];
    return was && is && (was.x !== is.x || was.y !== is.y);
  });
  if (moved.length === 0) return [];
  const message = moved.length === 1 ? "One node moved on the canvas" : `${moved.length} nodes moved on the canvas`;
  return [{ kind: "changed", subject: "layout", id: "layout", message }];
}

/** By its title; by the beginning of its words where the title is still the one that every node of its kind begins with. */
function nodeName(node: FlowNode): string {
  return titleOf(node) || !nodeText(node) ? kindAndTitle(node) : `${kindOf(node)} ${quoteBeginning(nodeText(node))}`;
}

const kindOf = ({ type }: FlowNode) => ({ start: "Start", stage: "Stage", say: "Say", note: "Note", end: "End" })[type];

/** Empty while it is the one that every node of its kind begins with. */
const titleOf = (node: FlowNode) => (node.type === "note" || node.data.title === kindOf(node) ? "" : node.data.title);

const kindAndTitle = (node: FlowNode) => (titleOf(node) ? `${kindOf(node)} “${titleOf(node)}”` : kindOf(node));

function nodeText(node: FlowNode): string {
  if (node.type === "stage") return node.data.goal;
  if (node.type === "end") return node.data.goodbye;
  return node.type === "start" ? "" : node.data.text;
}

/** By its label and its ends; without a label the ends say more. */
function edgeName({ source, target, label }: FlowEdge, flow: Flow): string {
  const name = (id: string) => {
    const node = flow.nodes[id];
    if (!node) return "nowhere";
    return label ? kindAndTitle(node) : nodeName(node);
  };
  return `Edge ${label ? `“${label}” ` : ""}from ${name(source)} to ${name(target)}`;
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

/** Lists with a line for each text. */
function lines(value: unknown): string {
  return Array.isArray(value) ? value.map(shown).join("\n") : shown(value);
}

function allKeys(a: object, b: object): string[] {
  return [...new Set([...Object.keys(a), ...Object.keys(b)])];
}
