/** Front door of @duologue/evaluation: suites of calls that simulated callers play, and what came of them. docs/evaluation.md explains them. */
export { type CallResult, callResult, type HeardStep, type Judgement, type PlayedResult, resultId } from "./call/call-result";
export { type CallFiles, type HeardCall, hearCall, hearLane } from "./call/hear-call";
export { type CallClock, playCall } from "./call/play-call";
export type { CheckResult } from "./check/check-result";
export type { EngineAccess, NewCall } from "./engine/engine-access";
export { buildSuiteReport, type ReportInput, writeSuiteReport } from "./report/build-suite-report";
export * from "./report/suite-report";
export { describeFailures, writeJunit } from "./report/write-junit";
export { hashPersona, type LoadedSuite, loadPersona, loadSuite } from "./run/load-suite";
export { openResultsFile } from "./run/open-results-file";
export { createMemoryResults, type ResultsStore, type RunIdentity } from "./run/results-store";
export { type PersonaVersion, type RunParts, type RunProgress, type RunSettings, runSuite } from "./run/run-suite";
export type { Ears } from "./sound/ears";
export { createLineSpeaker, type LineSpeaker, type VoiceSynthesiser } from "./sound/line-speaker";
export { readWav } from "./sound/read-wav";
export { parseSuite } from "./suite/parse-suite";
export * from "./suite/schema";
export { buildSuiteJsonSchema } from "./suite/suite-json-schema";
