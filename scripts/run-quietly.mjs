// Runs a command, keeps what it prints, and shows it only when the command fails.
import { spawn } from "node:child_process";

/** Resolves with everything printed. `onLine` gets the newest line, for progress. Rejects with the end of the output. */
export function runQuietly(program, args, { env = process.env, onLine = () => {} } = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { env, stdio: ["ignore", "pipe", "pipe"] });
    // A launcher that is stopped in the middle takes its command with it.
    const stop = () => child.kill();
    process.once("exit", stop);
    let output = "";
    const take = (data) => {
      output += data;
      const last = output.trimEnd().split("\n").at(-1);
      if (last) onLine(last.trim());
    };
    child.stdout.on("data", take);
    child.stderr.on("data", take);
    child.on("error", reject);
    child.on("close", (code) => {
      process.off("exit", stop);
      if (code === 0) resolve(output);
      else reject(new Error(`${program} ${args.join(" ")} ended with ${code}:\n${output.trimEnd().split("\n").slice(-40).join("\n")}`));
    });
  });
}
