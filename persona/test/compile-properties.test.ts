import { describe, expect, it } from "vitest";
import { canonicalJson } from "../src/file/canonical-json";
import {
  compilePersona,
  compileStages,
  diffPersonas,
  directorProgram,
  estimateTokens,
  exportPersona,
  importPersona,
  lintFlow,
} from "../src/index";
import { randomPersona, seededRandom } from "./random-persona";

const SEEDS = Array.from({ length: 60 }, (_, seed) => seed);

/** Reverses the keys of every object: what a database may do to a stored document. */
function reversed<T>(value: T): T {
  if (Array.isArray(value)) return value.map(reversed) as T;
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([key, inner]) => [key, reversed(inner)]),
  ) as T;
}

describe("any schema-valid persona", { timeout: 60_000 }, () => {
  it("compiles and lints without throwing, within its limit, to a program the director can read", () => {
    for (const seed of SEEDS) {
      const document = randomPersona(seed);
      const result = compilePersona(document);
      expect(result.tokens, `seed ${seed}`).toBeLessThanOrEqual(document.engine.tokenLimit);
      expect(result.tokens).toBe(estimateTokens(result.prompt));
      expect(result.prompt.match(/<system>/g)).toHaveLength(2);
      expect(result.prompt).not.toMatch(/\{\{[^{}]*\}\}/);
      directorProgram.parse(result.program);
      lintFlow(document);
      for (const stage of Object.values(compileStages(document))) expect(stage.tokens).toBeLessThanOrEqual(document.engine.tokenLimit);
    }
  });

  it("keeps the limit with counters that do not add up", () => {
    for (const seed of SEEDS.slice(0, 100)) {
      const document = randomPersona(seed);
      const random = seededRandom(seed);
      const whims = new Map<string, number>();
      const countTokens = (text: string) => {
        if (text === "<system> <system>") return 8;
        if (!whims.has(text)) whims.set(text, Math.floor(random() * text.length));
        return whims.get(text) ?? 0;
      };
      expect(compilePersona(document, { countTokens }).tokens).toBeLessThanOrEqual(document.engine.tokenLimit);
    }
  });

  it("puts its sentences together to exactly the prompt, each linked to a source that exists", () => {
    for (const seed of SEEDS) {
      const document = randomPersona(seed);
      const { prompt, sentences, dropped } = compilePersona(document);
      const inner = sentences.map((sentence) => sentence.text).join(" ");
      expect(prompt).toBe(inner === "" ? "<system> <system>" : `<system> ${inner} <system>`);
      for (const { source } of [...sentences, ...dropped]) {
        if (source.kind === "node") expect(document.flow.nodes).toHaveProperty([source.nodeId]);
        if (source.kind === "fact") expect(document.facts.map((fact) => fact.id)).toContain(source.factId);
        if (source.kind === "rule") expect(document.rules[source.index]).toBeDefined();
      }
      for (const { words } of dropped) expect(words).toMatch(/^Left out: /);
    }
  });

  it("compiles to the same bytes again, whatever the order of its keys", () => {
    for (const seed of SEEDS) {
      const document = randomPersona(seed);
      const once = JSON.stringify(compilePersona(document));
      expect(JSON.stringify(compilePersona(structuredClone(document)))).toBe(once);
      const shuffled = compilePersona(reversed(document));
      expect(shuffled.prompt).toBe(compilePersona(document).prompt);
      expect(canonicalJson(shuffled.program)).toBe(canonicalJson(compilePersona(document).program));
    }
  });

  it("comes back from its file unchanged, without a difference or a warning about its prompt", () => {
    for (const seed of SEEDS) {
      const document = randomPersona(seed);
      const text = exportPersona(document);
      const { document: back, warnings } = importPersona(text);
      expect(back).toEqual(document);
      expect(exportPersona(back)).toBe(text);
      expect(diffPersonas(document, back)).toEqual([]);
      expect(warnings.filter((warning) => warning.includes("prompt"))).toEqual([]);
    }
  });
});
