/**
 * Lanes that explain a rule: drawn once, judged by the tests, shown in docs/evaluation.md (scripts/evaluation/write-pictures.ts).
 * Places are characters of 80 ms.
 */
export interface Note {
  /** band: a stretch in which something counts; span: a length that is measured; mark: a moment */
  kind: "band" | "span" | "mark";
  lane: "caller" | "agent" | "both";
  from: number;
  to: number;
  text: string;
}

export interface Picture {
  title: string;
  caller: string;
  agent: string;
  notes: readonly Note[];
}

const band = (from: number, to: number, text: string): Note => ({ kind: "band", lane: "both", from, to, text });
const span = (lane: "caller" | "agent", from: number, to: number, text: string): Note => ({ kind: "span", lane, from, to, text });
const mark = (at: number, text: string): Note => ({ kind: "mark", lane: "both", from: at, to: at, text });

export const PICTURES = {
  "smooth-turn": {
    title: "Smooth turn-taking: the agent answers 480 ms after the caller's turn ended",
    caller: "5. 25# 45.",
    agent: "36. 24# 15.",
    notes: [band(27.5, 67.5, "the answer begins here: −200 ms to +3 s"), span("agent", 30, 36, "480 ms")],
  },
  interruption: {
    title: "User interruption: silent after 640 ms, a reply 480 ms after the caller's end",
    caller: "24. 26# 60.",
    agent: "32# 24. 30# 24.",
    notes: [
      band(24, 36.5, "1 s to stop"),
      band(47.5, 87.5, "the reply begins here"),
      span("agent", 24, 32, "stop 640 ms"),
      span("agent", 50, 56, "480 ms"),
    ],
  },
  pause: {
    title: "Pause handling: the agent takes the turn 320 ms into the caller's pause",
    caller: "20# 10. 30# 10.",
    agent: "24. 20# 26.",
    notes: [band(21.25, 30, "onset counts"), span("agent", 20, 24, "320 ms")],
  },
  backchannel: {
    title: "Backchannel: two of three meet a marked moment, two of three moments are met",
    caller: "5. 90# 5.",
    agent: "25. 5# 27. 6# 29. 5# 3.",
    notes: [
      band(9.5, 34.5, "±1 s"),
      band(35.5, 60.5, "±1 s"),
      band(65.5, 90.5, "±1 s"),
      mark(22, "240 ms"),
      mark(48, "720 ms"),
      mark(78, "1,120 ms: not met"),
    ],
  },
  overlap: {
    title: "Overlap handling: the agent goes on through the caller's backchannel",
    caller: "30. 6# 44.",
    agent: "50# 10. 20#",
    notes: [band(36, 40, "320 ms"), span("caller", 30, 36, "overlap 480 ms"), span("caller", 36, 60, "next onset 1,920 ms")],
  },
  "false-stop": {
    title: "A false stop: silent 320 ms into the caller's backchannel, resumed 960 ms after it",
    caller: "20. 6# 54.",
    agent: "24# 14. 30# 12.",
    notes: [band(26, 44.75, "resumed within 1.5 s"), span("agent", 20, 24, "320 ms"), span("agent", 26, 38, "960 ms")],
  },
  call: {
    title: "A conversation: two answers, one interruption, one turn that is missed",
    caller: "20. 25# 45. 20# 36. 14# 40.",
    agent: "15# 35. 50# 16. 24# 60.",
    notes: [
      band(90, 100, "overlap"),
      band(160, 200, "dead air, missed turn"),
      span("agent", 45, 50, "400 ms"),
      span("caller", 90, 100, "stop 800 ms"),
      span("agent", 110, 116, "480 ms"),
    ],
  },
} as const satisfies Record<string, Picture>;
