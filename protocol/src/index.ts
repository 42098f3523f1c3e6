/** Front door of @duologue/protocol: what is said between browser, studio and engine. */
export * from "./audio";
export * from "./call";
export * from "./engine-api";
export * from "./errors";
export * from "./events";
export * from "./metrics";
export * from "./sampling";
export * from "./ticket";
export * from "./timeline";
export * from "./version";
