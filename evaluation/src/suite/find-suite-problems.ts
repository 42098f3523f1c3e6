import { FIGURES } from "@duologue/metrics";
import type { Check, Scenario, Step, Suite } from "./schema";

export interface SuiteProblem {
  /** "scenarios.3.script.0.say" */
  place: string;
  /** expected what, received what */
  words: string;
}

/** What the shape alone cannot tell: names that lead nowhere, ids that are taken twice, steps that do nothing or two things. */
export function findSuiteProblems(suite: Suite): SuiteProblem[] {
  const callers = Object.keys(suite.callers);
  const personas = Object.keys(suite.personas);
  const problems: SuiteProblem[] = [];
  if (callers.length === 0) problems.push({ place: "callers", words: "expected at least one caller, received none" });
  problems.push(...findTwice(suite.scenarios, "scenarios"));
  for (const [k, scenario] of suite.scenarios.entries()) {
    const place = `scenarios.${k}`;
    problems.push(...checkName(scenario.caller, callers, `${place}.caller`, "one of the suite's callers"));
    problems.push(...checkName(scenario.persona, personas, `${place}.persona`, "one of the suite's personas"));
    problems.push(...checkScenario(scenario, callers, place));
  }
  for (const [k, { min, max }] of suite.thresholds.entries()) {
    if (min === undefined && max === undefined)
      problems.push({ place: `thresholds.${k}`, words: "expected min, max or both, received neither" });
  }
  for (const [k, { figure }] of suite.thresholds.entries()) {
    if (!isFigure(figure)) {
      const words = `expected scenarios.passRate, checks.passRate or TASK.official.FIGURE or TASK.strict.FIGURE of docs/evaluation.md, received ${figure}`;
      problems.push({ place: `thresholds.${k}.figure`, words });
    }
  }
  return problems;
}

function isFigure(name: string): boolean {
  if (name === "scenarios.passRate" || name === "checks.passRate") return true;
  const [task, version, figure, ...rest] = name.split(".");
  const figures = (FIGURES as Record<string, Record<string, object>>)[task ?? ""]?.[version ?? ""];
  return figures !== undefined && rest.length === 0 && Object.hasOwn(figures, figure ?? "");
}

function checkScenario(scenario: Scenario, callers: readonly string[], place: string): SuiteProblem[] {
  const ids = scenario.script.map(({ id }) => id);
  return [
    ...findTwice(scenario.script, `${place}.script`),
    ...scenario.script.flatMap((step, k) => checkStep(step, k, callers, `${place}.script.${k}`)),
    ...scenario.checks.flatMap((check, k) => checkCheck(check, ids, `${place}.checks.${k}`)),
  ];
}

function checkStep(step: Step, k: number, callers: readonly string[], place: string): SuiteProblem[] {
  const problems = checkName(step.caller, callers, `${place}.caller`, "one of the suite's callers");
  if ((step.say === undefined) === (step.choose === undefined)) {
    const received = step.say === undefined ? "neither" : "both";
    problems.push({ place: `${place}.say`, words: `expected either say or choose, received ${received}` });
  }
  if (step.choose && Object.values(step.choose).filter((value) => value !== undefined).length !== 1)
    problems.push({ place: `${place}.choose`, words: "expected one of edgeId, label and key" });
  if (step.choose && (step.expect === "yield" || step.expect === "goOn"))
    problems.push({ place: `${place}.expect`, words: `expected answer or anything for a button, received ${step.expect}` });
  if (k === 0 && step.when.event === "previousEnds")
    problems.push({ place: `${place}.when.event`, words: "expected an event of the call for the first step, received previousEnds" });
  if (k > 0 && step.when.event === "callLive")
    problems.push({ place: `${place}.when.event`, words: "expected callLive for the first step only; use previousEnds" });
  if (Array.isArray(step.say)) {
    if (!step.say.some((piece) => "text" in piece || "wav" in piece))
      problems.push({ place: `${place}.say`, words: "expected at least one text or wav among the pieces, received none" });
    for (const [n, piece] of step.say.entries()) {
      if ("wav" in piece && piece.endMs !== undefined && piece.endMs <= (piece.startMs ?? 0))
        problems.push({ place: `${place}.say.${n}.endMs`, words: `expected more than ${piece.startMs ?? 0}, received ${piece.endMs}` });
    }
  }
  return problems;
}

function checkCheck(check: Check, stepIds: readonly string[], place: string): SuiteProblem[] {
  const problems: SuiteProblem[] = [];
  if ("inReplyTo" in check) problems.push(...checkName(check.inReplyTo, stepIds, `${place}.inReplyTo`, "the id of a step"));
  const lists = {
    phrases: "phrases" in check ? check.phrases : [],
    values: "values" in check ? check.values : [],
    wrong: "wrong" in check ? check.wrong : [],
  };
  for (const [key, list] of Object.entries(lists)) {
    for (const [n, phrase] of list.entries()) {
      if (typeof phrase !== "string" && !isRegex(phrase.regex))
        problems.push({ place: `${place}.${key}.${n}.regex`, words: "expected a regular expression, received one that does not compile" });
    }
  }
  return problems;
}

function checkName(name: string | undefined, known: readonly string[], place: string, expected: string): SuiteProblem[] {
  if (name === undefined || known.includes(name)) return [];
  const choice = known.length > 0 ? known.slice(0, 12).join(", ") : "none";
  return [{ place, words: `expected ${expected} (${choice}), received ${name}` }];
}

function findTwice(things: readonly { id: string }[], place: string): SuiteProblem[] {
  const seen = new Set<string>();
  return things.flatMap(({ id }, k) => {
    if (!seen.has(id)) {
      seen.add(id);
      return [];
    }
    return [{ place: `${place}.${k}.id`, words: `expected an id of its own, received ${id} a second time` }];
  });
}

function isRegex(source: string): boolean {
  try {
    new RegExp(source, "iu");
    return true;
  } catch {
    return false;
  }
}
