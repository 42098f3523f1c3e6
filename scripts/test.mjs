// `npm test`: everything, on a clean checkout. `--only check|native|unit|browser` runs one part; words after `--` go to its runner.
import { spawn } from "node:child_process";
import { existsSync, readFileSync, rmSync } from "node:fs";
import { installNpm } from "./install-npm.mjs";
import { installSystem, NEEDED_TO_RUN, NEEDED_TO_TEST } from "./install-system.mjs";
import { NEEDED_TO_BUILD_NATIVE, NEEDED_TO_TEST_NATIVE } from "./native/needed.mjs";
import { step } from "./steps.mjs";
import { readBrowserReport } from "./test-report/read-browser-report.mjs";

const TEST_PORT = 3100;
const TEST_ENGINE_PORT = 4200;
const TEST_DATA = ".data-test";

const words = process.argv.slice(2);
const only = words[0] === "--only" ? words[1] : null;
const rest = words.slice(only ? 2 : 0).filter((word) => word !== "--");
/** of all parts; `playedAgain`: what passed only at its second try */
const total = { passed: 0, failed: 0, failures: [], playedAgain: [] };
let exitCode = 0;

try {
  const needed = [...NEEDED_TO_RUN, ...NEEDED_TO_TEST, ...NEEDED_TO_BUILD_NATIVE, ...NEEDED_TO_TEST_NATIVE];
  await step("System packages", (say) => installSystem(needed, say));
  await step("npm packages", installNpm);
  const { generateDatabaseClient } = await import("./build.mjs");
  await step("Database client", generateDatabaseClient);
  for (const [name, part] of Object.entries({ check: runCheck, native: runNative, unit: runUnit, browser: runBrowser })) {
    if (!only || only === name) await part();
  }
  if (only === "browser" && total.passed + total.failed === 0) {
    throw new Error(
      `No browser test's file matches ${rest.join(" ")}; words after \`--\` name files below e2e/specs, a title goes after -g.`,
    );
  }
} catch (error) {
  console.error(`\n${error.message}`);
  exitCode = 1;
}
for (const { title, reason } of total.failures) console.log(`Failed: ${title}\n${reason}`);
for (const title of total.playedAgain) console.log(`Failed first, and passed when it was played again: ${title}`);
const again = total.playedAgain.length > 0 ? ` (${total.playedAgain.length} only at the second try)` : "";
console.log(`\n${total.passed} passed${again}, ${total.failed} failed`);
process.exit(exitCode || (total.failed > 0 ? 1 : 0));

async function runCheck() {
  const { checkAll } = await import("./check.mjs");
  await checkAll();
}

async function runNative() {
  const { testNative } = await import("./native/test-native.mjs");
  add("Native tests", 0, await testNative());
}

async function runUnit() {
  const { buildNative } = await import("./native/build-native.mjs");
  await step("Native engine build", buildNative);
  const report = "test-results/unit.json";
  rmSync(report, { force: true });
  const code = await run(["node_modules/vitest/vitest.mjs", "run", ...rest]);
  add("Unit and integration tests", code, readReport(report));
}

/**
 * The browser meets the product as `npm run up` starts it, on ports and data of its own: with the stand-in first, which walks a flow as it stands
 * there, then as it comes (the small trained model first), then with a checkpoint.
 */
async function runBrowser() {
  rmSync(TEST_DATA, { recursive: true, force: true });
  const { makeTinyCheckpoint } = await import("./native/make-tiny-checkpoint.mjs");
  await browse(TEST_DATA, ["first-call", "engine-lost", "rooms"], { ENGINE_FIRST: "rehearsal" });
  // empty is unset, whatever .env says
  await browse(`${TEST_DATA}/fresh`, ["fresh"], { ENGINE_FIRST: "", ENGINE_MODEL: "", ENGINE_OFFER: "" });
  await browse(`${TEST_DATA}/native`, ["native"], {}, ["--model", await makeTinyCheckpoint(`${TEST_DATA}/checkpoint`)]);
}

/** The first project may need a studio that nobody has used: its second try is in another one. The others have theirs by themselves. */
async function browse(home, [first, ...others], settings, upArguments) {
  let failedFirst = [];
  const play = async (env, isLastTry) => {
    const { code, outcome } = await browseProject(first, env);
    if (outcome.failed > 0 && !isLastTry) {
      failedFirst = outcome.failures.map(({ title }) => title);
      return false;
    }
    addBrowser(first, code, { ...outcome, playedAgain: code === 0 ? failedFirst : [] });
    for (const project of others) {
      const { code, outcome } = await browseProject(project, env);
      addBrowser(project, code, outcome);
    }
    return true;
  };
  const isDone = await inStudio(home, settings, upArguments, (env) => play(env, false));
  if (!isDone) await inStudio(`${home}/again`, settings, upArguments, (env) => play(env, true));
}

/** Starts the product, on a folder of its own, and stops it whatever comes of `play`. */
async function inStudio(home, settings, upArguments = [], play) {
  const env = {
    ...process.env,
    PORT: String(TEST_PORT),
    ENGINE_PORT: String(TEST_ENGINE_PORT),
    DUOLOGUE_DATA_DIR: home,
    STUDIO_URL: `http://localhost:${TEST_PORT}`,
    ...settings,
  };
  for (const name of ["DATABASE_URL", "NEXTAUTH_URL", "ENGINE_PUBLIC_URL", "STORAGE_DIR"]) {
    delete env[name];
    delete process.env[name];
  }
  const product = spawn(process.execPath, ["scripts/up.mjs", ...upArguments], { env, stdio: ["ignore", "pipe", "inherit"] });
  let database;
  try {
    await untilReady(product);
    const { ensureDatabase } = await import("./database/ensure-database.mjs");
    database = await ensureDatabase({ home });
    return await play({ ...env, TEST_DATABASE_URL: database.url });
  } finally {
    const ended = product.exitCode !== null ? null : new Promise((resolve) => product.once("exit", resolve));
    product.kill("SIGTERM");
    await ended;
    await database?.release();
  }
}

async function browseProject(project, env) {
  const report = "test-results/browser.json";
  rmSync(report, { force: true });
  const code = await run(["node_modules/@playwright/test/cli.js", "test", `--project=${project}`, "--pass-with-no-tests", ...rest], env);
  return { code, outcome: readBrowserReport(readReport(report)) };
}

function addBrowser(project, code, outcome) {
  // words after `--` may mean tests of other projects
  if (rest.length > 0 && outcome.passed + outcome.failed === 0) return;
  add(`Browser tests (${project})`, code, outcome);
}

function untilReady(product) {
  return new Promise((resolve, reject) => {
    product.stdout.on("data", (data) => {
      process.stdout.write(data);
      if (String(data).includes("Duologue is ready")) resolve();
    });
    product.on("exit", (code) => reject(new Error(`The product ended (${code}) before it was ready.`)));
  });
}

function run(args, env = process.env) {
  return new Promise((resolve) => {
    spawn(process.execPath, args, { env, stdio: ["ignore", "inherit", "inherit"] }).on("exit", (code) => resolve(code ?? 1));
  });
}

function readReport(file) {
  if (!existsSync(file)) throw new Error(`The test runner left no report at ${file}; what it printed above says why.`);
  return JSON.parse(readFileSync(file, "utf8"));
}

function add(name, code, { passed, failed, failures, playedAgain = [] }) {
  total.passed += passed;
  total.failed += failed;
  total.failures.push(...failures);
  total.playedAgain.push(...playedAgain);
  if (passed + failed === 0) throw new Error(`${name}: no test ran.`);
  if (code !== 0) exitCode = 1;
}
