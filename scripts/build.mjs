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
    "evaluation/src",
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
  await bundle({ entryPoints: { main: "engine/src/main.ts", ...workers() }, outdir: "dist/engine" });
  markDone("engine", print);
  return "built";
}

/** The process that measures calls, which the studio starts. It says which build of the metrics it holds. */
export async function buildMeasurer() {
  const sources = ["lib/server/scorecards/measurer", "lib/shared"];
  const print = fingerprint([...SHARED, ...sources]);
  if (existsSync("dist/studio/measurer.mjs") && isDone("measurer", print)) return "up to date";
  const entryPoints = { measurer: "lib/server/scorecards/measurer/main.ts" };
  await bundle({ entryPoints, outdir: "dist/studio", define: { METRICS_BUILD: buildName("metrics", ["metrics/src"]) } });
  markDone("measurer", print);
  return "built";
}

/** The process that plays suites and replays, which the studio starts. It says which build of the evaluation it holds. */
export async function buildRunner() {
  const print = fingerprint([...SHARED, "lib", "prisma", "evaluation/src", "engine/src", "engine/package.json", "native/binding"]);
  if (existsSync("dist/studio/runner.mjs") && isDone("runner", print)) return "up to date";
  const entryPoints = { runner: "lib/server/suite-runs/runner/main.ts", ...workers() };
  await bundle({
    entryPoints,
    outdir: "dist/studio",
    define: { EVALUATION_BUILD: buildName("evaluation", ["evaluation/src", "metrics/src"]) },
  });
  markDone("runner", print);
  return "built";
}

/** Our own packages in, npm's left to node_modules. */
async function bundle(options) {
  const { build } = await import("esbuild");
  await build({
    outExtension: { ".js": ".mjs" },
    bundle: true,
    platform: "node",
    format: "esm",
    target: "node20",
    packages: "external",
    alias: ourPackages(),
    sourcemap: true,
    logLevel: "error",
    ...options,
  });
}

/** A package's version and what its sources were, as a string literal. */
function buildName(name, sources) {
  const { version } = JSON.parse(readFileSync(`${name}/package.json`, "utf8"));
  return JSON.stringify(`${version}+${fingerprint(sources).slice(0, 12)}`);
}

/** Every door of every package of ours, as the file that it leads to. */
function ourPackages() {
  const folders = JSON.parse(readFileSync("package.json", "utf8")).workspaces;
  return Object.fromEntries(
    folders.flatMap((folder) => {
      const { name, exports = {} } = JSON.parse(readFileSync(`${folder}/package.json`, "utf8"));
      const doors = Object.entries(exports).filter(([, file]) => typeof file === "string" && file.endsWith(".ts"));
      return doors.map(([door, file]) => [`${name}${door.slice(1)}`, `./${folder}/${file.slice(2)}`]);
    }),
  );
}

/** Worker threads are files of their own beside main.mjs. */
function workers() {
  return { "speech-worker": "engine/src/model/rehearsal/speech-worker.ts" };
}

export async function buildAll() {
  await step("Database client", generateDatabaseClient);
  await step("Engine", buildEngine);
  await step("Measuring process", buildMeasurer);
  await step("Playing process", buildRunner);
  await step("Studio (the first build takes about a minute)", buildStudio);
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) await buildAll();
