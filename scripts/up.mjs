// `npm run up`: from a fresh clone to a running studio and engine. `--dev`: the same from source, reloading on change.
// `--model PATH`: a checkpoint folder answers the calls, else the small trained model or the rehearsal speaker (ENGINE_FIRST).
// Can be run again at any time; does only what changed. Uses nothing but Node until the packages are installed.
import { existsSync } from "node:fs";
import path from "node:path";
import process from "node:process";
import { installNpm } from "./install-npm.mjs";
import { installSystem, NEEDED_TO_RUN } from "./install-system.mjs";
import { buildNativeProduct } from "./native/build-native.mjs";
import { NEEDED_TO_BUILD_NATIVE } from "./native/needed.mjs";
import { childEnvironment, readSettings } from "./settings.mjs";
import { step } from "./steps.mjs";
import { supervise } from "./supervise.mjs";
import { requireFreePort, waitForAnswer } from "./wait-for.mjs";

/** Longer than proxies and clients hold a connection (60 s as a rule): whoever closes first must not be the studio, a request may be on its way. */
const IDLE_CONNECTION_MS = 70_000;
const isDevelopment = process.argv.includes("--dev");
if (process.argv.includes("--model")) process.env.ENGINE_MODEL = readModelPath();
const running = { children: [], database: null, stopping: null };

for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => stop(0));

try {
  await start();
} catch (error) {
  console.error(`\n${error.message}`);
  await stop(1);
}

async function start() {
  requireNode20();
  const settings = readSettings();
  await requireFreePort(settings.studioPort, "PORT");
  await requireFreePort(settings.enginePort, "ENGINE_PORT");
  await step("System packages", (say) => installSystem([...NEEDED_TO_RUN, ...NEEDED_TO_BUILD_NATIVE], say));
  await step("npm packages", installNpm);
  const { ensureDatabase } = await import("./database/ensure-database.mjs");
  const { migrate } = await import("./database/migrate.mjs");
  const { buildEngine, buildMeasurer, buildRunner, buildStudio, generateDatabaseClient } = await import("./build.mjs");
  await step("Database", async () => {
    running.database = await ensureDatabase({ home: settings.home });
    return running.database.embedded ? "embedded PostgreSQL" : "PostgreSQL at DATABASE_URL";
  });
  await step("Migrations", async () => {
    const applied = await migrate(running.database.url, { warn: console.warn });
    return applied.length > 0 ? `${applied.length} applied` : "up to date";
  });
  await step("Database client", generateDatabaseClient);
  await step("Native engine build (a minute the first time, two with CUDA)", buildNativeProduct);
  if (!isDevelopment) {
    await step("Engine build", buildEngine);
    await step("Measuring process build", buildMeasurer);
    await step("Playing process build", buildRunner);
    await step("Studio build (about a minute the first time)", buildStudio);
  }
  if (running.stopping) return;
  const env = childEnvironment(settings, running.database.url);
  const say = (line) => console.log(line);
  running.children.push(supervise("Studio", studioArguments(settings.studioPort), env, say));
  running.children.push(supervise("Engine", engineArguments(), env, say));
  try {
    await step("Studio starts", () => waitForAnswer(`http://localhost:${settings.studioPort}/api/health`, 120_000));
    await step("Engine starts", () => waitForAnswer(`http://localhost:${settings.enginePort}/health`, 60_000));
  } catch (error) {
    // In development a mistake in the code is mended while everything keeps running.
    if (!isDevelopment) throw error;
    console.error(error.message);
  }
  console.log(
    `\nDuologue is ready: ${env.NEXTAUTH_URL}\nThe first person to sign up creates the team. Ctrl-C stops everything and keeps everything.\n`,
  );
}

function studioArguments(port) {
  const served = ["-p", String(port), "-H", process.env.HOST ?? "127.0.0.1"];
  if (isDevelopment) return ["node_modules/next/dist/bin/next", "dev", ...served];
  return ["node_modules/next/dist/bin/next", "start", ...served, "--keepAliveTimeout", String(IDLE_CONNECTION_MS)];
}

function engineArguments() {
  return isDevelopment
    ? ["--watch", "--watch-preserve-output", "--import", "tsx", "engine/src/main.ts"]
    : ["--enable-source-maps", "dist/engine/main.mjs"];
}

function stop(code) {
  running.stopping ??= (async () => {
    if (running.children.length > 0) console.log("\nStopping; live calls are told and their recordings kept …");
    // The engine first: it still has recordings to hand to the studio.
    for (const child of running.children.toReversed()) await child.stop();
    await running.database?.release();
    process.exit(code);
  })();
  return running.stopping;
}

function readModelPath() {
  const given = process.argv[process.argv.indexOf("--model") + 1];
  if (given && existsSync(given)) return path.resolve(given);
  console.error(
    `--model: expected a checkpoint folder, received ${given ?? "nothing"}. For example: npm run up -- --model models/my-checkpoint`,
  );
  process.exit(1);
}

function requireNode20() {
  const [major, minor] = process.versions.node.split(".").map(Number);
  if (major > 20 || (major === 20 && minor >= 19)) return;
  throw new Error(
    `Duologue needs Node 20.19 or newer; this is ${process.version}. Install a newer Node (https://nodejs.org) and start again.`,
  );
}
