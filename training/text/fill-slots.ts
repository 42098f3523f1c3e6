/** Fills `{slot}`s; a slot that nobody gave a value for is a mistake of the grammar. */
export function fillSlots(phrase: string, values: Record<string, string>): string {
  return phrase.replace(/\{(\w+)\}/g, (_, slot: string) => {
    const value = values[slot];
    if (value === undefined)
      throw new Error(`Phrase "${phrase}": expected a value for {${slot}}, received ${Object.keys(values).join(", ")}`);
    return value;
  });
}
