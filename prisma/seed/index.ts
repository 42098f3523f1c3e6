/** Builders for tests and demonstrations: each makes one thing, deterministic but for its id, straight to the database. */
export * from "./calls";
export * from "./people";
export * from "./personas";
export * from "./suites";
