// npm packages, installed when the lockfile changed since the last time. Uses nothing but Node itself.
import { existsSync } from "node:fs";
import { runQuietly } from "./run-quietly.mjs";
import { fingerprint, isDone, markDone } from "./stamp.mjs";

export async function installNpm(say) {
  const print = fingerprint(["package-lock.json", "package.json", ".npmrc"], process.version + process.arch);
  if (existsSync("node_modules/next") && isDone("npm", print)) return "up to date";
  await runQuietly("npm", ["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"], { onLine: say });
  markDone("npm", print);
  return "installed";
}
