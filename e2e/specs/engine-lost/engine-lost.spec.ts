/** Needs Linux: finds the engine of this test run under /proc and kills it outright in the middle of a call. */
import { readdirSync, readFileSync } from "node:fs";
import { callFromEditor } from "../../fixtures/call";
import { expect, test } from "../../fixtures/test";
import { laneEnergy, readStereoWav } from "../../fixtures/wav";

test("an engine that is killed in mid-call leaves the call marked, with everything up to the last second", async ({
  signedIn: page,
  db,
  team,
  baseURL,
}) => {
  // A persona that has enough to say: a template.
  const made = await page.request.post("/api/personas", { data: { templateId: "wise-teacher" }, headers: { origin: baseURL ?? "" } });
  const { id } = (await made.json()) as { id: string };
  await page.goto(`/personas/${id}`);
  await callFromEditor(page);
  // Muted, so that the looped microphone does not talk over it, wherever in the loop the call began: one whole line is said.
  await page.keyboard.press("m");
  await expect(page.getByRole("button", { name: "Muted" })).toBeVisible();
  const floor = page.getByTestId("floor-state");
  await expect(floor).toHaveText("Speaking", { timeout: 30_000 });
  await expect(floor).toHaveText("Quiet");
  await expect(page.getByTestId("call-clock")).toHaveText(/0:(0[6-9]|[1-5]\d)/);
  process.kill(enginePid(), "SIGKILL");

  await page.goto("/calls");
  await expect(page.getByText("Engine lost").filter({ visible: true }).first()).toBeVisible({ timeout: 45_000 });
  const call = await db.call.findFirstOrThrow({ where: { teamId: team.team.id } });
  await expect.poll(async () => (await page.request.get(`/api/calls/${call.id}/recording`)).status(), { timeout: 30_000 }).toBe(200);
  const recording = readStereoWav(await (await page.request.get(`/api/calls/${call.id}/recording`)).body());
  expect(recording.durationMs).toBeGreaterThan(5_000);
  expect(laneEnergy(recording.right)).toBeGreaterThan(0.005);
  await page.goto(`/calls/${call.id}`);
  await expect(page.getByRole("button", { name: "Play", exact: true })).toBeVisible();
});

/** The engine that this run's `npm run up` started. */
function enginePid(): number {
  const port = `ENGINE_PORT=${process.env.ENGINE_PORT}`;
  for (const entry of readdirSync("/proc")) {
    if (!/^\d+$/.test(entry)) continue;
    try {
      const command = readFileSync(`/proc/${entry}/cmdline`, "utf8");
      const environment = readFileSync(`/proc/${entry}/environ`, "utf8").split("\0");
      if (command.includes("dist/engine/main.mjs") && environment.includes(port)) return Number(entry);
    } catch {
      // gone in the meantime, or another user's
    }
  }
  throw new Error(`No engine with ${port} runs.`);
}
