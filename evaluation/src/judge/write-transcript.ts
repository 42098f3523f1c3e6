import type { PlayedResult } from "../call/call-result";
import { findStepWindows } from "../score/step-windows";
import type { Scenario, Step } from "../suite/schema";

/** A pause in the agent's words from here on begins a new line. */
const NEW_LINE_MS = 1_200;

interface Line {
  atMs: number;
  who: string;
  text: string;
}

/** Who said what when, for a reader: the caller by the script, the agent by its own text. `inReplyTo`: from that step to the next turn. */
export function writeTranscript(scenario: Scenario, result: PlayedResult, inReplyTo?: string): string {
  const windows = findStepWindows(scenario, result);
  const shown = windows.find(({ step }) => step.id === inReplyTo)?.reply ?? { startMs: 0, endMs: Number.POSITIVE_INFINITY };
  const caller = windows.map(({ step, heard }): Line => ({ atMs: heard.startMs, who: nameCaller(step), text: readStep(step) }));
  const lines = [...caller, ...readAgent(result)]
    .filter(({ atMs }) => atMs >= shown.startMs && atMs < shown.endMs)
    .sort((a, b) => a.atMs - b.atMs);
  return lines.map(({ atMs, who, text }) => `[${(atMs / 1_000).toFixed(1)} s] ${who}: ${text}`).join("\n");
}

function readAgent({ lanes }: PlayedResult): Line[] {
  const lines: (Line & { endMs: number })[] = [];
  for (const { text, startMs, endMs } of lanes.agent.words ?? []) {
    const last = lines.at(-1);
    if (last && startMs - last.endMs < NEW_LINE_MS) {
      last.text += ` ${text}`;
      last.endMs = endMs;
    } else lines.push({ atMs: startMs, endMs, who: "Agent", text });
  }
  return lines;
}

function nameCaller({ as, choose }: Step): string {
  if (choose) return "Caller presses";
  if (as === "toOther") return "Caller, to somebody else";
  return as === "background" ? "Voices in the background" : "Caller";
}

export function readStep({ say, choose }: Step): string {
  if (choose) return choose.label ?? choose.key ?? choose.edgeId ?? "";
  if (typeof say === "string") return say;
  return (say ?? [])
    .map((piece) => ("text" in piece ? piece.text || "(a sound)" : "pauseMs" in piece ? "…" : ""))
    .filter((words) => words !== "")
    .join(" ");
}
