// `npm run native:test`: the native tests and parity packs, then the unit tests and the fuzzers' corpus under the sanitizers, from builds of
// their own. Without those, for work in between: `SKIP_SANITIZERS=1 npm run native:test` (or `npm test`).
import { availableParallelism } from "node:os";
import { pathToFileURL } from "node:url";
import { installSystem } from "../install-system.mjs";
import { runQuietly } from "../run-quietly.mjs";
import { step } from "../steps.mjs";
import { buildNative } from "./build-native.mjs";
import { findCudaOptions } from "./cuda-options.mjs";
import { NEEDED_TO_BUILD_NATIVE, NEEDED_TO_TEST_NATIVE } from "./needed.mjs";

const JOBS = String(availableParallelism());

/** Threads are only looked at where there are some: in the rooms that CTest labels so. */
const SANITIZED = [
  {
    name: "addresses and undefined behaviour",
    folder: "native/build/asan",
    sanitize: "address,undefined",
    targets: ["unit_tests"],
    label: "unit",
  },
  {
    name: "threads",
    folder: "native/build/tsan",
    sanitize: "thread",
    targets: ["duplex_cpu_test", "duplex_session_test"],
    label: "threads",
  },
];

/** Runs everything; resolves with {passed, failed, failures}, the failures being {title, reason}. */
export async function testNative({ isSanitized = !process.env.SKIP_SANITIZERS } = {}) {
  await step("Native engine build", buildNative);
  const counts = { passed: 0, failed: 0, failures: [] };
  await step("Native tests build", async (say) => {
    await runQuietly("cmake", ["--build", "native/build", "--parallel", JOBS], { onLine: say });
  });
  const cuda = findCudaOptions();
  const packs = "Native tests and parity packs";
  await step(packs, async (say) => {
    const summary = add(counts, packs, await runTests("native/build", cuda.hasDevice ? [] : ["-LE", "gpu"], say));
    return cuda.isOn && !cuda.hasDevice ? `${summary}; kernels compiled, their tests left out: no CUDA device here` : summary;
  });
  for (const { name, folder, sanitize, targets, label } of isSanitized ? SANITIZED : []) {
    const title = `Native tests, sanitizers for ${name}`;
    await step(title, async (say) => {
      const options = ["-G", "Ninja", "-DCMAKE_BUILD_TYPE=RelWithDebInfo", `-DDUPLEX_SANITIZE=${sanitize}`, "-DDUPLEX_ADDON=OFF"];
      await runQuietly("cmake", ["-S", "native", "-B", folder, ...options], { onLine: say });
      await runQuietly("cmake", ["--build", folder, "--target", ...targets, "--parallel", JOBS], { onLine: say });
      return add(counts, title, await runTests(folder, ["-L", label], say));
    });
  }
  return counts;
}

async function runTests(folder, choice, onLine) {
  const args = ["--test-dir", folder, "--output-on-failure", "--no-tests=error", ...choice];
  let failure = null;
  const output = await runQuietly("ctest", args, { onLine }).catch((error) => {
    failure = error;
    return error.message;
  });
  const summary = /(\d+) tests failed out of (\d+)/.exec(output);
  if (!summary) throw failure ?? new Error("CTest printed no summary.");
  if (failure) console.error(failure.message);
  const [failed, all] = [Number(summary[1]), Number(summary[2])];
  // CTest's list at its end: "  12 - name (Failed)"
  const failures = [...output.matchAll(/^\s+\d+ - (\S+) \((.+)\)/gm)].map(([, test, how]) => ({ test, how }));
  return { passed: all - failed, failed, failures };
}

function add(counts, part, { passed, failed, failures }) {
  counts.passed += passed;
  counts.failed += failed;
  counts.failures.push(
    ...failures.map(({ test, how }) => ({ title: `${part}: ${test}`, reason: `  ${how}; what it printed stands where it ran` })),
  );
  return `${passed} passed, ${failed} failed`;
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  try {
    await step("System packages", (say) => installSystem([...NEEDED_TO_BUILD_NATIVE, ...NEEDED_TO_TEST_NATIVE], say));
    const { passed, failed } = await testNative();
    console.log(`\n${passed} passed, ${failed} failed`);
    process.exit(failed > 0 ? 1 : 0);
  } catch (error) {
    console.error(`\n${error.message}`);
    process.exit(1);
  }
}
