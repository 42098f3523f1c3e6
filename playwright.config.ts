import { existsSync } from "node:fs";
import path from "node:path";
import { defineConfig } from "@playwright/test";

// The system's browser: Playwright's own would be a download.
const browser = [process.env.CHROMIUM, "/usr/bin/chromium", "/usr/bin/google-chrome-stable", "/usr/bin/google-chrome"].find(
  (file) => file && existsSync(file),
);
/** What the browser's microphone hears: 44.1 kHz stereo, looped. */
const microphone = path.join(import.meta.dirname, "e2e/fixtures/audio/caller.wav");

export default defineConfig({
  testDir: "e2e/specs",
  fullyParallel: false,
  // two browsers that draw without a GPU take two cores from the calls that they hold
  workers: 1,
  forbidOnly: true,
  retries: 0, // but where every test brings its own team, below; `npm test` tries the others in another studio, whose state nobody has used up
  timeout: 120_000,
  expect: { timeout: 15_000 },
  reporter: [["list"], ["json", { outputFile: "test-results/browser.json" }]],
  // `npm test` runs one project after the other; each keeps what it left of its failures.
  projects: [
    // the first visit to an empty studio
    { name: "first-call", testMatch: "first-call/*.spec.ts", outputDir: "test-results/browser/first-call" },
    // kills the engine under everybody's calls
    { name: "engine-lost", testMatch: "engine-lost/*.spec.ts", outputDir: "test-results/browser/engine-lost", retries: 1 },
    // every test brings its own team
    {
      name: "rooms",
      testIgnore: ["first-call/*.spec.ts", "engine-lost/*.spec.ts", "fresh/*.spec.ts", "native/*.spec.ts"],
      outputDir: "test-results/browser/rooms",
      // a call is played in real time, on whatever else the machine does: once more, and `npm test` names the test that needed it
      retries: 1,
    },
    // needs a studio without any team, whose engine answers with the small trained model
    { name: "fresh", testMatch: "fresh/*.spec.ts", outputDir: "test-results/browser/fresh" },
    // needs an engine that runs a checkpoint
    { name: "native", testMatch: "native/*.spec.ts", outputDir: "test-results/browser/native" },
  ],
  use: {
    actionTimeout: 15_000,
    baseURL: process.env.STUDIO_URL ?? "http://localhost:3100",
    viewport: { width: 1440, height: 900 },
    permissions: ["microphone", "clipboard-read", "clipboard-write"],
    // filming every test costs more than drawing it; to see one that fails: npm test -- --only browser -- --trace retain-on-failure NAME
    trace: "off",
    screenshot: "only-on-failure",
    launchOptions: {
      ...(browser ? { executablePath: browser } : {}),
      args: [
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--use-fake-ui-for-media-stream",
        "--use-fake-device-for-media-stream",
        "--autoplay-policy=no-user-gesture-required",
        `--use-file-for-fake-audio-capture=${microphone}`,
      ],
    },
  },
});
