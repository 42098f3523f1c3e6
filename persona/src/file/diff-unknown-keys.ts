import { sameJson } from "./canonical-json";
import type { Change } from "./change";
import { shown } from "./shown";

/** Differences in the keys that this studio does not know, named as they are written. `where`: "the flow", say; empty for the file itself. */
export function diffUnknownKeys(
  { subject, id, where }: { subject: Change["subject"]; id?: string; where: string },
  known: readonly string[],
  before: object,
  after: object,
): Change[] {
  const [old, now] = [before as Record<string, unknown>, after as Record<string, unknown>];
  const keys = [...new Set([...Object.keys(old), ...Object.keys(now)])].filter((key) => !known.includes(key));
  return keys.flatMap((key): Change[] => {
    const kind = !Object.hasOwn(old, key) ? "added" : !Object.hasOwn(now, key) ? "removed" : "changed";
    if (kind === "changed" && sameJson(old[key], now[key])) return [];
    const message = `“${key}”${where ? ` of ${where}` : ""} ${kind}`;
    return [{ kind, subject, id: id ?? key, message, before: shown(old[key]), after: shown(now[key]) }];
  });
}
