import type { PersonaDocument } from "../schema";
import { plainWords } from "./split-sentences";

const PLACEHOLDER = /\{\{\s*([^{}]*?)\s*\}\}/g;

/** What `{{name}}` stands for in one compile. */
export interface VariableValues {
  /** the text with every known placeholder replaced, or null and the names that have no value */
  resolve(text: string): { text: string; missing: string[] };
}

/** Every name used as `{{name}}` in a text, in order, once each. */
export function placeholdersIn(text: string): string[] {
  return [...new Set(Array.from(text.matchAll(PLACEHOLDER), (match) => match[1] ?? ""))];
}

/** Values at call start win over the document's defaults; an empty value counts as none. Values are never expanded again. */
export function variableValues(document: PersonaDocument, atCallStart: Record<string, string> = {}): VariableValues {
  const values = new Map<string, string>();
  for (const [name, variable] of Object.entries(document.variables)) values.set(name, plainWords(variable.default));
  for (const [name, value] of Object.entries(atCallStart)) values.set(name, plainWords(String(value)));
  return {
    resolve(text) {
      const missing: string[] = [];
      const resolved = text.replace(PLACEHOLDER, (whole, name: string) => {
        const value = values.get(name);
        if (value) return value;
        missing.push(name);
        return whole;
      });
      return { text: resolved, missing };
    },
  };
}
