// Whether the native library is built with CUDA, and for which cards. DUPLEX_CUDA=0 leaves it out, DUPLEX_CUDA=1 insists;
// DUPLEX_CUDA_ARCHITECTURES="80;90a" names the cards in place of what is found here.
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";

const USUAL_PLACE = "/usr/local/cuda/bin/nvcc";
const OLDEST_VERSION = 12.8;
/** Where no card is here to ask, the kernels are compiled for the one they are tuned for. */
const DEFAULT_ARCHITECTURES = "90a";

/**
 * Returns {cmake: options for CMake, isOn, hasDevice, why: what came of it, in words}. Throws where CUDA was insisted on and its compiler is not there or too old.
 * @param {Record<string, string | undefined>} env
 */
export function findCudaOptions(env = process.env, probe = probeMachine) {
  if (env.DUPLEX_CUDA === "0") return off("left out: DUPLEX_CUDA=0");
  const { nvcc, version, capabilities } = probe();
  if (nvcc === null || version < OLDEST_VERSION) {
    const found = nvcc === null ? "none" : `version ${version}`;
    if (env.DUPLEX_CUDA === "1") {
      throw new Error(
        `DUPLEX_CUDA=1: expected nvcc ${OLDEST_VERSION} or later on the PATH or at ${USUAL_PLACE}, found ${found}. Install the CUDA toolkit, or leave DUPLEX_CUDA unset.`,
      );
    }
    return off(nvcc === null ? "no nvcc" : `nvcc ${version} is older than ${OLDEST_VERSION}`);
  }
  const own = [...new Set(capabilities.map((capability) => (capability === "9.0" ? "90a" : capability.replace(".", ""))))].join(";");
  const architectures = env.DUPLEX_CUDA_ARCHITECTURES || own || DEFAULT_ARCHITECTURES;
  return {
    cmake: ["-DDUPLEX_CUDA=ON", `-DCMAKE_CUDA_COMPILER=${nvcc}`, `-DDUPLEX_CUDA_ARCHITECTURES=${architectures}`],
    isOn: true,
    hasDevice: capabilities.length > 0,
    why: `CUDA ${version} for sm_${architectures.replaceAll(";", ", sm_")}${own ? "" : ", no device here"}`,
  };
}

const off = (why) => ({ cmake: ["-DDUPLEX_CUDA=OFF"], isOn: false, hasDevice: false, why: `CPU only: ${why}` });

function probeMachine() {
  const nvcc = first("sh", ["-c", "command -v nvcc"]) ?? (existsSync(USUAL_PLACE) ? USUAL_PLACE : null);
  const version = nvcc === null ? 0 : Number(/release (\d+\.\d+)/.exec(output(nvcc, ["--version"]))?.[1] ?? 0);
  const capabilities = output("nvidia-smi", ["--query-gpu=compute_cap", "--format=csv,noheader"]).split("\n");
  return { nvcc, version, capabilities: capabilities.map((line) => line.trim()).filter((line) => /^\d+\.\d+$/.test(line)) };
}

function output(program, args) {
  const { status, stdout } = spawnSync(program, args, { encoding: "utf8" });
  return status === 0 ? stdout : "";
}

const first = (program, args) => output(program, args).trim().split("\n")[0] || null;
