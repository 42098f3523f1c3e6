// Debian packages that npm cannot bring: installed where this process may, otherwise named in one line.
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { runQuietly } from "./run-quietly.mjs";

/** The program, file or C++ header that proves the package, and the package. */
export const NEEDED_TO_RUN = [{ program: "ffmpeg", debianPackage: "ffmpeg", why: "decodes uploaded voice samples" }];
export const NEEDED_TO_TEST = [
  { program: "chromium", debianPackage: "chromium", why: "the browser of the browser tests" },
  { program: "pocketsphinx_batch", debianPackage: "pocketsphinx", why: "hears whether the model's speech can be understood" },
  { file: "/usr/share/pocketsphinx/model/en-us/en-us.lm.bin", debianPackage: "pocketsphinx-en-us", why: "its English" },
  {
    file: "/usr/lib/python3/dist-packages/scipy/__init__.py",
    debianPackage: "python3-scipy",
    why: "the measurements of training are computed with it",
  },
  { program: "flite", debianPackage: "flite", why: "speaks for the callers that these measurements are tested with" },
];

const has = (program) => spawnSync("sh", ["-c", `command -v ${program}`], { stdio: "ignore" }).status === 0;
const hasHeader = (header) => spawnSync("g++", ["-E", "-x", "c++", "-include", header, "/dev/null"], { stdio: "ignore" }).status === 0;

/** Throws, naming the apt line, where packages are missing and this process may not install them. */
export async function installSystem(needed, say) {
  const missing = needed.filter(({ program, file, header }) => !(program ? has(program) : file ? existsSync(file) : hasHeader(header)));
  if (missing.length === 0) return "present";
  const names = missing.map(({ debianPackage }) => debianPackage);
  const line = `sudo apt-get install -y --no-install-recommends ${names.join(" ")}`;
  const prefix = process.getuid?.() === 0 ? [] : has("sudo") && spawnSync("sudo", ["-n", "true"]).status === 0 ? ["sudo", "-n"] : null;
  if (!prefix || !has("apt-get")) {
    const reasons = missing.map(({ program, file, header, why }) => `  ${program ?? file ?? header}: ${why}`).join("\n");
    throw new Error(`These programs are missing and I may not install them:\n${reasons}\nRun this line, then start again:\n  ${line}`);
  }
  const apt = (...args) => {
    const [program, ...rest] = [...prefix, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-qy", ...args];
    return runQuietly(program, rest, { onLine: say });
  };
  await apt("update");
  await apt("install", "--no-install-recommends", ...names);
  return `installed ${names.join(", ")}`;
}
