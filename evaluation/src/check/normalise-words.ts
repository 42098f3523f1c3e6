/** Words as they are compared: no capitals, accents, apostrophes or punctuation, one space between. */
export function normaliseWords(text: string): string {
  return text
    .normalize("NFKD")
    .toLowerCase()
    .replace(/\p{M}/gu, "")
    .replace(/['’‘‛`´]/g, "")
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim();
}
