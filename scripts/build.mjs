// Builds what changed: the database client, the studio, the engine.
import { existsSync, readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";
import { runQuietly } from "./run-quietly.mjs";
import { fingerprint, isDone, markDone } from "./stamp.mjs";
import { step } from "./steps.mjs";

const SHARED = ["package-lock.json", "tsconfig.json", "protocol/src", "persona/src", "metrics/src", "templates"];

export async function generateDatabaseClient() {
  const print = fingerprint(["prisma/schema.prisma", "package-lock.json"]);
  if (existsSync("prisma/generated/prisma") && isDone("prisma", print)) return "up to date";
  await runQuietly(process.execPath, ["scripts/prisma.mjs", "generate"]);
  markDone("prisma", print);
  return "generated";
}

export async function buildStudio(say) {
  const print = fingerprint([
    ...SHARED,
    "app",
    "components",
    "lib",
    "prisma",
    "public",
    "next.config.js",
    "postcss.config.mjs",
    "proxy.ts",
    "instrumentation.ts",
  ]);
  if (existsSync(".next/BUILD_ID") && isDone("studio", print)) return "up to date";
  const env = { ...process.env, NEXT_TELEMETRY_DISABLED: "1" };
  await runQuietly(process.execPath, ["node_modules/next/dist/bin/next", "build"], { env, onLine: say });
  markDone("studio", print);
  return "built";
}

export async function buildEngine() {
  const print = fingerprint([...SHARED, "engine/src", "engine/package.json", "native/binding"]);
  if (existsSync("dist/engine/main.mjs") && isDone("engine", print)) return "up to date";
  const { build } = await import("esbuild");
  await build({
    entryPoints: { main: "engine/src/main.ts", ...workers() },
    outdir: "dist/engine",
    outExtension: { ".js": ".mjs" },
    bundle: true,
    platform: "node",
    format: "esm",
    target: "node20",
    packages: "external",
    alias: {
      "@duologue/protocol": "./protocol/src/index.ts",
      "@duologue/persona": "./persona/src/index.ts",
      "@duologue/metrics": "./metrics/src/index.ts",
      "@duologue/native": "./native/binding/index.ts",
    },
    sourcemap: true,
    logLevel: "error",
  });
  markDone("engine", print);
  return "built";
}

/** The process that measures calls, which the studio starts. It says which build of the metrics it holds. */
export async function buildMeasurer() {
  const sources = ["lib/server/scorecards/measurer", "lib/shared"];
  const print = fingerprint([...SHARED, ...sources]);
  if (existsSync("dist/studio/measurer.mjs") && isDone("measurer", print)) return "up to date";
  const { build } = await import("esbuild");
  const { version } = JSON.parse(readFileSync("metrics/package.json", "utf8"));
  await build({
    entryPoints: { measurer: "lib/server/scorecards/measurer/main.ts" },
    outdir: "dist/studio",
    outExtension: { ".js": ".mjs" },
    bundle: true,
    platform: "node",
    format: "esm",
    target: "node20",
    packages: "external",
    alias: { "@duologue/protocol": "./protocol/src/index.ts", "@duologue/metrics": "./metrics/src/index.ts" },
    define: { METRICS_BUILD: JSON.stringify(`${version}+${fingerprint(["metrics/src"]).slice(0, 12)}`) },
    sourcemap: true,
    logLevel: "error",
  });
  markDone("measurer", print);
  return "built";
}

/** Worker threads are files of their own beside main.mjs. */
function workers() {
  return { "speech-worker": "engine/src/model/rehearsal/speech-worker.ts" };
}

export async function buildAll() {
  await step("Database client", generateDatabaseClient);
  await step("Engine", buildEngine);
  await step("Measuring process", buildMeasurer);
  await step("Studio (the first build takes about a minute)", buildStudio);
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) await buildAll();
