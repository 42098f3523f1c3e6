/** The names that more than one of these goes by: they have to be told apart by something else. */
export function repeatedNames(many: readonly { name: string }[]): ReadonlySet<string> {
  const seen = new Set<string>();
  return new Set(many.map(({ name }) => name).filter((name) => seen.has(name) || !seen.add(name)));
}
