import { expect, it } from "vitest";
import { answerWords, mostAnswers } from "./answer-words";

it.each([
  [400, 3, "400 ms"],
  [1_250, 2, "1.25 s"],
  [0, 2, "0 ms"],
  [-0.4, 2, "0 ms"],
  [-160, 2, "160 ms early"],
  [-1_250, 2, "1.25 s early"],
  [-160, null, "160 ms early"],
  [-160, 1, "–"],
  [400, 1, "–"],
  [400, 0, "–"],
  [null, 5, "–"],
])("%s ms over %s answers → %s", (medianMs, answers, words) => expect(answerWords(medianMs, answers)).toBe(words));

it("counts no more answers than there are turns of either side", () => {
  expect(mostAnswers({ turns: { caller: 1, agent: 3 } })).toBe(1);
  expect(mostAnswers({ turns: { caller: 4, agent: 2 } })).toBe(2);
});
