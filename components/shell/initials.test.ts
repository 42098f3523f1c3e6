import { expect, it } from "vitest";
import { initialsOf } from "./initials";

it.each([
  ["Ada Lovelace", "AL"],
  ["ada@example.org", "A"],
  ["ada.lovelace@example.org", "AL"],
  ["  ", "?"],
  ["Anna Maria van der Berg", "AB"],
])("%s → %s", (name, letters) => expect(initialsOf(name)).toBe(letters));
