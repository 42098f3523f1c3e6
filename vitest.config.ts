import path from "node:path";
import { defineConfig } from "vitest/config";

const root = import.meta.dirname;

export default defineConfig({
  resolve: {
    alias: {
      "@/app": path.join(root, "app"),
      "@/components": path.join(root, "components"),
      "@/lib": path.join(root, "lib"),
      // Next's marker for server-only modules has no meaning under test.
      "server-only": path.join(root, "node_modules/server-only/empty.js"),
    },
  },
  test: {
    include: ["{app,components,lib,persona,metrics,protocol,prisma,engine,evaluation,training,scripts}/**/*.test.{ts,tsx}"],
    exclude: ["**/node_modules/**"],
    testTimeout: 60_000,
    hookTimeout: 120_000,
    // a busy machine may take longer than the usual second to deliver a call
    expect: { poll: { timeout: 20_000 } },
    maxWorkers: 2,
    // servers, processes and calls in real time, on whatever else the machine does: once more, and `npm test` names the test that needed it
    retry: 1,
    reporters: ["default", [path.join(root, "scripts/test-report/unit-reporter.mjs"), { outputFile: "test-results/unit.json" }]],
  },
});
