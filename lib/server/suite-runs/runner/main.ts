/**
 * A process of its own that plays suites and replays over real sockets, as simulated callers: neither the studio's requests nor its pages
 * wait for it. It ends when nothing waits, and when the studio does; what it was at goes on where it was, when it is started again.
 */
import { createSystemClock } from "@duologue/evaluation/clock";
import { openSound } from "@duologue/evaluation/sound";
import { claimNextReplay } from "../../replays/claim-next-replay";
import { claimNextRun } from "../claim-next-run";
import { playClaimedReplay } from "./play-replay";
import { playClaimedRun } from "./play-run";

const stopping = new AbortController();
for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, () => stopping.abort());
process.stdin.on("end", () => stopping.abort()).on("error", () => stopping.abort());
process.stdin.resume();

try {
  const sound = await openSound();
  const parts = { sound, clock: createSystemClock(), stopping: stopping.signal };
  await Promise.all([
    playAll(claimNextReplay, (one) => playClaimedReplay(one, parts)),
    playAll(claimNextRun, (one) => playClaimedRun(one, parts)),
  ]);
  await sound.close();
  process.exit(0);
} catch (error) {
  // a name only: messages may quote what was read
  const { name, code } = error as { name?: string; code?: unknown };
  process.stderr.write(`${name ?? typeof error} ${typeof code === "string" ? code : ""}\n`, () => process.exit(1));
}

async function playAll<T>(claim: () => Promise<T | null>, play: (claimed: T) => Promise<void>): Promise<void> {
  while (!stopping.signal.aborted) {
    const claimed = await claim();
    if (!claimed) return;
    await play(claimed);
  }
}
