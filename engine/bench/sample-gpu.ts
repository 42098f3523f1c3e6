/** What nvidia-smi says of one card, once a second. Nothing where there is none. */
import { spawn } from "node:child_process";
import { wallMs } from "./wall-ms";

const BYTES_PER_MIB = 1_048_576;

interface Sample {
  atMs: number;
  utilizationPercent: number;
  memoryUsedBytes: number;
}

export interface GpuUse {
  name: string;
  samples: number;
  utilizationPercentMean: number;
  memoryUsedBytesMax: number;
}

export function startGpuSampler(index = 0) {
  const samples: Sample[] = [];
  let name = "";
  let rest = "";
  const child = spawn(
    "nvidia-smi",
    ["-i", String(index), "--query-gpu=name,utilization.gpu,memory.used", "--format=csv,noheader,nounits", "-l", "1"],
    { stdio: ["ignore", "pipe", "ignore"] },
  );
  // no nvidia-smi: no card to look at
  child.on("error", () => {});
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    const lines = (rest + text).split("\n");
    rest = lines.pop() ?? "";
    for (const line of lines) {
      const fields = line.split(",").map((field) => field.trim());
      const [percent, memory] = [Number(fields[1]), Number(fields[2])];
      if (fields.length !== 3 || Number.isNaN(percent) || Number.isNaN(memory)) continue;
      name = fields[0] as string;
      samples.push({ atMs: wallMs(), utilizationPercent: percent, memoryUsedBytes: memory * BYTES_PER_MIB });
    }
  });
  return {
    stop: () => child.kill(),
    between(fromMs: number, toMs: number): GpuUse | null {
      const inside = samples.filter(({ atMs }) => atMs >= fromMs && atMs < toMs);
      if (inside.length === 0) return null;
      return {
        name,
        samples: inside.length,
        utilizationPercentMean: inside.reduce((sum, { utilizationPercent }) => sum + utilizationPercent, 0) / inside.length,
        memoryUsedBytesMax: Math.max(...inside.map(({ memoryUsedBytes }) => memoryUsedBytes)),
      };
    },
  };
}
