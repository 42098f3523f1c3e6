/** The path with these parts of the query set; empty values leave it. */
export function withQuery(path: string, parts: Record<string, string | undefined>): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(parts)) if (value) query.set(name, value);
  const text = query.toString();
  return text ? `${path}?${text}` : path;
}

/** Puts filters into the address bar, so that a reload or a copied address shows the same; no navigation. */
export function replaceQuery(parts: Record<string, string | undefined>): void {
  window.history.replaceState(null, "", withQuery(window.location.pathname, parts));
}
