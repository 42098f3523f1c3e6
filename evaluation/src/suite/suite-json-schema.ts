import { z } from "zod";
import { SUITE_SCHEMA_URL, SUITE_SPEC_VERSION, suite } from "./schema";

/**
 * The JSON Schema (draft 2020-12) of a suite file as people write it: what has a default may be left out. `schema/1.0.json` is this,
 * written by scripts/write-suite-schema.ts.
 */
export function buildSuiteJsonSchema(): Record<string, unknown> {
  const { $schema, ...rest } = z.toJSONSchema(suite, { io: "input" });
  return {
    $schema,
    $id: SUITE_SCHEMA_URL,
    title: "Duologue suite",
    description: `NAME.suite.json, format ${SUITE_SPEC_VERSION}: calls that a simulated caller plays, and what is expected of the agent.`,
    ...rest,
  };
}
