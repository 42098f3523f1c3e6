/** Front door of @duologue/evaluation: suites of calls that simulated callers play, and what came of them. docs/evaluation.md explains them. */
export { parseSuite } from "./suite/parse-suite";
export * from "./suite/schema";
export { buildSuiteJsonSchema } from "./suite/suite-json-schema";
