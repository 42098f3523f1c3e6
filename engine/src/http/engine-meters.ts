/** What Prometheus reads at GET /metrics. One registry per engine, so that tests can run several in one process. */
import { monitorEventLoopDelay } from "node:perf_hooks";
import { END_REASONS, type EndReason, type ErrorCode } from "@duologue/protocol";
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from "prom-client";

export interface MeterSources {
  liveCalls: () => number;
  queuedCalls: () => number;
  capacity: () => number;
  sockets: () => number;
}

export function createEngineMeters(sources: MeterSources) {
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry, eventLoopMonitoringPrecision: 20 });
  const gauge = (name: string, help: string, read: () => number) =>
    new Gauge({
      name,
      help,
      registers,
      collect() {
        this.set(read());
      },
    });
  gauge("duologue_calls_live", "Calls that hold a slot now", sources.liveCalls);
  gauge("duologue_calls_queued", "Calls that wait for a slot now", sources.queuedCalls);
  gauge("duologue_calls_capacity", "Calls that can be live at once", sources.capacity);
  gauge("duologue_sockets", "Clients connected now", sources.sockets);
  const lag = monitorEventLoopDelay({ resolution: 10 });
  lag.enable();
  gauge("duologue_event_loop_lag_p99_ms", "99th percentile of the event loop's lag since the last reading", () => {
    const p99Ms = lag.percentile(99) / 1e6;
    lag.reset();
    return Number.isFinite(p99Ms) ? p99Ms : 0;
  });
  const ended = new Counter({ name: "duologue_calls_ended_total", help: "Calls that ended, by reason", labelNames: ["reason"], registers });
  for (const reason of END_REASONS) ended.inc({ reason }, 0);
  const stepSeconds = new Histogram({
    name: "duologue_step_seconds",
    help: "Time of one model step; a step must stay under 0.080",
    buckets: [0.001, 0.0025, 0.005, 0.01, 0.02, 0.03, 0.04, 0.06, 0.08, 0.12, 0.25, 1],
    registers,
  });
  const dropped = new Counter({
    name: "duologue_frames_lost_total",
    help: "Caller frames dropped, late or missing",
    labelNames: ["why"],
    registers,
  });
  const refused = new Counter({
    name: "duologue_messages_refused_total",
    help: "Messages and handshakes refused, by error code",
    labelNames: ["code"],
    registers,
  });
  return {
    step: (stepMs: number) => stepSeconds.observe(stepMs / 1_000),
    dropped: (why: string, frames: number) => dropped.inc({ why }, frames),
    ended: (reason: EndReason) => ended.inc({ reason }),
    refused: (code: ErrorCode) => refused.inc({ code }),
    text: () => registry.metrics(),
    contentType: registry.contentType,
    close: () => lag.disable(),
  };
}
export type EngineMeters = ReturnType<typeof createEngineMeters>;
