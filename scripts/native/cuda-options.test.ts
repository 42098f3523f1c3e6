import { describe, expect, it } from "vitest";
import { findCudaOptions } from "./cuda-options.mjs";

const machine =
  (nvcc: string | null, version: number, capabilities: string[] = []) =>
  () => ({ nvcc, version, capabilities });

describe("whether the native library is built with CUDA", () => {
  it("is left out without its compiler, with an old one, and when that is asked for", () => {
    expect(findCudaOptions({}, machine(null, 0))).toMatchObject({ cmake: ["-DDUPLEX_CUDA=OFF"], isOn: false, why: "CPU only: no nvcc" });
    expect(findCudaOptions({}, machine("/cuda/nvcc", 11.8))).toMatchObject({ isOn: false, why: "CPU only: nvcc 11.8 is older than 12.8" });
    expect(findCudaOptions({ DUPLEX_CUDA: "0" }, machine("/cuda/nvcc", 13))).toMatchObject({ isOn: false });
  });

  it("is built for the cards of this machine, else for the one the kernels are tuned for, else for those named", () => {
    expect(findCudaOptions({}, machine("/cuda/nvcc", 13, ["9.0", "9.0", "8.0"]))).toMatchObject({
      cmake: ["-DDUPLEX_CUDA=ON", "-DCMAKE_CUDA_COMPILER=/cuda/nvcc", "-DDUPLEX_CUDA_ARCHITECTURES=90a;80"],
      hasDevice: true,
    });
    expect(findCudaOptions({}, machine("/cuda/nvcc", 13))).toMatchObject({ hasDevice: false, why: "CUDA 13 for sm_90a, no device here" });
    expect(findCudaOptions({ DUPLEX_CUDA_ARCHITECTURES: "80;100" }, machine("/cuda/nvcc", 13)).cmake).toContain(
      "-DDUPLEX_CUDA_ARCHITECTURES=80;100",
    );
  });

  it("is an error where CUDA was insisted on and cannot be had", () => {
    expect(() => findCudaOptions({ DUPLEX_CUDA: "1" }, machine(null, 0))).toThrow(/expected nvcc 12.8 or later .* found none/);
  });
});
