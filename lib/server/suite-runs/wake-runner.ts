/** The process that plays runs and replays: started where something waits, gone when nothing does. One for the whole studio. */
import { type ChildProcess, spawn } from "node:child_process";
import path from "node:path";
import { db } from "@duologue/db";
import { now } from "../clock";
import { env } from "../env";
import { log } from "../log";
import { isFree } from "./claim-next-run";

const holder = globalThis as { duologueRunner?: Runner };

interface Runner {
  child: ChildProcess | null;
  looking: boolean;
}

/** From now on `wakeRunner` does something. */
export function switchRunnerOn(): void {
  holder.duologueRunner ??= { child: null, looking: false };
}

/** There may be something to play: looks, and starts the process where there is and none runs. Never throws and keeps nobody waiting. */
export function wakeRunner(): void {
  const runner = holder.duologueRunner;
  if (!runner || runner.child || runner.looking) return;
  runner.looking = true;
  hasWork()
    .then((found) => {
      if (found) start(runner);
    })
    .catch((error: { name?: string; code?: unknown }) => {
      log().warn({ kind: error.name, code: error.code }, "Runs could not be looked for");
    })
    .finally(() => {
      runner.looking = false;
    });
}

async function hasWork(): Promise<boolean> {
  const where = isFree(now());
  const [run, replay] = await Promise.all([
    db.suiteRun.findFirst({ where, select: { id: true } }),
    db.callReplay.findFirst({ where, select: { id: true } }),
  ]);
  return run !== null || replay !== null;
}

function start(runner: Runner): void {
  // it reads its end from stdin: where the studio dies, however it dies, it stops as well
  const child = spawn(process.execPath, runnerArguments(), {
    stdio: ["pipe", "inherit", "pipe"],
    env: Object.fromEntries(
      Object.entries(env()).map(([name, value]) => [name, value === undefined ? "" : String(value)]),
    ) as NodeJS.ProcessEnv,
  });
  runner.child = child;
  child.unref();
  child.stdin?.on("error", () => {});
  (child.stdin as unknown as { unref?: () => void } | null)?.unref?.();
  let errors = "";
  child.stderr?.on("data", (chunk: Buffer) => {
    if (errors.length < 2_000) errors += chunk.toString();
  });
  const end = (code: number | null) => {
    runner.child = null;
    if (code !== 0) log().warn({ exitCode: code, words: errors.slice(0, 200) }, "The process that plays runs ended early");
  };
  child.on("error", () => end(null));
  child.on("close", (code) => end(code));
}

/** The built one beside the built studio; from source through tsx. */
function runnerArguments(): string[] {
  const root = process.cwd();
  if (env().NODE_ENV === "production") return [path.join(/* turbopackIgnore: true */ root, "dist/studio/runner.mjs")];
  return ["--import", "tsx", path.join(/* turbopackIgnore: true */ root, "lib/server/suite-runs/runner/main.ts")];
}
