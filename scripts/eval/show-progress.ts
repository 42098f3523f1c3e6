/** How far a run is: a bar that is drawn anew on a terminal, elsewhere a line whenever another tenth is done. */
import type { RunProgress } from "../../evaluation/src/run/run-suite";

const BAR_CELLS = 24;

export interface Screen {
  isTerminal: boolean;
  write(text: string): void;
  nowMs(): number;
}

export function showProgress({ isTerminal, write, nowMs }: Screen): (progress: RunProgress) => void {
  const startedAtMs = nowMs();
  let firstDone: number | null = null;
  let lastTenth = -1;
  return (progress) => {
    firstDone ??= progress.done;
    const { done, total, running, failed } = progress;
    const perCallMs = done > firstDone ? (nowMs() - startedAtMs) / (done - firstDone) : null;
    const parts = [
      `${done} of ${total} calls`,
      running > 0 ? `${running} running` : "",
      failed > 0 ? `${failed} failed` : "",
      perCallMs !== null && done < total ? `${describeMs(perCallMs * (total - done))} left` : "",
    ];
    const words = parts.filter((part) => part !== "").join(" · ");
    if (isTerminal) {
      write(`\r\u001b[2K${drawBar(done / Math.max(1, total))} ${words}${done === total ? "\n" : ""}`);
      return;
    }
    const tenth = Math.floor((10 * done) / Math.max(1, total));
    if (tenth === lastTenth) return;
    lastTenth = tenth;
    write(`${words}\n`);
  };
}

function drawBar(share: number): string {
  const full = Math.min(BAR_CELLS, Math.floor(share * BAR_CELLS));
  return "█".repeat(full) + "░".repeat(BAR_CELLS - full);
}

function describeMs(ms: number): string {
  const seconds = Math.ceil(ms / 1_000);
  return seconds < 90 ? `${seconds} s` : `${Math.round(seconds / 60)} min`;
}
