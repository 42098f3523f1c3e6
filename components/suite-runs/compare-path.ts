/** Where these runs stand side by side; the first is what the others are compared with. */
export function comparePath(runIds: readonly string[]): string {
  return `/suites/compare?${new URLSearchParams(runIds.map((id) => ["run", id])).toString()}`;
}
