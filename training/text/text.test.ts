import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { findLeaks } from "./check/find-leaks";
import { BACKCHANNEL_FROM_WORDS, BARGE_IN_FROM_WORDS } from "./dialogue/decorate-exchange";
import type { Turn } from "./dialogue/turn";
import { writeDialogue } from "./dialogue/write-dialogue";
import { countWords, PROMPT_WORDS_MAX, PROMPT_WORDS_MIN } from "./dialogue/write-prompt";
import { FLOW, LONG_FLOW } from "./dialogue/write-steps";
import { writeBargeInCases } from "./gate/barge-in-cases";
import { writeLongCalls } from "./gate/long-calls";
import { writePauseCases } from "./gate/pause-cases";
import { replyFamilies } from "./gate/reply-families";
import { writeGateCases } from "./gate-cases";
import { writeSentences } from "./sentences/write-sentences";
import { RESERVED_WORDS } from "./slots/reserved-words";

const written = Array.from({ length: 1500 }, (_, index) => writeDialogue(5, index, index % 5 === 0 ? "held" : "train"));
const dialogues = written.map(({ dialogue }) => dialogue);
const sentences = writeSentences(5, 5000, ["The children kick the ball.", "We met in Singapore."]);
const HAS_STEPS = / End by [a-z]/;
const said = (turn: Turn) => turn.say.join(" ");

describe("what is written", () => {
  it("is the same for the same seed and another for another", () => {
    expect(writeDialogue(5, 77, "train")).toEqual(writeDialogue(5, 77, "train"));
    expect(writeDialogue(6, 77, "train")).not.toEqual(writeDialogue(5, 77, "train"));
    expect(writeSentences(5, 5000, ["The children kick the ball.", "We met in Singapore."])).toEqual(sentences);
  });

  it("has nothing held out in training, and no characters that cannot be spoken", () => {
    expect(findLeaks(written, sentences).faults).toEqual([]);
  });

  it("names nobody of the bundled suites", () => {
    const suite = readFileSync("evaluation/suites/service.suite.json", "utf8");
    const personas = Object.values((JSON.parse(suite) as { personas: Record<string, { role?: { name: string } }> }).personas);
    const reserved = personas.flatMap(({ role }) => role?.name.toLowerCase().split(/[ -]/) ?? []);
    expect(reserved.length).toBeGreaterThan(30);
    expect(reserved.filter((word) => !RESERVED_WORDS.has(word))).toEqual([]);
    const names = dialogues.flatMap(({ facts }) => `${facts.name} ${facts.organisation ?? ""}`.toLowerCase().split(" "));
    expect(names.filter((word) => RESERVED_WORDS.has(word))).toEqual([]);
  });

  it("tells steps before facts and manners after them in half of the prompts, as long as those of long flows in a quarter", () => {
    const stepped = dialogues.filter(({ prompt }) => HAS_STEPS.test(prompt));
    expect(stepped.length / dialogues.length).toBeGreaterThan(0.5);
    expect(stepped.length / dialogues.length).toBeLessThan(0.6);
    const long = stepped.filter(({ prompt }) => countWords(prompt) > PROMPT_WORDS_MAX + FLOW.words);
    expect(long.length / dialogues.length).toBeGreaterThan(0.2);
    for (const { prompt, facts } of stepped) {
      expect(prompt).not.toMatch(/[{}[\]|/]| {2}|\. [a-z]/);
      expect(prompt.indexOf(facts.name as string), prompt).toBeLessThan(prompt.indexOf("End by "));
      if (/ [A-Z][a-z ]+:/.test(prompt)) expect(prompt.indexOf("End by "), prompt).toBeLessThan(prompt.indexOf(":"));
    }
  });

  it("keeps prompts short and leaves no slot or doubled word of grammar open", () => {
    for (const { prompt, turns } of dialogues) {
      expect(countWords(prompt)).toBeGreaterThanOrEqual(PROMPT_WORDS_MIN);
      expect(countWords(prompt)).toBeLessThanOrEqual(PROMPT_WORDS_MAX + (HAS_STEPS.test(prompt) ? LONG_FLOW.words : 0));
      for (const turn of turns) expect(said(turn)).not.toMatch(/[{}[\]|/]|\b(a|an|the|to|of) \1\b| ,|\ba [aeio]/i);
    }
  });
});

