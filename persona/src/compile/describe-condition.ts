import type { FlowEdge } from "../schema";
import { lowerFirst, plainWords } from "./split-sentences";

/** How a branch begins in the prompt: "If they ask for a refund,", "Otherwise,", "Then". */
export function branchClause(edge: FlowEdge): string {
  const { condition } = edge;
  switch (condition.type) {
    case "caller_choice":
      return callerClause(plainWords(condition.value || edge.label));
    case "else":
      return "Otherwise,";
    case "silence":
      return "If the caller stays silent,";
    case "time":
      return "After a while,";
    case "persona_said": {
      const said = bare(plainWords(condition.value));
      return condition.match === "phrase" && said ? `After you say "${said}",` : "Then";
    }
    case "always":
      return "Then";
  }
}

function callerClause(words: string): string {
  const text = bare(words);
  if (text === "") return "If the caller wants that,";
  if (/^(?:if|when|once|after)\s/i.test(text)) return `${text.charAt(0).toUpperCase()}${text.slice(1)},`;
  if (/^(?:they|the|he|she|it|you|someone|somebody|nobody|there)\s/i.test(text)) return `If ${lowerFirst(text)},`;
  return `If the caller says "${text}",`;
}

function bare(text: string): string {
  return text.replace(/["“”]/g, "").replace(/[\s.,;:!?…]+$/, "");
}
