const VOWEL_SOUND = /\b([Aa]) (?=(?:[aeiou]|hour|honest|heir)(?!ne\b|nce\b))(?!(?:uni|use|usu|eu|one|once|uk|ut)[a-z]*)/g;

/** Sets articles, spaces, capitals and the end mark right: what comes out may be read aloud and printed as it is. */
export function finishSentence(text: string): string {
  const spaced = text
    .replace(/\s+/g, " ")
    .replace(/ ([,.?])/g, "$1")
    .replace(/,+([.?])/g, "$1")
    .replace(/([.?,])[.,]+/g, "$1")
    .trim()
    .replace(VOWEL_SOUND, "$1n ");
  const capital = spaced.replace(/(^|[.?] )([a-z])/g, (_, before: string, letter: string) => before + letter.toUpperCase());
  const personal = capital.replace(/\bi\b(?=['\s,.?]|$)/g, "I");
  return /[.?]$/.test(personal) ? personal : `${personal}.`;
}

/** A sentence as a clause after other words: its first letter small, unless it is "I" or one of `names`. */
export function lowerFirst(text: string, names: readonly string[] = []): string {
  const first = text.split(/[ ,.?']/)[0] ?? "";
  const proper = first === "I" || names.some((name) => name.split(" ")[0] === first) || /^[A-Z]$/.test(first);
  return proper && first !== "A" ? text : text.charAt(0).toLowerCase() + text.slice(1);
}

export function upperFirst(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
