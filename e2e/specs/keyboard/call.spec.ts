/** A test call without a mouse: devices, mute, push-to-talk, a choice by its number, hanging up. */
import type { Page } from "@playwright/test";
import { documentWithChoice } from "../../fixtures/documents";
import { chooseByKeys, expectGoodStop, pressEscape, tabTo } from "../../fixtures/keyboard";
import { expectMeterMoves } from "../../fixtures/level-meter";
import { expect, seedPersona, test } from "../../fixtures/test";

test("the call panel needs no mouse", async ({ signedIn: page, db, team }) => {
  const { id } = await seedPersona(db, team.team, team.owner, documentWithChoice());
  const press = (key: string) => page.keyboard.press(key);
  const rail = page.getByRole("complementary", { name: "Test call" });
  const callButton = page.getByRole("main").getByRole("button", { name: "Call", exact: true }).first();

  await test.step("the panel opens by its shortcut and closes again, and the focus goes with it", async () => {
    await page.goto(`/personas/${id}`);
    await expect(page.getByRole("group", { name: "Stage: Greet" })).toBeVisible();
    await tabTo(page, callButton);
    await press("Alt+r");
    await expect(rail).toBeFocused();
    await expectGoodStop(page);
    await press("Alt+r");
    await expect(rail).toHaveCount(0);
    await expect(callButton).toBeFocused();
    await press("Enter");
    await expect(rail).toBeFocused();
  });

  await test.step("devices are chosen", async () => {
    const check = rail.getByRole("button", { name: "Check the microphone" });
    await tabTo(page, check);
    await press("Enter");
    await expect(rail.getByRole("button", { name: "Stop" })).toBeVisible();
    await expectMeterMoves(page);
    await expectGoodStop(page);
    await tabTo(page, rail.getByRole("combobox", { name: "Microphone" }));
    await chooseByKeys(page, "Fake Audio Input 2");
    await expect(rail.getByRole("combobox", { name: "Microphone" })).toBeFocused();
    await expect(rail.getByRole("combobox", { name: "Microphone" })).toHaveText("Fake Audio Input 2");
    await tabTo(page, rail.getByRole("combobox", { name: "Speaker" }));
    await chooseByKeys(page, "Fake Audio Output 1");
    await expect(rail.getByRole("combobox", { name: "Speaker" })).toHaveText("Fake Audio Output 1");
  });

  await test.step("calling", async () => {
    await tabTo(page, rail.getByRole("button", { name: "Call", exact: true }));
    await press("Enter");
    await expect(page.getByText("Live", { exact: true })).toBeVisible({ timeout: 30_000 });
    await expectGoodStop(page);
  });

  await test.step("M mutes and unmutes", async () => {
    await press("m");
    await expect(rail.getByRole("button", { name: "Muted" })).toBeVisible();
    await press("m");
    await expect(rail.getByRole("button", { name: "Mute", exact: true })).toBeVisible();
    await press("m");
    await expect(rail.getByRole("button", { name: "Muted" })).toBeVisible();
  });

  await test.step("Space talks, once push-to-talk is on", async () => {
    const settings = rail.getByRole("button", { name: "Sound settings" });
    await tabTo(page, settings);
    await press("Enter");
    const mode = page.getByRole("switch", { name: "Push to talk" });
    await expect(mode).toBeFocused();
    await press(" ");
    await expect(mode).toBeChecked();
    await pressEscape(page);
    await expect(settings).toBeFocused();
    await expect(page.getByRole("alertdialog")).toHaveCount(0);
    await expect(rail.getByText("You (microphone closed)")).toBeVisible();
    await page.keyboard.down(" ");
    await expect(rail.getByRole("button", { name: "Talking" })).toBeVisible();
    await expect(rail.getByRole("button", { name: "Talking" })).toHaveAttribute("aria-pressed", "true");
    await expect(rail.getByText("You", { exact: true }), "the microphone is open, though it was muted before").toBeVisible();
    await expect(rail.getByTestId("floor-state"), "and the caller is heard").toHaveText(/^(Listening|Both talking)$/);
    await page.keyboard.up(" ");
    await expect(rail.getByText("You (microphone closed)")).toBeVisible();
    await expect(rail.getByRole("button", { name: "Hold to talk" })).toBeVisible();
    await expect(settings).toBeFocused();
  });

  await test.step("a number key takes a choice, and the call moves along its edge", async () => {
    const choice = rail.getByRole("button", { name: "I want to book" });
    await expect(choice).toBeVisible({ timeout: 30_000 });
    await expect(litNode(page)).toHaveAttribute("data-id", "greet");
    await press("1");
    await expect(litNode(page)).toHaveAttribute("data-id", "book", { timeout: 30_000 });
    await expectGoodStop(page);
  });

  await test.step("every control of the live call is reached, named and shown", async () => {
    await tabTo(page, rail.getByRole("button", { name: "Hang up" }));
    await tabTo(page, rail.getByRole("button", { name: "Fold the call panel" }));
  });

  await test.step("Escape asks, and hangs up", async () => {
    await pressEscape(page);
    const asked = page.getByRole("alertdialog", { name: "Hang up?" });
    await expect(asked.getByRole("button", { name: "Stay on the line" })).toBeFocused();
    await pressEscape(page);
    await expect(asked).toHaveCount(0);
    await expect(rail.getByRole("button", { name: "Fold the call panel" })).toBeFocused();
    await tabTo(page, rail.getByRole("button", { name: "Hang up" }));
    await pressEscape(page);
    await expect(asked).toBeVisible();
    await tabTo(page, asked.getByRole("button", { name: "Hang up" }));
    await press("Enter");
    await expect(rail.getByRole("link", { name: "Open the recording" })).toBeVisible();
    await expect(litNode(page)).toHaveCount(0);
    await expectGoodStop(page);
    await tabTo(page, rail.getByRole("link", { name: "Open the recording" }));
    await press("Enter");
    await page.waitForURL(/\/calls\/[a-z0-9]+$/);
  });
});

/** The card of the node that the call is at. */
const litNode = (page: Page) => page.locator(".react-flow__node:has([data-active=true])");
