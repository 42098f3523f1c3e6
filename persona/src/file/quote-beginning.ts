const MAX_CHARACTERS = 48;

/** The beginning of a text in quotes, cut between words: enough to tell which one is meant. */
export function quoteBeginning(text: string): string {
  const line = text.trim().replace(/\s+/g, " ");
  if (line.length <= MAX_CHARACTERS) return `“${line}”`;
  const cut = line.lastIndexOf(" ", MAX_CHARACTERS);
  return `“${line.slice(0, cut > 0 ? cut : MAX_CHARACTERS)} …”`;
}
