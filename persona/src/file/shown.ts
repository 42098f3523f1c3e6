/** How a value reads in a change: texts as they are, lists of texts with commas, nothing as "", everything else as JSON. */
export function shown(value: unknown): string {
  if (Array.isArray(value) && value.every((item) => typeof item === "string")) return value.join(", ");
  return typeof value === "string" ? value : value === undefined || value === null ? "" : JSON.stringify(value);
}
