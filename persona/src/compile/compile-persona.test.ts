import { describe, expect, it } from "vitest";
import { choice, otherwise, personaWith, silence } from "../../test/build-persona";
import type { PersonaDocument } from "../schema";
import { compilePersona } from "./compile-persona";
import { compileStages } from "./compile-stages";

const greet = { n1: ["start"], n2: ["say", "Hello there."], n3: "Ask for the order number.", n4: ["end", "Bye now"] } as const;
const greetEdges = [
  ["n1", "n2"],
  ["n2", "n3"],
  ["n3", "n4", otherwise],
] as const;
const words = (count: number) => `${Array.from({ length: count }, (_, index) => `w${"abcdefghij"[index % 10]}`).join(" ")}.`;

function greeting(change: (document: PersonaDocument) => void = () => {}): PersonaDocument {
  return personaWith(
    { n1: [...greet.n1], n2: [...greet.n2], n3: greet.n3, n4: [...greet.n4] },
    greetEdges.map((edge) => [...edge]),
    change,
  );
}

describe("the prompt", () => {
  it("tells the main path first to last, with branches where they fork off", () => {
    const document = personaWith(
      {
        n1: ["start"],
        n2: "Greet the caller and ask for the order number.",
        n3: "Confirm the address.",
        n4: "Offer store credit.",
        n5: "Read the order back.",
        n6: ["end", "Goodbye."],
      },
      [
        ["n1", "n2"],
        ["n2", "n3", otherwise],
        ["n3", "n5", choice("Yes, please")],
        ["n3", "n4", choice("they ask for a refund")],
        ["n4", "n6", otherwise],
        ["n5", "n6", otherwise],
        ["n2", "n6", silence(9_000)],
      ],
      (persona) => {
        persona.flow.nodes.n5 = { ...persona.flow.nodes.n5, position: { x: 0, y: 500 } } as never;
      },
    );
    expect(compilePersona(document).prompt).toBe(
      "<system> You enjoy having a good conversation. First greet the caller and ask for the order number. Then confirm the address. " +
        'If the caller says "Yes, please", read the order back. If they ask for a refund, offer store credit. End by saying goodbye. <system>',
    );
  });

  it("gives the main path its condition where any other answer ends elsewhere, not where it comes back", () => {
    const asked = (elsewhere: "n4" | "n5") =>
      compilePersona(
        personaWith(
          { n1: ["start"], n2: "Release the card.", n3: "Ask how satisfied they are.", n4: ["end", "Goodbye."], n5: ["say", "Pardon?"] },
          [
            ["n1", "n2"],
            ["n2", "n3", choice("I have a minute")],
            ["n2", elsewhere, otherwise],
            ["n5", "n2"],
            ["n3", "n4", otherwise],
          ],
        ),
      ).prompt;
    expect(asked("n4")).toContain('First release the card. If the caller says "I have a minute", ask how satisfied they are. End by');
    expect(asked("n5")).toContain("First release the card. Then ask how satisfied they are. End by");
  });

  it("tells a detour before the step it comes back to", () => {
    const document = personaWith({ n1: ["start"], n2: "Explain it.", n3: "Suggest a try.", n4: "Explain it again.", n5: ["end", "Bye."] }, [
      ["n1", "n2"],
      ["n2", "n3", choice("they understand")],
      ["n2", "n4", choice("they are lost")],
      ["n4", "n3", otherwise],
      ["n3", "n5", otherwise],
    ]);
    expect(compilePersona(document).prompt).toContain("First explain it. If they are lost, explain it again. Then suggest a try. End by");
  });

  it("holds spoken lines in single mode only", () => {
    const single = greeting((persona) => {
      persona.engine.mode = "single";
    });
    expect(compilePersona(single).prompt).toBe(
      '<system> You enjoy having a good conversation. First say "Hello there." Then ask for the order number. End by saying "Bye now." <system>',
    );
    expect(compilePersona(greeting()).prompt).toBe(
      "<system> You enjoy having a good conversation. Ask for the order number. End by saying goodbye. <system>",
    );
  });

  it("builds each family's identity from its fields", () => {
    const identity = (fields: Partial<PersonaDocument["identity"]>) =>
      compilePersona(
        greeting((persona) => {
          Object.assign(persona.identity, { text: "", ...fields });
        }),
      ).sentences.flatMap((sentence) => (sentence.source.kind === "identity" ? [sentence.text] : []));
    expect(identity({ family: "service", organisation: "First Neuron Bank", kind: "bank", name: "Sanni Virtanen" })).toEqual([
      "You work for First Neuron Bank which is a bank and your name is Sanni Virtanen.",
    ]);
    expect(identity({ family: "service", organisation: "Sky", kind: "airline" })).toEqual(["You work for Sky which is an airline."]);
    expect(identity({ family: "assistant", name: "Ada" })).toContain("Your name is Ada.");
    expect(identity({ family: "casual", kind: "sailing" })).toEqual([
      "You enjoy having a good conversation.",
      "Have a friendly conversation about sailing.",
    ]);
  });

  it("announces facts, must before should, and keeps three rules", () => {
    const { prompt, dropped } = compilePersona(
      greeting((persona) => {
        persona.identity.family = "service";
        persona.identity.text = "You work for Acme.";
        persona.facts = [
          { id: "f1", text: "Tea costs $2.", priority: "should" },
          { id: "f2", text: "The shop closes at six", priority: "must" },
        ];
        persona.rules = ["Be brief.", "Be kind.", "Be brief.", "Never swear.", "Never shout."];
      }),
    );
    expect(prompt).toContain("Information: The shop closes at six. Tea costs $2. Be brief. Be kind. <system>");
    expect(dropped.map(({ text, reason }) => [text, reason])).toEqual([
      ["Never swear.", "too_many_rules"],
      ["Never shout.", "too_many_rules"],
      ["Be brief.", "duplicate"],
    ]);
  });

  it("names what the limit left out and paints it where it belongs", () => {
    const { dropped, problems, tokens } = compilePersona(
      greeting((persona) => {
        persona.facts = [
          { id: "f1", text: words(90), priority: "must" },
          { id: "f2", text: words(89), priority: "must" },
          { id: "f3", text: words(100), priority: "should" },
        ];
      }),
    );
    expect(tokens).toBeLessThanOrEqual(200);
    expect(dropped.map(({ source, reason }) => [source, reason])).toEqual([
      [{ kind: "fact", factId: "f2" }, "over_budget"],
      [{ kind: "fact", factId: "f3" }, "over_budget"],
    ]);
    expect(problems.map(({ level, code, target }) => [level, code, target])).toEqual([
      ["error", "prompt_over_budget", { kind: "persona", field: "facts" }],
      ["warning", "prompt_over_budget", { kind: "persona", field: "facts" }],
    ]);
  });

  it("takes what fits by the count of the whole, which may be less than its parts' together, and says what an End is", () => {
    const limited = (tokenLimit: number) => {
      const document = greeting((persona) => {
        persona.engine.tokenLimit = tokenLimit;
        persona.facts = [{ id: "f1", text: "Tea is free.", priority: "should" }];
      });
      // a text that stands alone counts two more than inside the prompt
      return compilePersona(document, { countTokens: (text) => text.split(" ").length + 2 });
    };
    const { tokens } = limited(200);
    expect(limited(tokens).dropped).toEqual([]);
    const short = limited(tokens - 1);
    expect(short.dropped.map(({ text }) => text)).toEqual(["End by saying goodbye."]);
    expect(short.tokens).toBe(tokens - "End by saying goodbye.".split(" ").length);
    expect(short.problems.map(({ message, target }) => [message, target])).toEqual([
      [expect.stringMatching(/has no room for this End, so the model/), { kind: "node", nodeId: "n4" }],
    ]);
  });

  it("says when the identity or a goal cannot fit, and when the limit is beyond the training", () => {
    const codes = (change: (document: PersonaDocument) => void) =>
      compilePersona(greeting(change)).problems.map(({ level, code, target }) => [level, code, target]);
    expect(
      codes((persona) => Object.assign(persona.identity, { text: `You enjoy having a good conversation ${words(210)}` })),
    ).toContainEqual(["error", "prompt_over_budget", { kind: "persona", field: "identity" }]);
    expect(
      codes((persona) => {
        persona.engine.tokenLimit = 24;
        const stage = persona.flow.nodes.n3;
        if (stage?.type === "stage") stage.data.goal = words(40);
      }),
    ).toContainEqual(["error", "prompt_over_budget", { kind: "node", nodeId: "n3" }]);
    expect(
      codes((persona) => {
        persona.engine.tokenLimit = 400;
      }),
    ).toEqual([["warning", "prompt_over_budget", { kind: "persona", field: "engine.tokenLimit" }]]);
  });

  it("resolves variables, recounts, and leaves out what has no value", () => {
    const document = greeting((persona) => {
      persona.variables = { customer: { type: "string", default: "Ana" }, order: { type: "string", default: "" } };
      persona.facts = [
        { id: "f1", text: "The caller is {{ customer }}.", priority: "must" },
        { id: "f2", text: "The order is {{order}}.", priority: "must" },
      ];
      const say = persona.flow.nodes.n2;
      if (say?.type === "say") say.data.text = "Hello {{customer}}. Your order is {{order}}. How can I help?";
    });
    const result = compilePersona(document);
    expect(result.prompt).toContain("The caller is Ana.");
    expect(result.dropped).toMatchObject([{ text: "The order is {{order}}.", reason: "unresolved_variable" }]);
    expect(result.program.nodes.n2).toMatchObject({ text: "Hello Ana. How can I help?" });
    expect(compilePersona(document, { variables: { order: "4417" } }).prompt).toContain("The order is 4417.");
    const long = compilePersona(document, { variables: { customer: `Bo <system> ${words(200)}` } });
    expect(long.dropped[0]).toMatchObject({ reason: "over_budget", source: { kind: "fact", factId: "f1" } });
    expect(long.tokens).toBeLessThanOrEqual(200);
  });

  it("reports stages no call can reach", () => {
    const document = personaWith({ n1: ["start"], n2: "Talk.", n3: ["end"], n4: "Never said." }, [
      ["n1", "n2"],
      ["n2", "n3"],
    ]);
    expect(compilePersona(document).dropped).toMatchObject([{ text: "Never said.", reason: "node_unreachable", source: { nodeId: "n4" } }]);
  });
});

