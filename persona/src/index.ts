/** Front door of @duologue/persona: what a persona is. */
export * from "./program";
export * from "./report";
export * from "./schema";
