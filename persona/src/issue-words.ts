import type { z } from "zod";

const KINDS: Record<string, string> = {
  string: "text",
  number: "a number",
  int: "a whole number",
  boolean: "true or false",
  array: "a list",
  object: "an object",
  record: "an object",
  undefined: "nothing",
  null: "null",
};

/** What one place of a document should have been and was, in words for people. `json`: the whole document as it was read. */
export function issueWords(issue: z.core.$ZodIssue, json: unknown): string {
  if (issue.code === "invalid_type") {
    const value = valueAt(json, issue.path);
    // "a whole number, received a number" would leave open what is wrong with it
    const received = issue.expected === "int" && typeof value === "number" ? String(value) : kindOf(value);
    return `expected ${KINDS[issue.expected] ?? issue.expected}, received ${received}`;
  }
  if (issue.code === "invalid_value" && issue.values.length > 0) {
    const allowed = issue.values.map((value) => (typeof value === "string" ? `“${value}”` : String(value))).join(", ");
    return `expected ${issue.values.length > 1 ? "one of " : ""}${allowed}, received ${shownValue(valueAt(json, issue.path))}`;
  }
  return issue.message;
}

function valueAt(json: unknown, path: readonly PropertyKey[]): unknown {
  let value = json;
  for (const key of path) value = typeof value === "object" && value !== null ? (value as Record<PropertyKey, unknown>)[key] : undefined;
  return value;
}

function kindOf(value: unknown): string {
  const kind = value === null ? "null" : Array.isArray(value) ? "array" : typeof value;
  return KINDS[kind] ?? kind;
}

const shownValue = (value: unknown) => (typeof value === "string" ? `“${value.slice(0, 40)}”` : kindOf(value));
