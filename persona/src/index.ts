/** Front door of @duologue/persona: what a persona is. */
export { type CompileOptions, compilePersona } from "./compile/compile-persona";
export * from "./compile/compile-stages";
export * from "./compile/estimate-tokens";
export * from "./create-blank-persona";
export * from "./flow/compare-ids";
export * from "./flow/lint-flow";
export * from "./flow/order-edges";
export * from "./new-node";
export * from "./parse-persona";
export * from "./persona-error";
export * from "./program";
export * from "./report";
export * from "./schema";
