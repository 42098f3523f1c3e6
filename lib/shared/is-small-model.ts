/**
 * A trained model too small to be relied on for what it says; its title (the words of its config.json) begins so. Calls and reports made while it called
 * itself experimental keep that title, and reports keep of a speaker little more.
 */
export function isSmallModel({ title }: { title: string }): boolean {
  return title.startsWith("Small trained model") || title.includes("(experimental)");
}
