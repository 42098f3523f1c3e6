import { issueWords } from "./issue-words";
import { PersonaError } from "./persona-error";
import { type PersonaDocument, personaDocument, SPEC, SPEC_VERSION } from "./schema";

/**
 * Reads a plain JSON value as a persona document: defaults are filled in, unknown keys stay.
 * @throws PersonaError `persona_newer` for a newer major version, `persona_invalid` naming every offending field
 */
export function parsePersona(json: unknown): { document: PersonaDocument } {
  if (typeof json !== "object" || json === null || Array.isArray(json)) {
    const received = json === null ? "null" : Array.isArray(json) ? "a list" : typeof json;
    throw new PersonaError("persona_invalid", `Expected a persona object, received ${received}. Choose a .persona.json file.`);
  }
  checkVersion(json as Record<string, unknown>);
  const parsed = personaDocument.safeParse(json);
  if (parsed.success) return { document: parsed.data };
  const fields: Record<string, string> = {};
  for (const issue of parsed.error.issues) fields[issue.path.join(".") || "document"] ??= issueWords(issue, json);
  const [place, words] = Object.entries(fields)[0] ?? ["document", "not readable"];
  const count = Object.keys(fields).length;
  const more = count > 1 ? ` (and ${count - 1} more)` : "";
  throw new PersonaError("persona_invalid", `The persona has a problem at ${place}: ${words}${more}. Correct it and try again.`, fields);
}

function checkVersion(json: Record<string, unknown>): void {
  if (json.spec !== SPEC) {
    const received = typeof json.spec === "string" ? `"${json.spec.slice(0, 40)}"` : "none";
    throw new PersonaError(
      "persona_invalid",
      `Expected a persona with spec "${SPEC}", received ${received}. Is this a .persona.json file?`,
      {
        spec: `must be "${SPEC}"`,
      },
    );
  }
  const major = typeof json.specVersion === "string" ? Number.parseInt(json.specVersion, 10) : Number.NaN;
  const ours = Number.parseInt(SPEC_VERSION, 10);
  if (major > ours) {
    throw new PersonaError(
      "persona_newer",
      `This persona is in format ${String(json.specVersion)}; this studio reads ${SPEC_VERSION}. Update the studio, then try again.`,
      { specVersion: `at most ${ours}.x` },
    );
  }
}
