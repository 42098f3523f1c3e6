/** What the bundled suites promise: how many calls of which kind, lines that the voices can speak, and expectations that follow from the facts. */
import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { beforeAll, describe, expect, it, test } from "vitest";
import { matchPhrase } from "../../evaluation/src/check/match-phrase";
import type { LoadedSuite } from "../../evaluation/src/run/assemble-suite";
import { loadSuite } from "../../evaluation/src/run/load-suite";
import type { Check, Phrase, Scenario } from "../../evaluation/src/suite/schema";
import { writeWav } from "../../evaluation/test/write-wav";
import { type CompileResult, compilePersona, estimateTokens, type PersonaDocument } from "../../persona/src/index";
import { SAMPLE_RATE_HZ } from "../../protocol/src/index";
import { buildServiceSuite } from "./service/build-service-suite";
import { ROLES } from "./service/roles";
import { QUESTION_KINDS } from "./service/service-role";
import { makeCough } from "./write-cough";

const FOLDER = new URL("../../evaluation/suites/", import.meta.url);
const NAMES = readdirSync(FOLDER).map((file) => file.replace(".suite.json", ""));
const pathOf = (name: string) => fileURLToPath(new URL(`${name}.suite.json`, FOLDER));
/** The estimate errs by a tenth; a prompt has 200. */
const MOST_TOKENS = 185;

const suites = new Map<string, LoadedSuite>();
beforeAll(async () => {
  for (const name of NAMES) suites.set(name, await loadSuite(pathOf(name)));
});

const compiled = new Map<PersonaDocument, CompileResult>();
function compile(document: PersonaDocument): CompileResult {
  const result = compiled.get(document) ?? compilePersona(document, { countTokens: estimateTokens, exact: false });
  compiled.set(document, result);
  return result;
}

function load(name: string): LoadedSuite {
  const loaded = suites.get(name);
  if (!loaded) throw new Error(`Expected a bundled suite ${name}, received none. Is its file gone?`);
  return loaded;
}

function count(scenarios: readonly Scenario[], keyOf: (scenario: Scenario) => string | undefined): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const scenario of scenarios) counts[keyOf(scenario) ?? "none"] = (counts[keyOf(scenario) ?? "none"] ?? 0) + 1;
  return counts;
}

const textsOf = ({ script }: Scenario): string[] =>
  script.flatMap(({ say }) =>
    typeof say === "string" ? [say] : (say ?? []).flatMap((piece) => ("text" in piece && !("wav" in piece) ? [piece.text] : [])),
  );

it("bundles four suites", () => {
  expect([...NAMES].sort()).toEqual(["seed-personas", "service", "smoke", "turn-taking"]);
});

describe.each(NAMES)("%s", (name) => {
  it("has as many calls as docs/evaluation.md says", () => {
    const docs = readFileSync(new URL("../../docs/evaluation.md", import.meta.url), "utf8");
    expect(docs).toContain(`| \`${name}\` | ${load(name).suite.scenarios.length} | `);
  });

  it("has the same hash each time it is read", async () => {
    const { sha256 } = load(name);
    expect(sha256).toMatch(/^[0-9a-f]{64}$/);
    expect((await loadSuite(pathOf(name))).sha256).toBe(sha256);
  });

  it("gives every call a title and a text of its own", () => {
    const { scenarios } = load(name).suite;
    expect(new Set(scenarios.map(({ title, persona }) => `${persona}: ${title}`)).size).toBe(scenarios.length);
    const scripts = scenarios.map(({ script, persona, room, caller, hangUp }) => JSON.stringify({ script, persona, room, caller, hangUp }));
    expect(new Set(scripts).size).toBe(scenarios.length);
  });

  it("says only what the bundled voices can speak", () => {
    const odd = load(name).suite.scenarios.flatMap((scenario) => textsOf(scenario).filter((text) => !isSpeakable(text)));
    expect(odd).toEqual([]);
  });

  it("expects nothing that it forbids at the same time", () => {
    for (const { id, checks } of load(name).suite.scenarios) {
      const wanted = checks.flatMap(wantedBy);
      const forbidden = checks.flatMap(forbiddenBy);
      for (const phrase of wanted) {
        if (typeof phrase !== "string") continue;
        expect(
          forbidden.filter((other) => matchPhrase(phrase, other)),
          `${id}: ${phrase}`,
        ).toEqual([]);
      }
    }
  });

  it("brings personas that can be called", () => {
    for (const [persona, document] of load(name).personas) {
      const { problems, dropped, tokens } = compile(document);
      expect(
        problems.filter(({ level }) => level === "error"),
        persona,
      ).toEqual([]);
      expect(dropped, persona).toEqual([]);
      expect(tokens, persona).toBeLessThanOrEqual(MOST_TOKENS);
    }
  });
});

