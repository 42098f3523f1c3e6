import { describe, expect, it } from "vitest";
import { judgeImport } from "./judge-import.mjs";

const ours = (target: string) => ({ kind: "ours", target, specifier: target });
const npm = (target: string) => ({ kind: "package", target, specifier: target });

describe("judgeImport", () => {
  it.each([
    ["app/(studio)/calls/page.tsx", ours("lib/server/calls/list-calls.ts")],
    ["components/editor/frame/call-rail.tsx", ours("components/call/call-panel.tsx")],
    ["components/voices/voice-list.tsx", ours("components/ui/button.tsx")],
    ["engine/src/director/create-director.ts", ours("engine/src/call/ports.ts")],
    ["lib/server/calls/create-call.test.ts", ours("scripts/database/migrate.mjs")],
    ["persona/src/schema.ts", npm("zod")],
    ["metrics/src/lane/read-timeline.ts", ours("protocol/src/index.ts")],
    ["engine/src/turns/compute-call-metrics.ts", ours("metrics/src/index.ts")],
    ["components/replay/figures.tsx", ours("metrics/src/index.ts")],
  ])("lets %s reach its neighbour", (file, found) => {
    expect(judgeImport(file, found)).toBeNull();
  });

  it.each([
    ["app/page.tsx", ours("engine/src/create-engine.ts")],
    ["app/page.tsx", ours("prisma/client.ts")],
    ["components/ui/button.tsx", ours("components/call/call-panel.tsx")],
    ["components/ui/button.tsx", ours("persona/src/index.ts")],
    ["components/voices/voice-list.tsx", ours("components/links/link-row.tsx")],
    ["components/voices/voice-list.tsx", ours("lib/server/voices/list-voices.ts")],
    ["components/canvas/core/history.ts", npm("react")],
    ["engine/src/call/live-call.ts", npm("socket.io")],
    ["engine/src/turns/observe-turns.ts", ours("engine/src/audio/meters.ts")],
    ["engine/src/director/create-director.ts", ours("engine/src/call/live-call.ts")],
    ["lib/client/api.ts", ours("lib/server/env.ts")],
    ["metrics/src/lane/lane.ts", npm("zod")],
    ["metrics/src/lane/lane.ts", ours("engine/src/turns/turn-observer.ts")],
    ["metrics/src/lane/lane.ts", { kind: "node", target: "node:fs", specifier: "node:fs" }],
    ["protocol/src/metrics.ts", ours("metrics/src/index.ts")],
    ["persona/src/schema.ts", { kind: "node", target: "node:fs", specifier: "node:fs" }],
    ["persona/src/schema.ts", { kind: "missing", target: "persona/src/gone", specifier: "./gone" }],
  ])("stops %s from importing against the arrows", (file, found) => {
    expect(judgeImport(file, found)).toBeTypeOf("string");
  });
});
