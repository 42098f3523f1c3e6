/** Edge conditions in words: on the canvas pill, in the form, to screen readers. */
import type { Condition, ConditionType, FlowEdge } from "@duologue/persona";

export interface ConditionKind {
  type: ConditionType;
  label: string;
  explanation: string;
}

export const CONDITION_KINDS: ConditionKind[] = [
  { type: "always", label: "Always", explanation: "As soon as the node before it has finished." },
  {
    type: "caller_choice",
    label: "Caller's choice",
    explanation: "Depends on what the caller answers; offered as a button and a number key in the call panel.",
  },
  {
    type: "persona_said",
    label: "Persona said",
    explanation: "The persona's own words contain this. Exact: it is read from the model's inner text, not from sound.",
  },
  { type: "silence", label: "Silence", explanation: "Neither side has spoken for this long." },
  { type: "time", label: "Time", explanation: "This much time has passed in the node or in the call." },
  { type: "else", label: "Else", explanation: "The caller has answered and no other edge out of the node matched." },
];

/** The longest text an edge pill may carry. */
export const EDGE_LABEL_MAX = 64;

/** A fresh condition of a kind, with the schema's defaults written out. */
export function createCondition(type: ConditionType): Condition {
  switch (type) {
    case "always":
      return { type };
    case "persona_said":
      return { type, match: "phrase", value: "", holdMs: 0 };
    case "silence":
      return { type, ms: 3_000 };
    case "time":
      return { type, ms: 60_000, since: "node" };
    case "caller_choice":
      return { type, value: "" };
    case "else":
      return { type };
  }
}

/** Milliseconds as people say them: "3 s", "1.5 s", "2 min", "1 min 30 s". */
export function durationWords(durationMs: number): string {
  if (durationMs < 60_000) return `${Number((durationMs / 1_000).toFixed(1))} s`;
  const minutes = Math.floor(durationMs / 60_000);
  const seconds = Math.round((durationMs % 60_000) / 1_000);
  return seconds === 0 ? `${minutes} min` : `${minutes} min ${seconds} s`;
}

/** The condition as a short phrase. */
export function conditionWords(condition: Condition): string {
  switch (condition.type) {
    case "always":
      return "Always";
    case "persona_said": {
      const held = condition.holdMs > 0 ? `, ${durationWords(condition.holdMs)} later` : "";
      if (condition.value.trim() === "") return `Persona said …${held}`;
      return condition.match === "regex" ? `Persona said /${condition.value}/${held}` : `Persona said “${condition.value}”${held}`;
    }
    case "silence":
      return `Silence for ${durationWords(condition.ms)}`;
    case "time":
      return `After ${durationWords(condition.ms)} ${condition.since === "call" ? "in the call" : "here"}`;
    case "caller_choice":
      return condition.value.trim() === "" ? "Caller chooses …" : `Caller: ${condition.value}`;
    case "else":
      return "Anything else";
  }
}

/** What the pill on the edge shows: the author's label, else the condition in words, never more than 64 characters. */
export function edgeLabel(edge: FlowEdge): string {
  const text = edge.label.trim() || conditionWords(edge.condition);
  return text.length > EDGE_LABEL_MAX ? `${text.slice(0, EDGE_LABEL_MAX - 1)}…` : text;
}
