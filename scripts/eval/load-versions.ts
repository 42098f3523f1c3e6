import path from "node:path";
import { createBlankPersona } from "@duologue/persona";
import { ProtocolError } from "@duologue/protocol";
import { hashPersona, type LoadedSuite } from "../../evaluation/src/run/assemble-suite";
import { loadPersona } from "../../evaluation/src/run/load-suite";
import type { PersonaVersion } from "../../evaluation/src/run/run-suite";

/** The personas that are measured, by the names of their files. A suite whose scenarios all bring their own needs none. */
export async function loadVersions({ suite }: LoadedSuite, files: readonly string[]): Promise<PersonaVersion[]> {
  const needsOne = suite.scenarios.some(({ persona }) => persona === undefined);
  if (!needsOne && files.length > 0) {
    throw new ProtocolError(
      "invalid_input",
      `Expected no --persona, as every scenario of ${suite.meta.name} brings its own, received ${files.join(", ")}.`,
    );
  }
  if (!needsOne) {
    const document = createBlankPersona(suite.meta.name);
    return [{ name: suite.meta.name, sha256: hashPersona(document), document }];
  }
  if (files.length === 0) {
    throw new ProtocolError("invalid_input", "Expected --persona FILE, received none. Try --persona templates/wise-teacher.persona.json.");
  }
  const versions: PersonaVersion[] = [];
  for (const file of files) {
    const name = path.basename(file).replace(/(\.persona)?\.json$/, "");
    if (versions.some((version) => version.name === name)) {
      throw new ProtocolError("invalid_input", `Expected persona files with names of their own, received ${name} twice. Rename one.`);
    }
    versions.push({ name, ...(await loadPersona(file)) });
  }
  return versions;
}
