import { expect, test } from "vitest";
import { CONSENT_BASES, consentInput } from "@/lib/shared/voices";
import { statementFor } from "./consent-statements";

test.each(CONSENT_BASES)("the statement for %s names the speaker and the day, and can be recorded as it is", (basis) => {
  const stated = { basis, speakerName: "Ada Lovelace", agreedOn: "2026-11-22" };
  const statement = statementFor(stated);
  expect(statement).toContain("Ada Lovelace");
  expect(statement).toContain("22 Nov 2026");
  expect(consentInput.safeParse({ ...stated, statement, confirmed: true }).success).toBe(true);
});

test("nothing is recorded that nobody has confirmed", () => {
  const stated = { basis: "own-voice", speakerName: "Ada", agreedOn: "2026-11-22", statement: "This is my own voice." };
  for (const confirmed of [false, undefined]) expect(consentInput.safeParse({ ...stated, confirmed }).success).toBe(false);
});