describe("turn-taking", () => {
  it("has at least 40 calls, and at least eight in each of the five categories", () => {
    const { scenarios } = load("turn-taking").suite;
    expect(scenarios.length).toBeGreaterThanOrEqual(40);
    const counts = count(scenarios, ({ category }) => category);
    expect(Object.keys(counts).sort()).toEqual(["backchannel", "interruption", "overlap", "pause", "smoothTurn"]);
    for (const [category, calls] of Object.entries(counts)) expect(calls, category).toBeGreaterThanOrEqual(8);
  });

  it("varies voices, rooms, events and kinds of lines", () => {
    const { suite } = load("turn-taking");
    const { scenarios } = suite;
    expect(Object.keys(count(scenarios, ({ caller }) => caller)).sort()).toEqual(Object.keys(suite.callers).sort());
    expect(Object.keys(count(scenarios, ({ room }) => room?.noise)).sort()).toEqual(["babble", "hum", "none", "pink", "white"]);
    const steps = scenarios.flatMap(({ script }) => script);
    expect(new Set(steps.map((step) => step.as)).size).toBe(5);
    expect(new Set(steps.map(({ when }) => when.event)).size).toBe(6);
    const pauses = steps.flatMap(({ say }) =>
      Array.isArray(say) ? say.flatMap((piece) => ("pauseMs" in piece ? [piece.pauseMs] : [])) : [],
    );
    for (const ms of [400, 600, 800, 1_000, 1_500]) expect(pauses).toContain(ms);
  });

  it("measures whichever persona is asked for, but where the call needs one that asks after a silent caller", () => {
    const own = load("turn-taking").suite.scenarios.filter(({ persona }) => persona !== undefined);
    expect(own.map(({ id }) => id)).toEqual(["says-nothing", "answers-into-the-nudge"]);
  });

  it("coughs as scripts/evaluation/write-cough.ts does", () => {
    expect(
      readFileSync(new URL("../../evaluation/sounds/cough.wav", import.meta.url)).equals(writeWav([makeCough()], SAMPLE_RATE_HZ)),
    ).toBe(true);
  });
});

