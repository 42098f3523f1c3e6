/** The door of @duologue/evaluation for who reads and writes suites and reports: no engine, no sockets, no files. */
export { type CallResult, callResult, type PlayedResult, resultId } from "./call/call-result";
export type { CheckResult } from "./check/check-result";
export { type CutOrder, cutScenario } from "./cut/cut-scenario";
export { buildSuiteReport, type ReportInput } from "./report/build-suite-report";
export { type ComparedRun, compareRuns, nameColumn, type RunsComparison } from "./report/compare-runs";
export type * from "./report/suite-report";
export { assembleSuite, hashPersona, type LoadedSuite, type SuiteReaders } from "./run/assemble-suite";
export { hashScenarios } from "./run/hash-scenarios";
export { pickScenarios } from "./run/pick-scenarios";
export { cropLanes } from "./score/crop-lanes";
export { findExpectation } from "./score/expectation";
export { measureWav } from "./sound/read-wav";
export { listSounds } from "./suite/list-sounds";
export { parseSuite } from "./suite/parse-suite";
export * from "./suite/schema";
export { buildSuiteJsonSchema } from "./suite/suite-json-schema";
