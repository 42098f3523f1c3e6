/** What one process of the bench cost during the measured time. */
import { monitorEventLoopDelay } from "node:perf_hooks";

const RESOLUTION_MS = 10;

export interface ProcessCost {
  /** 1 is one core, all of the time */
  cpuCores: number;
  memoryBytes: number;
  /** how late a timer was beyond its 10 ms */
  eventLoopDelayMsP99: number;
  eventLoopDelayMsWorst: number;
}

export function createProcessMeter() {
  const lag = monitorEventLoopDelay({ resolution: RESOLUTION_MS });
  lag.enable();
  let cpu = process.cpuUsage();
  let atMs = performance.now();
  const beyondMs = (nanoseconds: number) => Math.max(0, nanoseconds / 1e6 - RESOLUTION_MS);
  return {
    begin(): void {
      lag.reset();
      cpu = process.cpuUsage();
      atMs = performance.now();
    },
    end(): ProcessCost {
      const { user, system } = process.cpuUsage(cpu);
      return {
        cpuCores: (user + system) / 1_000 / (performance.now() - atMs),
        memoryBytes: process.memoryUsage.rss(),
        eventLoopDelayMsP99: beyondMs(lag.percentile(99)),
        eventLoopDelayMsWorst: beyondMs(lag.max),
      };
    },
  };
}
