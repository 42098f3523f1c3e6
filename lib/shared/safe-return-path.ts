/** Where to go after signing in: a path of this studio, or `fallback` for anything that could lead elsewhere. */
export function safeReturnPath(wanted: string | null | undefined, fallback = "/personas"): string {
  if (!wanted) return fallback;
  try {
    const base = "http://studio.invalid";
    const url = new URL(wanted, base);
    if (url.origin !== base || !wanted.startsWith("/") || wanted.startsWith("//") || wanted.includes("\\")) return fallback;
    if (/^\/(sign-in|sign-up)(\/|$)/.test(url.pathname)) return fallback;
    return `${url.pathname}${url.search}${url.hash}`;
  } catch {
    return fallback;
  }
}
