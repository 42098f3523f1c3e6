import { buildSuiteJsonSchema } from "@duologue/evaluation/suites";

/** What a .suite.json may hold, as JSON Schema. */
export const suiteJsonSchema = buildSuiteJsonSchema();
