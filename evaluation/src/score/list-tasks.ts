import type { Task } from "@duologue/metrics";
import type { Scenario, Step } from "../suite/schema";
import { MIN_JUDGED_PAUSE_MS } from "./build-items";

/** The tasks of which these scenarios can give items, so far as their scripts say. */
export function listTasks(scenarios: readonly Scenario[]): Set<Task> {
  return new Set<Task>(["call", ...scenarios.flatMap(({ script }) => script.flatMap(tasksOf))]);
}

function tasksOf({ say, as }: Step): Task[] {
  if (say === undefined) return [];
  if (as !== "turn" && as !== "interruption") return ["overlap"];
  const pieces = typeof say === "string" ? [] : say;
  return [
    ...(as === "turn" ? (["smoothTurn"] as const) : (["interruption", "overlap"] as const)),
    ...(pieces.some((piece) => "pauseMs" in piece && piece.pauseMs >= MIN_JUDGED_PAUSE_MS) ? (["pause"] as const) : []),
    ...(pieces.some((piece) => "mark" in piece) ? (["backchannel"] as const) : []),
  ];
}