describe("service", () => {
  it("is as the roles have it", () => {
    // after a change of a role: npx tsx scripts/evaluation/write-service-suite.ts && npx biome check --write evaluation/suites
    expect(JSON.parse(readFileSync(pathOf("service"), "utf8"))).toEqual(JSON.parse(JSON.stringify(buildServiceSuite())));
  });

  it("asks seven kinds of question of at least 20 roles", () => {
    expect(ROLES.length).toBeGreaterThanOrEqual(20);
    const { scenarios } = load("service").suite;
    expect(count(scenarios, ({ category }) => category)).toEqual(Object.fromEntries(QUESTION_KINDS.map((kind) => [kind, ROLES.length])));
    expect(count(scenarios, ({ persona }) => persona)).toEqual(Object.fromEntries(ROLES.map(({ id }) => [id, QUESTION_KINDS.length])));
    expect(new Set(ROLES.map(({ role }) => role.name)).size).toBe(ROLES.length);
    expect(new Set(ROLES.map(({ role }) => role.organisation)).size).toBe(ROLES.length);
  });

  test.each(ROLES.map((role) => [role.id, role] as const))("%s is expected to say what its facts say", (_, { role, questions }) => {
    const known = [role.name, role.organisation, role.kind, ...(role.facts ?? []), ...(role.rules ?? [])].join(". ");
    const isKnown = (phrase: Phrase) => matchPhrase(known, phrase);
    for (const kind of QUESTION_KINDS) {
      for (const check of questions[kind].checks as Check[]) {
        if (check.type !== "mustSay" && check.type !== "slot") continue;
        const wanted = wantedBy(check);
        const all = check.type === "mustSay" && check.all;
        expect(all ? wanted.every(isKnown) : wanted.some(isKnown), `${kind}: ${JSON.stringify(wanted)}`).toBe(true);
      }
    }
  });

  test.each(ROLES.map((role) => [role.id, role] as const))(
    "%s has lines and a greeting that break none of its rules",
    (_, { role, questions }) => {
      const said = [role.greeting ?? "", ...(role.lines ?? [])];
      expect(said.filter((line) => !isSpeakable(line))).toEqual([]);
      for (const kind of QUESTION_KINDS) {
        for (const check of questions[kind].checks as Check[]) {
          if (check.type !== "mustNotSay") continue;
          expect(
            said.filter((line) => check.phrases.some((phrase) => matchPhrase(line, phrase))),
            kind,
          ).toEqual([]);
        }
      }
    },
  );

  it("has all facts of a role in its prompt, and of its lines none that is no fact", () => {
    for (const { id, role } of ROLES) {
      const { prompt } = compile(load("service").personas.get(id) as PersonaDocument);
      for (const fact of role.facts ?? []) expect(prompt, id).toContain(fact);
      for (const line of role.lines ?? []) if (!role.facts?.includes(line)) expect(prompt, id).not.toContain(line);
    }
  });

  it("does not tell a name that a caller asks for in the question", () => {
    for (const { id, questions } of ROLES) {
      const { say, checks } = questions["proper-noun"];
      const wanted = (checks as Check[]).flatMap(wantedBy);
      expect(
        wanted.filter((phrase) => matchPhrase(say, phrase)),
        id,
      ).toEqual([]);
    }
  });
});

describe("seed-personas", () => {
  it("calls each of the four templates at least five times", () => {
    const { suite } = load("seed-personas");
    const counts = count(suite.scenarios, ({ persona }) => persona);
    expect(Object.keys(counts).sort()).toEqual(["bank-agent", "mars-astronaut", "medical-receptionist", "wise-teacher"]);
    for (const [persona, calls] of Object.entries(counts)) expect(calls, persona).toBeGreaterThanOrEqual(5);
  });

  it("reaches only places that the flow has, by labels that it offers", () => {
    const { suite, personas } = load("seed-personas");
    for (const { id, persona, script, checks } of suite.scenarios) {
      const { flow } = personas.get(persona ?? "") as PersonaDocument;
      const titles = Object.values(flow.nodes).map(({ data }) => ("title" in data ? data.title : ""));
      const labels = Object.values(flow.edges).flatMap(({ condition, label }) => (condition.type === "caller_choice" ? [label] : []));
      for (const { choose } of script) if (choose) expect(labels, id).toContain(choose.label);
      for (const check of checks) if (check.type === "reaches") expect(titles, id).toContain(check.node);
    }
  });

  it("reaches every place of the four flows", () => {
    const { suite, personas } = load("seed-personas");
    for (const [name, { flow }] of personas) {
      const reached = suite.scenarios
        .filter(({ persona }) => persona === name)
        .flatMap(({ checks }) => checks.flatMap((check) => (check.type === "reaches" ? [check.node] : [])));
      const places = Object.values(flow.nodes).flatMap(({ type, data }) =>
        type !== "start" && "title" in data ? [String(data.title)] : [],
      );
      expect(
        places.filter((title) => !reached.includes(title)),
        name,
      ).toEqual([]);
    }
  });
});

function wantedBy(check: Check): Phrase[] {
  if (check.type === "mustSay") return check.phrases;
  return check.type === "slot" ? check.values : [];
}

function forbiddenBy(check: Check): Phrase[] {
  if (check.type === "mustNotSay") return check.phrases;
  return check.type === "slot" ? check.wrong : [];
}

/** The voices spell a word that has no vowel (mm-hm), and stumble over signs. */
function isSpeakable(text: string): boolean {
  if (!/^[A-Za-z0-9 ,.?!'’:;"$%()-]+$/.test(text)) return false;
  const words = text.match(/[A-Za-z0-9']+/g) ?? [];
  return words.length > 0 && words.every((word) => /[aeiouy0-9]/i.test(word) || /^([A-Z]|Mr|Mrs|Dr|Ms)$/.test(word));
}
