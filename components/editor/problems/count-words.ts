/** "2 errors, 1 warning", "No problems". */
export function countWords(errors: number, warnings: number): string {
  const part = (count: number, word: string) => (count === 0 ? [] : [`${count} ${word}${count === 1 ? "" : "s"}`]);
  return [...part(errors, "error"), ...part(warnings, "warning")].join(", ") || "No problems";
}