describe("turns", () => {
  it("begin with a greeting and let caller and agent speak by turns", () => {
    for (const { id, turns } of dialogues) {
      const spoken = turns.filter(({ enter }) => enter !== "backchannel");
      expect(
        spoken.findIndex(({ who }) => who === "agent"),
        id,
      ).toBeLessThanOrEqual(1);
      spoken.slice(1).forEach((turn, at) => {
        expect(turn.who, `${id} ${at}`).not.toBe(spoken[at]?.who);
      });
      expect(spoken.at(-1)?.who, id).toBe("agent");
    }
  });

  it("are broken into only where the other says enough", () => {
    for (const { id, turns } of dialogues) {
      turns.forEach((turn, at) => {
        if (turn.enter === "after") return;
        const other = turns[at - 1] as Turn;
        expect(other.who, id).not.toBe(turn.who);
        expect(other.enter, id).not.toBe("backchannel");
        const least = turn.enter === "backchannel" ? BACKCHANNEL_FROM_WORDS : BARGE_IN_FROM_WORDS;
        expect(countWords(said(other)), `${id}: ${said(other)}`).toBeGreaterThanOrEqual(least);
      });
    }
  });

  it("answer a barge-in by stopping or by the new answer, never by going on", () => {
    for (const { id, turns } of dialogues) {
      turns.forEach((turn, at) => {
        if (turn.enter === "during") expect(turns[at + 1], id).toMatchObject({ who: "agent", enter: "after" });
      });
    }
  });

  it("repeat the last answer word for word", () => {
    const repeats = dialogues
      .flatMap(({ turns }) => turns.map((turn, at) => ({ turn, turns, at })))
      .filter(({ turn }) => turn.who === "agent" && turn.intent === "repeat");
    expect(repeats.length).toBeGreaterThan(50);
    for (const { turn, turns, at } of repeats) {
      const before = turns.slice(0, at).findLast(({ who, enter }) => who === "agent" && enter !== "backchannel") as Turn;
      expect(said(turn).toLowerCase()).toContain(said(before).toLowerCase());
    }
  });

  it("say a prompt's full name by its first part, and its titles as words", () => {
    const agents = (dialogue: (typeof dialogues)[number]) => dialogue.turns.filter(({ who }) => who === "agent").map(said);
    const full = dialogues.filter(({ facts }) => / /.test(facts.name ?? ""));
    expect(full.length / dialogues.length).toBeGreaterThan(0.1);
    for (const dialogue of full) {
      const family = (dialogue.facts.name ?? "").split(" ").at(-1);
      for (const text of agents(dialogue))
        expect(text, dialogue.prompt).not.toMatch(new RegExp(`(name is|This is|I am) \\S+ ${family}\\b`));
    }
    const titled = dialogues.filter(({ facts }) => facts.organisation?.startsWith("Dr. "));
    expect(titled.length).toBeGreaterThan(20);
    for (const dialogue of titled) for (const text of agents(dialogue)) expect(text, dialogue.prompt).not.toContain("Dr.");
    expect(titled.flatMap(agents).some((text) => text.includes("Doctor "))).toBe(true);
  });

  it("call nobody by a name whose prompt gives none", () => {
    const nameless = dialogues.filter(({ facts }) => facts.name === "");
    expect(nameless.length).toBeGreaterThan(10);
    expect(nameless.every(({ split, style }) => split === "train" && style === "teacher")).toBe(true);
    const asked = nameless.flatMap(({ turns }) => turns).filter(({ intent }) => intent === "no name");
    expect(asked.length).toBeGreaterThan(2);
    for (const { turns } of nameless)
      for (const turn of turns) expect(turn.intent).not.toMatch(/^(name|right name|wrong name|spell name)$/);
  });

  it("give the values that the prompt states", () => {
    for (const { id, prompt, facts } of dialogues) {
      for (const value of Object.values(facts)) expect(prompt.toLowerCase(), id).toContain(value.replace(/^an? /, "").toLowerCase());
    }
  });
});

describe("the gate's cases", () => {
  const cases = writeGateCases(5);

  it("ask enough for the name, the organisation and the rest", () => {
    const count = (intent: string) => cases.filter((entry) => entry.intent === intent).length;
    expect(count("name")).toBeGreaterThanOrEqual(40);
    expect(count("organisation")).toBeGreaterThanOrEqual(40);
    expect(cases.length).toBeGreaterThanOrEqual(160);
  });

  it("expect what stands in the prompt", () => {
    for (const { prompt, intent, mustSay } of cases) {
      if (intent === "name" || intent === "organisation") expect(mustSay.every((word) => prompt.toLowerCase().includes(word))).toBe(true);
      expect(mustSay.every((word) => word === word.toLowerCase() && !word.includes("{"))).toBe(true);
    }
  });

  it("are the same for the same seed and others for another", () => {
    for (const write of [writeGateCases, writePauseCases, writeBargeInCases, writeLongCalls]) {
      expect(write(5)).toEqual(write(5));
      expect(write(6)).not.toEqual(write(5));
    }
  });

  it("hesitate where the question is not yet asked", () => {
    const pauses = writePauseCases(5);
    expect(pauses.length).toBeGreaterThanOrEqual(60);
    for (const { say, question } of pauses) {
      expect(say.join(" ")).toBe(question);
      expect(say[0], question).not.toMatch(/[.?]$/);
      expect(countWords(say[0]), question).toBeGreaterThanOrEqual(2);
    }
  });

  it("break only into answers that are long", () => {
    const families = new Map(replyFamilies().map((family) => [family.family, family]));
    for (const { intent, next } of writeBargeInCases(5)) {
      const phrases = [...families.values()].find(({ intents }) => intents.includes(intent))?.phrases ?? [];
      expect(phrases.length, intent).toBeGreaterThan(0);
      for (const phrase of phrases) expect(countWords(phrase), phrase).toBeGreaterThanOrEqual(BARGE_IN_FROM_WORDS);
      expect(next.question).toMatch(/[.?]$/);
    }
  });

  it("ask each third of a long call as often for each kind of thing", () => {
    for (const { questions } of writeLongCalls(5)) {
      expect(questions.length).toBeGreaterThanOrEqual(50);
      const third = Math.floor(questions.length / 3);
      const names = (from: number) => questions.slice(from, from + third).filter(({ intent }) => intent === "name").length;
      expect(Math.abs(names(0) - names(questions.length - third))).toBeLessThanOrEqual(1);
    }
  });

  it("have a family of replies for every intent, and words for every slot", () => {
    const families = replyFamilies();
    const known = new Set(families.flatMap(({ intents }) => intents));
    const asked = [...cases, ...writePauseCases(5), ...writeBargeInCases(5), ...writeLongCalls(5).flatMap(({ questions }) => questions)];
    for (const { intent } of asked) expect(known.has(intent.replace(/ (yes|no)$/, "")), intent).toBe(true);
    for (const { family, phrases, slots } of families) {
      for (const [, slot] of phrases.join(" ").matchAll(/\{(\w+)\}/g)) expect(Object.keys(slots), family).toContain(slot);
    }
  });
});
