import { readdirSync, readFileSync } from "node:fs";
import Ajv from "ajv/dist/2020";
import { describe, expect, it } from "vitest";
import { compilePersona } from "./compile/compile-persona";
import { importPersona } from "./file/import-persona";
import { buildPersonaJsonSchema } from "./file/json-schema";
import { lintFlow } from "./flow/lint-flow";
import { readGraph } from "./flow/read-graph";
import { personaJsonSchema } from "./persona-json-schema";
import { personaTemplates } from "./templates";

const FOLDER = new URL("../../templates/", import.meta.url);
const validate = new Ajv({ strict: false }).compile(personaJsonSchema);

it("publishes the JSON Schema of today's format", () => {
  // after a change of the schema: npx tsx scripts/write-persona-schema.ts
  expect(personaJsonSchema).toEqual(JSON.parse(JSON.stringify(buildPersonaJsonSchema())));
});

it("refuses by JSON Schema what the reader refuses", () => {
  expect(validate({ spec: "persona_flow", specVersion: "1.0" })).toBe(false);
  expect(validate({ spec: "persona_flow", specVersion: "1.0", meta: { name: "A" }, identity: {}, engine: {}, flow: {}, later: 1 })).toBe(
    true,
  );
});

it("offers every file of templates/", () => {
  const files = readdirSync(FOLDER).map((name) => name.replace(".persona.json", ""));
  expect(personaTemplates.map((template) => template.id).sort()).toEqual(files.sort());
});

it("numbers choices as the question names them, the affirmative one first", () => {
  const orders = personaTemplates.flatMap(({ id, document }) => {
    const { program } = compilePersona(document);
    return Object.values(program.nodes).flatMap((node) => {
      const choices = node.kind === "end" ? [] : node.edges.filter(({ condition }) => condition.type === "caller_choice");
      return choices.length > 1 ? [`${id}: ${choices.map(({ label }) => label).join(", ")}`] : [];
    });
  });
  expect(orders).toEqual([
    "wise-teacher: I understand, I am lost",
    "wise-teacher: Another question, That was all",
    "bank-agent: Yes, that was me, No, not me",
    "mars-astronaut: Flood the core, Shut it down",
  ]);
});

describe.each(personaTemplates)("$title", ({ id, document }) => {
  it("is a valid file without problems that fits the trained prompt length", () => {
    const text = readFileSync(new URL(`${id}.persona.json`, FOLDER), "utf8");
    expect(validate(JSON.parse(text)), JSON.stringify(validate.errors)).toBe(true);
    expect(importPersona(text)).toEqual({ document, warnings: [] });
    const { tokens, dropped, problems } = compilePersona(document);
    expect(problems).toEqual([]);
    expect(dropped).toEqual([]);
    expect(tokens).toBeLessThanOrEqual(200);
  });

  it("fits in the other modes too", () => {
    for (const mode of ["single", "staged"] as const) {
      const { problems } = compilePersona({ ...document, engine: { ...document.engine, mode } });
      expect(problems.filter((problem) => problem.level === "error")).toEqual([]);
    }
  });

  it("has five to eight nodes, laid out from left to right without overlaps", () => {
    const nodes = Object.values(document.flow.nodes);
    expect(nodes.length).toBeGreaterThanOrEqual(5);
    expect(nodes.length).toBeLessThanOrEqual(8);
    for (const [index, a] of nodes.entries()) {
      for (const b of nodes.slice(index + 1)) {
        expect(Math.abs(a.position.x - b.position.x) >= 300 || Math.abs(a.position.y - b.position.y) >= 160).toBe(true);
      }
    }
  });

  it("greets, gives every stage lines to speak, prompts a silent caller and says goodbye", () => {
    const graph = readGraph(document);
    expect(lintFlow(document)).toEqual([]);
    const [first] = graph.outgoing.get(graph.start ?? "") ?? [];
    expect(graph.nodes.get(first?.edge.target ?? "")?.type).toBe("say");
    for (const [nodeId, node] of graph.nodes) {
      if (node.type === "end") expect(node.data.goodbye).not.toBe("");
      if (node.type !== "stage") continue;
      expect(node.data.sampleLines.length).toBeGreaterThanOrEqual(2);
      expect(node.data.sampleLines.length).toBeLessThanOrEqual(4);
      const kinds = (graph.outgoing.get(nodeId) ?? []).map(({ edge }) => edge.condition.type);
      // a caller who says nothing, or nothing on offer, still gets on
      expect(kinds.some((kind) => kind === "silence" || kind === "time")).toBe(true);
    }
    const prompts = Object.values(document.flow.edges).filter(
      (edge) => edge.condition.type === "silence" && document.flow.nodes[edge.target]?.type === "say",
    );
    expect(prompts.length).toBeGreaterThanOrEqual(1);
    for (const edge of Object.values(document.flow.edges)) if (edge.condition.type === "caller_choice") expect(edge.label).not.toBe("");
  });
});
