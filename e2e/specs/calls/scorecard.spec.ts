/** A call gets its marks while it goes on, and its scorecard by itself when it has ended. */
import { callFromEditor } from "../../fixtures/call";
import { documentWithChoice } from "../../fixtures/documents";
import { pressEscape } from "../../fixtures/keyboard";
import { expect, seedPersona, test } from "../../fixtures/test";

test("a short call is marked live, measured when it ends, and its marks seek the replay", async ({ signedIn: page, db, team }) => {
  const { id } = await seedPersona(db, team.team, team.owner, documentWithChoice());
  await page.goto(`/personas/${id}`);
  await callFromEditor(page);
  // the looped microphone would cut the persona short
  await page.keyboard.press("m");
  const live = page.getByRole("region", { name: "Marks of the last 30 seconds" });
  // what has been said to its end is drawn at once, a turn when the other side takes over
  await expect(live.locator("[data-mark=utterance][data-lane=agent]").first()).toBeAttached({ timeout: 30_000 });
  await live.getByRole("button", { name: "What the marks mean" }).click();
  await expect(page.getByRole("dialog", { name: "What the marks mean" })).toContainText("Barge-in");
  await pressEscape(page);
  await page.getByRole("button", { name: "Hang up" }).click();
  await page.getByRole("link", { name: "Open the recording" }).click();
  await page.waitForURL(/\/calls\/[a-z0-9]+$/);

  // it comes by itself
  const figure = (name: string) => page.locator("dl > div").filter({ has: page.getByText(name, { exact: true }) });
  await expect(figure("Words per minute")).toHaveText(/[1-9]\d/, { timeout: 30_000 });
  await expect(page.getByText(/^Measured from the recording\. Answered by Rehearsal voice/)).toBeVisible();
  await expect(page.getByText("Marks as measured from the recording, exact to 80 ms")).toBeVisible();

  const lanes = page.getByRole("toolbar", { name: /^Overlap lanes/ });
  await expect(lanes.getByRole("button", { name: /^Persona’s turn, 0:0/ }).first()).toBeVisible();
  await lanes.locator("[tabindex='0']").focus();
  for (const key of ["End", "Home"]) {
    await page.keyboard.press(key);
    await page.keyboard.press("Enter");
    const label = await lanes.locator(":focus").getAttribute("aria-label");
    const [moment = "no moment"] = /\d+:\d\d\.\d\d/.exec(label ?? "") ?? [];
    await expect(page.getByTestId("replay-clock")).toContainText(`${moment} /`);
  }
  await expect(lanes.locator("[tabindex='0']")).toHaveCount(1);

  // frame by frame
  await page.getByRole("slider", { name: "Place in the recording" }).focus();
  for (const [key, moment] of [
    ["Home", "0:00.00"],
    [".", "0:00.08"],
    [".", "0:00.16"],
    [".", "0:00.24"],
    [",", "0:00.16"],
  ] as const) {
    await page.keyboard.press(key);
    await expect(page.getByTestId("replay-clock")).toContainText(`${moment} /`);
  }

  await page.getByRole("button", { name: "Measure again" }).click();
  await expect(page.getByRole("button", { name: "Measure again" })).toBeHidden();
  await expect(page.getByRole("button", { name: "Measure again" })).toBeVisible({ timeout: 30_000 });
  await page.getByRole("link", { name: "How calls are measured" }).click();
  await expect(page.getByRole("heading", { name: "How calls are measured" })).toBeVisible();
});
