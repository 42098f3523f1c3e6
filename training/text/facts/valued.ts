import type { FactSource, MadeFact } from "./fact";
import { another } from "./pick-values";

/** Makes a fact out of a maker of its value: the answer must say the value, and a caller who has it wrong names another one. */
export function valued(make: (source: FactSource) => string, slots: (source: FactSource) => Record<string, string> = () => ({})) {
  return (source: FactSource): MadeFact => {
    const value = make(source);
    return { slots: { ...slots(source), value }, mustSay: [value.toLowerCase()], other: another(value, () => make(source)) };
  };
}
