import { spawn } from "node:child_process";
import path from "node:path";
import { expect, it } from "vitest";

const SUPERVISE = path.join(import.meta.dirname, "supervise.mjs");

/** Says what reaches it, and lives until it is asked to go. */
const CHILD = `
  process.on("SIGINT", () => { console.log("child: interrupted"); process.exit(130); });
  process.on("SIGTERM", () => { console.log("child: asked to go"); process.exit(0); });
  setInterval(() => {}, 1_000);
  console.log("child: ready");
`;
const LAUNCHER = `
  const { supervise } = await import(${JSON.stringify(SUPERVISE)});
  const child = supervise("Child", ["-e", ${JSON.stringify(CHILD)}], process.env, console.log);
  process.on("SIGINT", async () => { await child.stop(); process.exit(0); });
`;

it("a Ctrl-C, which goes to everybody in the terminal's group, reaches the launcher alone; that asks its children to go", async () => {
  const launcher = spawn(process.execPath, ["--input-type=module", "-e", LAUNCHER], {
    detached: true,
    stdio: ["ignore", "pipe", "inherit"],
  });
  let said = "";
  const exitCode = new Promise((resolve) => launcher.once("exit", resolve));
  launcher.stdout.on("data", (data) => {
    said += data;
    if (String(data).includes("child: ready")) process.kill(-(launcher.pid as number), "SIGINT");
  });
  expect(await exitCode).toBe(0);
  expect(said).toBe("child: ready\nchild: asked to go\n");
});