describe("the program", () => {
  it("orders edges by priority, then as drawn, Else last, and leaves notes and loose edges out", () => {
    const document = personaWith({ n1: ["start"], n2: "Talk.", n3: "Upper.", n4: "Lower.", n5: ["end"], n6: ["note", "Think!"] }, [
      ["n1", "n2"],
      ["n2", "n5", otherwise, { priority: 9 }],
      ["n2", "n4", choice("lower")],
      ["n2", "n3", choice("upper")],
      ["n2", "n5", choice("urgent"), { priority: 1 }],
      ["n2", "nowhere"],
      ["n2", "n6"],
      ["n3", "n5"],
      ["n4", "n5"],
    ]);
    const { program } = compilePersona(document);
    const talk = program.nodes.n2;
    expect(talk?.kind === "stage" && talk.edges.map((edge) => edge.id)).toEqual(["e5", "e4", "e3", "e2"]);
    expect(Object.keys(program.nodes)).toEqual(["n1", "n2", "n3", "n4", "n5"]);
    expect(program.start).toBe("n1");
  });

  it("turns the duplex dials into whole frames", () => {
    const at = (patience: number, yields: number) => {
      const { patienceMs, yieldMs } = compilePersona(
        greeting((persona) => {
          Object.assign(persona.duplex, { patience, yield: yields });
        }),
      ).program;
      return [patienceMs, yieldMs];
    };
    expect(at(0, 0)).toEqual([400, 480]);
    expect(at(1, 1)).toEqual([1_440, 80]);
    expect(at(0.5, 0.7)).toEqual([880, 160]);
  });
});

it("gives each stage its own prompt in staged mode, with one clause on what comes next", () => {
  const document = personaWith(
    { n1: ["start"], n2: "Ask for the name.", n3: ["say", "One moment."], n4: "Ask for the date.", n5: ["end", "Bye."] },
    [
      ["n1", "n2"],
      ["n2", "n3", otherwise],
      ["n3", "n4"],
      ["n4", "n5", otherwise],
    ],
  );
  const prompts = compileStages(document);
  expect(Object.keys(prompts)).toEqual(["n2", "n4"]);
  expect(prompts.n2?.prompt).toBe("<system> You enjoy having a good conversation. Ask for the name. Then ask for the date. <system>");
  expect(prompts.n4?.prompt).toBe("<system> You enjoy having a good conversation. Ask for the date. End by saying goodbye. <system>");
});
