import { describe, expect, it } from "vitest";
import { showProgress } from "./show-progress.mjs";

function watch(totalBytes: number, isTerminal: boolean) {
  const clock = { nowMs: 0 };
  const said: string[] = [];
  const printed: string[] = [];
  const onProgress = showProgress({
    name: "model.safetensors",
    totalBytes,
    isTerminal,
    say: (text) => said.push(text),
    print: (line) => printed.push(line),
    nowMs: () => clock.nowMs,
  });
  return { clock, said, printed, onProgress };
}

describe("showProgress", () => {
  it("draws a bar with speed and time left on a terminal", () => {
    const { clock, said, printed, onProgress } = watch(16.7e9, true);
    onProgress(0, "fetching");
    clock.nowMs = 10_000;
    onProgress(1e9, "fetching");
    clock.nowMs = 20_000;
    onProgress(8.35e9, "fetching");
    expect(said[0]).toBe("░░░░░░░░░░░░ 0 % of 16.7 GB");
    expect(said[2]).toBe("██████░░░░░░ 50 % of 16.7 GB · 735.0 MB/s · 12 s left");
    expect(printed).toEqual([]);
  });

  it("prints a line every tenth elsewhere, and none for a small file", () => {
    const { said, printed, onProgress } = watch(100e6, false);
    for (let done = 0; done <= 100; done++) onProgress(done * 1e6, "fetching");
    expect(said).toEqual([]);
    expect(printed).toHaveLength(9);
    expect(printed[0]).toBe("  model.safetensors · 10 % of 100.0 MB");

    const small = watch(1e6, false);
    for (let done = 0; done <= 10; done++) small.onProgress(done * 1e5, "fetching");
    expect(small.printed).toEqual([]);
  });

  it("says that it checks what an earlier run left, and goes on counting from there", () => {
    const { printed, onProgress } = watch(100e6, false);
    for (const done of [10, 30, 45]) onProgress(done * 1e6, "checking");
    for (const done of [46, 52, 100]) onProgress(done * 1e6, "fetching");
    expect(printed.map((line) => line.replace("  model.safetensors · ", ""))).toEqual([
      "checked 30 % of 100.0 MB",
      "checked 45 % of 100.0 MB",
      "52 % of 100.0 MB",
    ]);
  });
});
