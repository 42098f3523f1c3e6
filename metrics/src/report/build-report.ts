import { refuseInput } from "../refuse-input";
import { allOrNoneInterval } from "../statistics/all-or-none-interval";
import { bootstrapInterval } from "../statistics/bootstrap-interval";
import { deriveSeed } from "../statistics/derive-seed";
import { THRESHOLDS } from "../thresholds";
import type { Figure, Statistic } from "./figure";
import { FIGURES } from "./figures";
import { type Item, TASKS, type Task } from "./item";
import { scoreItem } from "./score-item";

export interface TaskReport {
  items: number;
  /** how many of them the official version could judge */
  officialItems: number;
  official: Record<string, Figure>;
  strict: Record<string, Figure>;
}

export interface Report {
  version: 1;
  seed: number;
  level: number;
  resamples: number;
  items: number;
  tasks: Partial<Record<Task, TaskReport>>;
}

export interface ReportOptions {
  seed?: number;
  resamples?: number;
}

/**
 * Scores every item both ways and draws the figures of each task together, with intervals over items. The order of the items does not
 * matter, nor do the items of one task to another.
 */
export function buildReport(
  items: readonly Item[],
  { seed = 1, resamples = THRESHOLDS.intervalResamples.value }: ReportOptions = {},
): Report {
  const sorted = [...items].sort((a, b) => (a.id < b.id ? -1 : 1));
  const twice = sorted.find((item, k) => item.id === sorted[k + 1]?.id);
  if (twice) refuseInput("items with an id of their own", `"${twice.id}" twice`, "Put the task, or the run, into the id.");
  const level = THRESHOLDS.intervalLevel.value;
  const tasks: Report["tasks"] = {};
  for (const task of TASKS) {
    const scores = sorted.filter((item) => item.task === task).map((item) => scoreItem(item));
    if (scores.length === 0) continue;
    const official = scores.flatMap(({ official }) => official ?? []);
    const draw = (version: "official" | "strict", values: readonly unknown[]) =>
      drawFigures(FIGURES[task][version] as Readonly<Record<string, Statistic<unknown>>>, values, (name) => ({
        seed: deriveSeed(seed, `${task} ${version} ${name}`),
        level,
        resamples,
      }));
    tasks[task] = {
      items: scores.length,
      officialItems: official.length,
      official: draw("official", official),
      strict: draw(
        "strict",
        scores.map(({ strict }) => strict),
      ),
    };
  }
  return { version: 1, seed, level, resamples, items: items.length, tasks };
}

function drawFigures<S>(
  figures: Readonly<Record<string, Statistic<S>>>,
  scores: readonly S[],
  optionsOf: (name: string) => { seed: number; level: number; resamples: number },
): Record<string, Figure> {
  const drawn = Object.entries(figures).map(([name, { unit, value, n }]): [string, Figure] => {
    const behind = scores.filter((score) => n([score]) > 0).length;
    const options = optionsOf(name);
    const exact = unit === "share" ? allOrNoneInterval(value(scores), behind, options) : null;
    const interval = behind < 2 ? null : (exact ?? bootstrapInterval(scores, value, options));
    return [name, { value: value(scores), low: interval?.low ?? null, high: interval?.high ?? null, n: n(scores), unit }];
  });
  return Object.fromEntries(drawn);
}
