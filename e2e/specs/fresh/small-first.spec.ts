/**
 * A fresh studio as it comes, with no ENGINE_FIRST set: the small trained model answers where nobody chooses, and the rehearsal speaker is on offer. Its weights were read
 * before the engine said that it listens, and a frame takes it some 5 ms of its 80: two cores that also draw the page have enough left. What it finds
 * to say by itself is its own business; the flow's first line is said word for word.
 */
import { judgeScreen, SIZES } from "../../fixtures/judge-screen";
import { expect, PASSWORD, test, watchMistakes } from "../../fixtures/test";
import { laneEnergy, readStereoWav } from "../../fixtures/wav";

const TITLE = /^Small trained model: knows its prompt, mishears people/;

test("the first call of a new studio is answered by the small trained model, which says what it is", async ({ page, db }) => {
  const mistakes = watchMistakes(page);
  await page.goto("/");
  await page.waitForURL("**/sign-up");
  await page.getByLabel("Team name").fill("Fresh Team");
  await page.getByLabel("Your name").fill("Frank Fresh");
  await page.getByLabel("E-mail").fill("frank@example.org");
  await page.getByLabel("Password").fill(PASSWORD);
  await page.getByRole("button", { name: "Create account" }).click();
  await page.waitForURL("**/personas");
  await page.getByRole("button", { name: /medical receptionist/i }).click();
  await page.waitForURL(/\/personas\/[a-z0-9]+$/);

  await page.getByRole("button", { name: "Call", exact: true }).first().click();
  const choices = page.getByRole("radiogroup", { name: "Who answers" });
  await expect(choices.getByRole("radio", { name: TITLE })).toBeChecked();
  await expect(choices.getByText(/it mishears people/)).toBeVisible();
  await expect(
    choices.getByRole("radio", { name: "Rehearsal voice: scripted, walks the flow as written, does not understand" }),
  ).not.toBeChecked();
  await page.setViewportSize(SIZES.phone);
  await judgeScreen(page, "call-before-fresh", "phone", "[aria-label='Test call']");
  await page.setViewportSize(SIZES.desktop);
  await page.getByRole("button", { name: "Call", exact: true }).last().click();
  await expect(page.getByText("Live", { exact: true })).toBeVisible({ timeout: 30_000 });
  // the looped microphone would talk over the greeting
  await page.keyboard.press("m");
  await expect(page.getByText(TITLE)).toBeVisible();
  await expect(page.getByRole("log")).toContainText("Good morning", { timeout: 30_000 });
  await expect(page.getByRole("log")).toContainText("as a new patient", { timeout: 30_000 });
  await page.getByRole("button", { name: "Hang up" }).click();

  await page.getByRole("link", { name: "Open the recording" }).click();
  await page.waitForURL(/\/calls\/[a-z0-9]+$/);
  await expect(page.getByRole("button", { name: "Play", exact: true })).toBeVisible({ timeout: 30_000 });
  await expect(page.locator("#main").getByText("Small trained model", { exact: true })).toBeVisible();
  await expect(page.getByText(TITLE)).toBeVisible();
  const call = await db.call.findFirstOrThrow();
  expect(call).toMatchObject({ offer: null, speaker: { kind: "native", model: "duo-small" } });
  const recording = readStereoWav(await (await page.request.get(`/api/calls/${call.id}/recording`)).body());
  expect(laneEnergy(recording.right)).toBeGreaterThan(0.005);
  expect(mistakes, "errors in the browser's console").toEqual([]);
});
