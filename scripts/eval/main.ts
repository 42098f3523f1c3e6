/** `npm run eval -- SUITE --persona FILE`: simulated callers play a suite of calls; see help.ts. */
import { existsSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import path from "node:path";
import process from "node:process";
import { ProtocolError } from "@duologue/protocol";
import { createSystemClock } from "../../engine/src/system-clock";
import { readJudge } from "../../evaluation/src/judge/read-judge";
import { buildSuiteReport, writeSuiteReport } from "../../evaluation/src/report/build-suite-report";
import { writeJunit } from "../../evaluation/src/report/write-junit";
import type { LoadedSuite } from "../../evaluation/src/run/assemble-suite";
import { loadSuite } from "../../evaluation/src/run/load-suite";
import { openResultsFile } from "../../evaluation/src/run/open-results-file";
import { createMemoryResults } from "../../evaluation/src/run/results-store";
import { runSuite } from "../../evaluation/src/run/run-suite";
import { openSound } from "../../evaluation/src/sound/open-sound";
import { chooseScenarios } from "./choose-scenarios";
import { describeReport } from "./describe-report";
import { findSuite, listSuites } from "./find-suites";
import { HELP } from "./help";
import { loadVersions } from "./load-versions";
import { openAccess } from "./open-access";
import { type RunArguments, readArguments } from "./read-arguments";
import { readBuild } from "./read-build";
import { showProgress } from "./show-progress";

const MISSED = 1;
const NOT_RUN = 2;
const STOPPED = 130;

const stopping = new AbortController();
for (const signal of ["SIGINT", "SIGTERM"] as const) {
  process.on(signal, () => {
    if (stopping.signal.aborted) process.exit(STOPPED);
    stopping.abort();
  });
}

try {
  if (existsSync(".env")) process.loadEnvFile(".env");
  const asked = readArguments(process.argv.slice(2));
  if (asked.verb === "help") console.log(HELP);
  else if (asked.verb === "list") await list();
  else process.exitCode = (await run(asked)) ? 0 : MISSED;
} catch (error) {
  if (stopping.signal.aborted) {
    console.error("\nStopped. With --resume FILE the same command goes on where it was.");
    process.exit(STOPPED);
  }
  console.error(`\n${error instanceof ProtocolError ? error.message : (error as Error).stack}`);
  process.exit(NOT_RUN);
}

async function list(): Promise<void> {
  for (const { name, file } of listSuites()) {
    const { suite } = await loadSuite(file);
    console.log(`${name.padEnd(16)} ${`${suite.scenarios.length} scenarios`.padEnd(15)} ${suite.meta.description || suite.meta.title}`);
  }
}

async function run(asked: RunArguments): Promise<boolean> {
  const loaded: LoadedSuite = chooseScenarios(await loadSuite(findSuite(asked.suite)), asked.only);
  const personas = await loadVersions(loaded, asked.personas);
  const versions = personas.map(({ name, sha256 }) => ({ name, sha256 }));
  const identity = { suiteSha256: loaded.sha256, personas: versions };
  const store = asked.resume === null ? createMemoryResults() : await openResultsFile(asked.resume, identity);
  const repeats = asked.repeats ?? loaded.suite.repeats;
  const sound = await openSound();
  try {
    const access = await openAccess(asked, sound.ears, process.env);
    try {
      const { kind, title } = access.speaker();
      console.log(
        `${loaded.suite.meta.title}: ${loaded.suite.scenarios.length} scenarios × ${repeats} × ${personas.length}, answered by ${kind} (${title})`,
      );
      const screen = {
        isTerminal: Boolean(process.stdout.isTTY),
        write: (text: string) => void process.stdout.write(text),
        nowMs: () => performance.now(),
      };
      const results = await runSuite(
        loaded,
        { personas, repeats, calls: asked.calls, codec: asked.codec, onProgress: showProgress(screen), signal: stopping.signal },
        {
          access,
          store,
          clock: createSystemClock(),
          sound,
          judge: readJudge(process.env),
        },
      );
      const report = buildSuiteReport({
        suite: loaded.suite,
        suiteSha256: loaded.sha256,
        personas: versions,
        results,
        build: { engine: access.build, runner: readBuild() },
        repeats,
      });
      if (asked.out !== null) await writeFile(asked.out, writeSuiteReport(report));
      if (asked.junit !== null) await writeFile(asked.junit, writeJunit(report));
      console.log(`\n${describeReport(report)}`);
      for (const file of [asked.out, asked.junit]) if (file !== null) console.log(`written: ${path.relative(process.cwd(), file) || file}`);
      return report.passed;
    } finally {
      await access.close();
    }
  } finally {
    await sound.close();
  }
}
