/** A scenario in words and lengths, for people who read what will be played. */
import { type Check, findExpectation, type Phrase, type Scenario, type Step, type Suite, type Trigger } from "@duologue/evaluation/suites";
import type { ScenarioDetail, StepPicture } from "@/lib/shared/suites";

/** Of the bundled voices, about. */
const MS_PER_LETTER = 65;
const SHORTEST_LINE_MS = 350;
const UNKNOWN_SOUND_MS = 1_500;

/** `lengthsMs`: of sounds, where they are known. */
export function describeScenario(suite: Suite, scenario: Scenario, lengthsMs: ReadonlyMap<string, number> = new Map()): ScenarioDetail {
  const { id, title, category, persona = null, script, checks, maxSeconds } = scenario;
  return {
    id,
    title,
    category,
    persona,
    caller: describeCaller(suite, scenario),
    steps: script.map((step) => describeStep(step, lengthsMs)),
    checks: checks.map(describeCheck),
    maxSeconds,
  };
}

function describeStep(step: Step, lengthsMs: ReadonlyMap<string, number>): StepPicture {
  const wanted = findExpectation(step);
  const { event } = step.when;
  return {
    id: step.id,
    kind: step.as,
    when: describeTrigger(step.when),
    event,
    afterMs: step.when.delayMs + ("ms" in step.when ? step.when.ms : 0),
    pieces: measurePieces(step, lengthsMs),
    text: readText(step),
    expected: wanted === "anything" ? null : EXPECTED[wanted],
    isButton: step.choose !== undefined,
  };
}

const EXPECTED = { answer: "answers within 3 s", yield: "falls silent within 1 s, then answers", goOn: "goes on" } as const;

function measurePieces({ say }: Step, lengthsMs: ReadonlyMap<string, number>): StepPicture["pieces"] {
  if (say === undefined) return [];
  if (typeof say === "string") return [{ isPause: false, lengthMs: lengthOf(say) }];
  return say.flatMap((piece): StepPicture["pieces"] => {
    if ("pauseMs" in piece) return [{ isPause: true, lengthMs: piece.pauseMs }];
    if ("mark" in piece) return [];
    if (!("wav" in piece)) return [{ isPause: false, lengthMs: lengthOf(piece.text) }];
    const startMs = piece.startMs ?? 0;
    const wholeMs = lengthsMs.get(piece.wav) ?? piece.endMs ?? startMs + UNKNOWN_SOUND_MS;
    return [{ isPause: false, lengthMs: Math.max(0, Math.min(piece.endMs ?? wholeMs, wholeMs) - startMs) }];
  });
}

function lengthOf(text: string): number {
  return Math.max(SHORTEST_LINE_MS, text.length * MS_PER_LETTER);
}

function readText({ say, choose }: Step): string {
  if (choose) return `presses ${choose.label ?? choose.key ?? choose.edgeId ?? "a button"}`;
  if (say === undefined) return "";
  if (typeof say === "string") return say;
  return say
    .map((piece) => {
      if ("pauseMs" in piece) return "…";
      if ("mark" in piece) return "";
      return piece.text || "(recorded speech)";
    })
    .filter((part) => part !== "")
    .join(" ");
}

function describeTrigger(when: Trigger): string {
  const after = when.delayMs > 0 ? `${seconds(when.delayMs)} after ` : "";
  if (when.event === "callLive") return `${after || "as soon as "}the call is live`;
  if (when.event === "previousEnds") return `${after || "right after "}its own line`;
  if (when.event === "agentStarts") return `${after || "when "}the agent begins`;
  if (when.event === "agentStops") return `${after || "when "}the agent has stopped`;
  if (when.event === "agentSpoken") return `${seconds(when.ms + when.delayMs)} into the agent’s words`;
  return `after ${seconds(when.ms + when.delayMs)} of silence`;
}

function seconds(lengthMs: number): string {
  return `${Number((lengthMs / 1_000).toFixed(2))} s`;
}

function describeCaller({ callers }: Suite, scenario: Scenario): string {
  const voice = scenario.caller === undefined ? Object.values(callers)[0] : callers[scenario.caller];
  if (isRecorded(scenario)) return ["recorded caller", ...describeRoom(scenario)].join(", ");
  const parts = [`voice ${voice?.voice ?? "slt"}`];
  if (voice && voice.pitch !== 1) parts.push(voice.pitch > 1 ? "higher" : "lower");
  if (voice && voice.rate !== 1) parts.push(voice.rate > 1 ? "faster" : "slower");
  return [...parts, ...describeRoom(scenario)].join(", ");
}

function describeRoom({ room }: Scenario): string[] {
  return [...(room?.noise ? [`${room.noise} noise at ${room.snrDb} dB`] : []), ...(room?.band === "telephone" ? ["telephone line"] : [])];
}

/** Nothing of it is spoken by a bundled voice. */
function isRecorded({ script }: Scenario): boolean {
  const lines = script.flatMap(({ say }) => (say === undefined ? [] : [say]));
  return lines.length > 0 && lines.every((say) => typeof say !== "string" && say.every((piece) => !("text" in piece) || "wav" in piece));
}

const FIGURE_WORDS: Record<Extract<Check, { type: "latency" }>["figure"], string> = {
  firstAudioMs: "first sound",
  firstResponseMs: "first answer",
  responseMsMedian: "answer, median",
  responseMsP90: "answer, slowest tenth",
  stopMsMedian: "time to stop, median",
  longestSilenceMs: "longest silence",
};

function describeCheck(check: Check): string {
  const where = "inReplyTo" in check && check.inReplyTo ? ` (in reply to ${check.inReplyTo})` : "";
  switch (check.type) {
    case "mustSay":
      return `says ${joinPhrases(check.phrases, check.all ? " and " : " or ")}${where}`;
    case "mustNotSay":
      return `never says ${joinPhrases(check.phrases, " or ")}${where}`;
    case "slot":
      return `gives the ${check.slot}: ${joinPhrases(check.values, " or ")}${where}`;
    case "refusal":
      return `${check.expected ? "refuses" : "does not refuse"}${where}`;
    case "reaches":
      return `reaches ${check.node}`;
    case "ends":
      return `ends: ${check.reason.replaceAll("_", " ")}`;
    case "latency":
      return `${FIGURE_WORDS[check.figure]}: at most ${seconds(check.maxMs)}`;
    case "judge":
      return `a judge rates at least ${check.minScore} of 5: ${check.question}${where}`;
  }
}

function joinPhrases(phrases: readonly Phrase[], between: string): string {
  return phrases.map((phrase) => (typeof phrase === "string" ? `“${phrase}”` : `/${phrase.regex}/`)).join(between);
}
