// `npm run native:build`: the native library, its tools and the Node addon, in native/build.
import { existsSync } from "node:fs";
import { availableParallelism } from "node:os";
import { pathToFileURL } from "node:url";
import { installSystem } from "../install-system.mjs";
import { runQuietly } from "../run-quietly.mjs";
import { fingerprint, isDone, markDone } from "../stamp.mjs";
import { step } from "../steps.mjs";
import { findCudaOptions } from "./cuda-options.mjs";
import { NEEDED_TO_BUILD_NATIVE } from "./needed.mjs";

const BUILD = "native/build";
const SOURCES = ["CMakeLists.txt", "cmake", "include", "src", "binding", "tools", "test/CMakeLists.txt"].map((place) => `native/${place}`);

/** What a call needs, and what makes a checkpoint to try it with. */
const PRODUCT = ["duplex_node", "duplex-make-checkpoint"];

/** The addon and all tools. Nothing where nothing changed. */
export const buildNative = (say) => build(["duplex_node", "tools"], "native", say);

/** The part of it that `npm run up` needs. */
export const buildNativeProduct = (say) => build(PRODUCT, "native-product", say);

async function build(targets, name, say = () => {}) {
  const cuda = findCudaOptions();
  const print = fingerprint([...SOURCES, "package-lock.json"], cuda.cmake.join(" "));
  if (existsSync(`${BUILD}/duplex.node`) && (isDone("native", print) || isDone(name, print))) return `up to date · ${cuda.why}`;
  await runQuietly("cmake", ["-S", "native", "-B", BUILD, "-G", "Ninja", "-DCMAKE_BUILD_TYPE=Release", ...cuda.cmake], { onLine: say });
  await runQuietly("cmake", ["--build", BUILD, "--target", ...targets, "--parallel", String(availableParallelism())], {
    onLine: say,
  });
  if (!existsSync(`${BUILD}/duplex.node`))
    throw new Error(`Expected ${BUILD}/duplex.node after the build, found none: run \`npm ci\` first.`);
  markDone(name, print);
  return `built · ${cuda.why}`;
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  try {
    await step("System packages", (say) => installSystem(NEEDED_TO_BUILD_NATIVE, say));
    await step("Native engine (a minute the first time, two with CUDA)", buildNative);
  } catch (error) {
    console.error(`\n${error.message}`);
    process.exit(1);
  }
}
