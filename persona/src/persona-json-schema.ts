import published from "../schema/1.0.json";

/** The published JSON Schema of a persona file, as served at `$id`. */
export const personaJsonSchema: Record<string, unknown> = published;
