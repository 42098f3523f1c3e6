import { z } from "zod";
import { personaDocument, SCHEMA_URL, SPEC_VERSION } from "../schema";

/**
 * The JSON Schema (draft 2020-12) of a persona file as people may write it: what has a default may be left out, unknown keys are
 * allowed. `schema/1.0.json` is this, written by scripts/write-persona-schema.ts.
 */
export function buildPersonaJsonSchema(): Record<string, unknown> {
  const { $schema, ...rest } = z.toJSONSchema(personaDocument, { io: "input" });
  return {
    $schema,
    $id: SCHEMA_URL,
    title: "Duologue persona",
    description: `NAME.persona.json, format ${SPEC_VERSION}: who a voice persona is, what it knows, and the flow of its calls.`,
    ...rest,
  };
}
