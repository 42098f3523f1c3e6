import { ProtocolError } from "@duologue/protocol";
import { findSuiteProblems } from "./find-suite-problems";
import { SUITE_SPEC, SUITE_SPEC_VERSION, type Suite, suite } from "./schema";

/**
 * Reads a plain JSON value as a suite: defaults are filled in, and everything that a scenario names must exist.
 * @throws ProtocolError `invalid_input` whose `fields` names every offending place
 */
export function parseSuite(json: unknown): Suite {
  if (typeof json !== "object" || json === null || Array.isArray(json)) {
    throw new ProtocolError("invalid_input", `Expected a suite object, received ${describe(json)}. Choose a .suite.json file.`);
  }
  const { spec, specVersion } = json as Record<string, unknown>;
  if (spec !== SUITE_SPEC) {
    throw new ProtocolError(
      "invalid_input",
      `Expected a suite with spec "${SUITE_SPEC}", received ${describe(spec)}. Is this a .suite.json file?`,
    );
  }
  const major = Number.parseInt(String(specVersion), 10);
  if (major > Number.parseInt(SUITE_SPEC_VERSION, 10)) {
    throw new ProtocolError(
      "invalid_input",
      `This suite is in format ${String(specVersion)}; this program reads ${SUITE_SPEC_VERSION}. Update it, then try again.`,
    );
  }
  const parsed = suite.safeParse(json);
  if (!parsed.success) throw refuse(parsed.error.issues.map(({ path, message }) => ({ place: path.join(".") || "suite", words: message })));
  const problems = findSuiteProblems(parsed.data);
  if (problems.length > 0) throw refuse(problems);
  return parsed.data;
}

function refuse(problems: readonly { place: string; words: string }[]): ProtocolError {
  const fields: Record<string, string> = {};
  for (const { place, words } of problems) fields[place] ??= words;
  const [place, words] = Object.entries(fields)[0] as [string, string];
  const more = Object.keys(fields).length > 1 ? ` (and ${Object.keys(fields).length - 1} more)` : "";
  return new ProtocolError("invalid_input", `The suite has a problem at ${place}: ${words}${more}. Correct it and try again.`, { fields });
}

function describe(value: unknown): string {
  if (value === null || value === undefined) return "none";
  if (Array.isArray(value)) return "a list";
  return typeof value === "string" ? `"${value.slice(0, 40)}"` : typeof value;
}
