import { expect, it } from "vitest";
import { createBlankPersona } from "./create-blank-persona";
import { parsePersona } from "./parse-persona";

const blank = createBlankPersona("Ada") as unknown as { identity: Record<string, unknown>; facts: unknown; engine: { sampling: object } };

it.each([
  [{ ...blank, identity: { ...blank.identity, name: 4 } }, "identity.name: expected text, received a number"],
  [{ ...blank, facts: "none" }, "facts: expected a list, received text"],
  [
    { ...blank, engine: { ...blank.engine, sampling: { ...blank.engine.sampling, textTopK: 25.5 } } },
    "engine.sampling.textTopK: expected a whole number, received 25.5",
  ],
  [{ ...blank, identity: null }, "identity: expected an object, received null"],
  [{ ...blank, identity: { ...blank.identity, family: "cat" } }, /identity\.family: expected one of “\w+”, .*received “cat”/],
])("says what a place should be in words, not in code (%#)", (document, words) => {
  expect(() => parsePersona(document)).toThrow(words);
});
