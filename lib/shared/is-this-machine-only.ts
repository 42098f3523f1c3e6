/** Whether an address leads every machine to itself, so that it can be opened on the studio's own alone. */
export function isThisMachineOnly(url: string): boolean {
  const { hostname } = new URL(url);
  return hostname === "localhost" || hostname === "[::1]" || /^127(\.\d+){3}$/.test(hostname);
}
