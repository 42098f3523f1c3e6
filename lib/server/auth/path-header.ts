/** Set by proxy.ts: path and query of the page that is being rendered. */
export const PATH_HEADER = "x-duologue-path";
