/** What each node kind is called, what it is for and where lines may start and end. One table for palette, cards, forms and rules. */
import type { FlowNode, NodeType } from "@duologue/persona";

export interface NodeKind {
  type: NodeType;
  label: string;
  explanation: string;
  /** may an edge end here */
  hasInput: boolean;
  /** may an edge begin here */
  hasOutput: boolean;
}

export const NODE_KINDS: Record<NodeType, NodeKind> = {
  start: {
    type: "start",
    label: "Start",
    explanation: "Where every call begins. A persona has exactly one.",
    hasInput: false,
    hasOutput: true,
  },
  stage: {
    type: "stage",
    label: "Stage",
    explanation: "A stretch of free conversation with one goal. The goal goes into the prompt.",
    hasInput: true,
    hasOutput: true,
  },
  say: {
    type: "say",
    label: "Say",
    explanation: "A line spoken word for word in the persona's own voice.",
    hasInput: true,
    hasOutput: true,
  },
  note: {
    type: "note",
    label: "Note",
    explanation: "A remark for your team. Callers and the model never see it.",
    hasInput: false,
    hasOutput: false,
  },
  end: { type: "end", label: "End", explanation: "Says goodbye, if you want it to, and hangs up.", hasInput: true, hasOutput: false },
};

export const NODE_KIND_LIST: NodeKind[] = [NODE_KINDS.start, NODE_KINDS.stage, NODE_KINDS.say, NODE_KINDS.note, NODE_KINDS.end];

/** The name of a node for people: its title, or for a note the beginning of its text. Never empty. */
export function nodeTitle(node: FlowNode): string {
  if (node.type === "note") {
    const firstLine = node.data.text.trim().split("\n")[0] ?? "";
    return firstLine.length > 40 ? `${firstLine.slice(0, 39)}…` : firstLine || NODE_KINDS.note.label;
  }
  return node.data.title.trim() || NODE_KINDS[node.type].label;
}

/** What the card shows under its title; empty when there is nothing to show. */
export function nodePreview(node: FlowNode): string {
  switch (node.type) {
    case "start":
      return "The call begins here";
    case "stage":
      return node.data.goal.trim();
    case "say":
      return node.data.text.trim();
    case "note":
      return node.data.text.trim();
    case "end":
      return node.data.goodbye.trim();
  }
}
