// Keeps a process running: started again when it falls over, stopped in peace when asked.
import { spawn } from "node:child_process";

const CALM_AFTER_MS = 30_000;
const LONGEST_WAIT_MS = 10_000;
const STOP_LIMIT_MS = 40_000;

/**
 * Returns {stop}. `stop` sends SIGTERM and waits for the end; a process that will not end is killed. The process stands outside the
 * terminal's foreground group: a Ctrl-C reaches the launcher alone, which stops everything in its own order.
 */
export function supervise(name, args, env, say) {
  let child = null;
  let stopping = false;
  let waitMs = 250;
  let timer = null;
  const start = () => {
    const startedAtMs = Date.now();
    const guard = new URL("./exit-with-parent.mjs", import.meta.url).href;
    child = spawn(process.execPath, ["--import", guard, ...args], { env, detached: true, stdio: ["ignore", "inherit", "inherit"] });
    child.on("exit", (code, signal) => {
      if (stopping) return;
      if (Date.now() - startedAtMs > CALM_AFTER_MS) waitMs = 250;
      say(`${name} ended (${signal ?? code}); starting it again.`);
      timer = setTimeout(start, waitMs);
      waitMs = Math.min(waitMs * 2, LONGEST_WAIT_MS);
    });
  };
  start();
  return {
    async stop() {
      stopping = true;
      clearTimeout(timer);
      if (!child || child.exitCode !== null || child.signalCode !== null) return;
      const ended = new Promise((resolve) => child.once("exit", resolve));
      child.kill("SIGTERM");
      const limit = setTimeout(() => child.kill("SIGKILL"), STOP_LIMIT_MS);
      await ended;
      clearTimeout(limit);
    },
  };
}
