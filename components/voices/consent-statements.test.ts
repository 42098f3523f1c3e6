import { expect, test } from "vitest";
import { CONSENT_BASES, consentInput } from "@/lib/shared/voices";
import { statementFor } from "./consent-statements";

test.each(CONSENT_BASES)("the statement for %s names the speaker and can be recorded as it is", (basis) => {
  const statement = statementFor(basis, "Ada Lovelace");
  expect(statement).toContain("Ada Lovelace");
  expect(consentInput.safeParse({ basis, speakerName: "Ada Lovelace", statement }).success).toBe(true);
});

test("without a name it still is a sentence", () => expect(statementFor("written-permission", " ")).toMatch(/^The speaker has agreed/));
