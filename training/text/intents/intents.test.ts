import { expect, it } from "vitest";
import { allExpansions } from "../expand-phrase";
import { CASUAL_FACTS } from "../facts/casual-facts";
import { PLACE_FACTS } from "../facts/place-facts";
import { RULE_FACTS } from "../facts/rule-facts";
import { TIME_FACTS } from "../facts/time-facts";
import { ALL_INTENTS } from "./all-intents";
import { questionPhrases, splitOfPhrasing } from "./say-as-caller";

const facts = [...TIME_FACTS, ...PLACE_FACTS, ...RULE_FACTS, ...CASUAL_FACTS].map(({ intent, direct, indirect, answers }) => ({
  intent,
  caller: questionPhrases(direct, indirect),
  agent: answers,
}));
const all = [...ALL_INTENTS, ...facts];

it("every intent has twelve phrasings of the caller and four of the agent, some of them held out", () => {
  expect(all.length).toBeGreaterThanOrEqual(30);
  for (const { intent, caller, agent } of all) {
    const phrasings = new Set(
      caller.flatMap((phrase) => allExpansions(phrase)).map((phrase) => phrase.replace(/ ?\/ ?/g, " ").toLowerCase()),
    );
    expect(phrasings.size, intent).toBeGreaterThanOrEqual(12);
    expect(agent.length, intent).toBeGreaterThanOrEqual(4);
    const held = [...phrasings].filter((phrasing) => splitOfPhrasing(intent, phrasing) === "held");
    expect(held.length, intent).toBeGreaterThan(0);
  }
});

it("no intent stands twice", () => {
  const names = all.map(({ intent }) => intent);
  expect(names.filter((name, at) => names.indexOf(name) !== at)).toEqual([]);
});
