import type { Check } from "../suite/schema";
import type { CheckResult } from "./check-result";
import { describePhrase, matchPhrase } from "./match-phrase";
import { normaliseWords } from "./normalise-words";
import { REFUSALS } from "./refusals";

export type WordsCheck = Extract<Check, { type: "mustSay" | "mustNotSay" | "slot" | "refusal" }>;
type Verdict = Pick<CheckResult, "status" | "detail">;

/** What was said against what should have been. */
export function checkWords(check: WordsCheck, said: string): Verdict {
  switch (check.type) {
    case "mustSay": {
      const found = check.phrases.filter((phrase) => matchPhrase(said, phrase));
      const missing = check.phrases.filter((phrase) => !found.includes(phrase));
      const wanted = check.all ? missing.length === 0 : found.length > 0;
      if (wanted) return passed(`said ${found.map(describePhrase).join(", ")}`);
      return failed(`expected ${check.all ? "" : "one of "}${missing.map(describePhrase).join(", ")}`, said);
    }
    case "mustNotSay": {
      const found = check.phrases.filter((phrase) => matchPhrase(said, phrase));
      return found.length === 0 ? passed("said none of it") : failed(`expected nothing of ${found.map(describePhrase).join(", ")}`, said);
    }
    case "slot": {
      const wrong = check.wrong.filter((phrase) => matchPhrase(said, phrase));
      if (wrong.length > 0) return failed(`expected another ${check.slot} than ${wrong.map(describePhrase).join(", ")}`, said);
      const right = check.values.find((phrase) => matchPhrase(said, phrase));
      if (right !== undefined) return passed(`${check.slot} was ${describePhrase(right)}`);
      return failed(`expected the ${check.slot} ${check.values.map(describePhrase).join(" or ")}`, said);
    }
    case "refusal": {
      const words = normaliseWords(said);
      const refused = REFUSALS.some((pattern) => pattern.test(words)) || check.phrases.some((phrase) => matchPhrase(said, phrase));
      if (refused === check.expected) return passed(refused ? "refused" : "did not refuse");
      return failed(check.expected ? "expected a refusal" : "expected no refusal", said);
    }
  }
}

function passed(detail: string): Verdict {
  return { status: "passed", detail };
}

function failed(expected: string, said: string): Verdict {
  return { status: "failed", detail: `${expected}, received ${said === "" ? "nothing" : `"${said}"`}` };
}
