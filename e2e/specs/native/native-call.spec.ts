/**
 * A call through the native engine on a small checkpoint of random weights: the real addon, the real page. Such weights make
 * noise; what is looked at is that the page says so, that every frame is answered, and that the session is free afterwards.
 */
import { callMetrics, FRAME_SAMPLES } from "@duologue/protocol";
import { documentWithChoice } from "../../fixtures/documents";
import { expect, seedPersona, test } from "../../fixtures/test";
import { laneEnergy, readStereoWav } from "../../fixtures/wav";

const ENGINE = `http://localhost:${process.env.ENGINE_PORT}`;

test("a checkpoint of random weights answers a call frame by frame and says that it is noise", async ({ signedIn: page, db, team }) => {
  // A short one: the small checkpoint's tokenizer needs many tokens for few words.
  const { id } = await seedPersona(db, team.team, team.owner, documentWithChoice());
  await page.goto(`/personas/${id}`);
  await page.getByRole("button", { name: "Call", exact: true }).first().click();
  await expect(page.getByText(/^Random weights \(.* parameters\): noise, not speech$/).first()).toBeVisible();
  await page.getByRole("button", { name: "Call", exact: true }).last().click();
  await expect(page.getByText("Live", { exact: true })).toBeVisible({ timeout: 30_000 });
  await expect.poll(liveCalls).toBe(1);
  await expect(page.getByTestId("call-clock")).toHaveText(/0:(1\d|[2-5]\d)/, { timeout: 30_000 });
  await expect(page.getByTestId("call-numbers")).toContainText(/Step\d/);
  await page.getByRole("button", { name: "Hang up" }).click();
  await expect.poll(liveCalls).toBe(0);

  const call = await db.call.findFirstOrThrow({ where: { teamId: team.team.id } });
  await expect.poll(async () => (await page.request.get(`/api/calls/${call.id}/recording`)).status(), { timeout: 30_000 }).toBe(200);
  const recording = readStereoWav(await (await page.request.get(`/api/calls/${call.id}/recording`)).body());
  expect(recording.durationMs).toBeGreaterThan(5_000);
  expect(recording.left.length % FRAME_SAMPLES).toBe(0);
  expect(laneEnergy(recording.right)).toBeGreaterThan(0);
  // one answer for each frame of the call
  const ended = async () => (await db.call.findUniqueOrThrow({ where: { id: call.id } })).metrics;
  await expect.poll(ended).not.toBeNull();
  expect(callMetrics.parse(await ended()).frames).toBe(recording.left.length / FRAME_SAMPLES);
});

async function liveCalls(): Promise<number> {
  const health = (await (await fetch(`${ENGINE}/health`)).json()) as { liveCalls: number };
  return health.liveCalls;
}
