/** The call panel may go; its call stays until somebody hangs up. */
import type { Page } from "@playwright/test";
import { callFromEditor } from "../../fixtures/call";
import { documentWithChoice } from "../../fixtures/documents";
import { judgeScreen, SIZES } from "../../fixtures/judge-screen";
import { pressEscape } from "../../fixtures/keyboard";
import { expect, seedPersona, test } from "../../fixtures/test";

const panel = (page: Page) => page.getByRole("complementary", { name: "Test call" }).or(page.getByRole("dialog", { name: "Test call" }));
const pill = (page: Page) => page.getByRole("button", { name: /^In call/ });

test("a call goes on while its panel is folded away, and in a narrower window", async ({ signedIn: page, db, team }) => {
  const { id } = await seedPersona(db, team.team, team.owner, documentWithChoice());
  await page.goto(`/personas/${id}`);
  await callFromEditor(page);
  await panel(page).getByRole("button", { name: "Fold the call panel" }).click();
  await expect(panel(page)).toBeHidden();
  await expect(pill(page)).toBeVisible();
  const state = async () => (await db.call.findFirstOrThrow({ where: { personaId: id } })).state;

  // Escape belongs to the canvas now
  await page.getByRole("group", { name: "Stage: Greet" }).click();
  await pressEscape(page);
  await expect(page.getByRole("alertdialog")).toHaveCount(0);

  // leaving the page would hang up: asked first, by any link
  await page.getByRole("navigation", { name: "Studio" }).getByRole("link", { name: "Voices" }).click();
  const leaving = page.getByRole("alertdialog", { name: "Leave and hang up?" });
  await leaving.getByRole("button", { name: "Stay on the line" }).click();
  await expect(leaving).toHaveCount(0);
  await expect(page.getByRole("group", { name: "Stage: Greet" }), "still on the page").toBeVisible();

  // the inspector, which would be a sheet over everything, is folded away
  await page.setViewportSize(SIZES.phone);
  await expect(page.getByRole("dialog")).toHaveCount(0);
  await pill(page).click();
  await expect(page.getByRole("dialog", { name: "Test call" })).toBeFocused();
  await expect(page.getByText("Live", { exact: true })).toBeVisible();
  const under = page.locator("[inert]").getByRole("button", { name: "More actions" });
  await expect(under, "what lies under a sheet takes no part").toHaveCount(1);
  await panel(page).getByRole("button", { name: "Fold the call panel" }).click();
  await expect(pill(page)).toBeFocused();
  await judgeScreen(page, "call-folded", "phone");

  await page.setViewportSize(SIZES.desktop);
  await page.keyboard.press("Alt+r");
  await expect(page.getByTestId("call-clock")).toHaveText(/0:(0[3-9]|[1-5]\d)/);
  expect(await state()).toBe("live");
  await panel(page).getByRole("button", { name: "Hang up" }).click();
  await expect(panel(page).getByRole("link", { name: "Open the recording" })).toBeVisible();
  await panel(page).getByRole("button", { name: "Close the call panel" }).click();
  await expect(panel(page)).toHaveCount(0);
  await page.getByRole("button", { name: "Call", exact: true }).click();
  await expect(panel(page).getByText("Who answers")).toBeVisible();
  await page.setViewportSize(SIZES.phone);
  await expect(page.getByRole("dialog", { name: "Test call" }), "a panel that is looked at does not go").toBeVisible();
});

test("a call that ends while its panel is folded away says so", async ({ signedIn: page, db, team }) => {
  const { id } = await seedPersona(db, team.team, team.owner, documentWithChoice());
  await page.goto(`/personas/${id}`);
  await callFromEditor(page);
  const choice = panel(page).getByRole("button", { name: "Never mind" });
  await expect(choice).toBeVisible({ timeout: 30_000 });
  await choice.click();
  await page.keyboard.press("Alt+r");
  await expect(pill(page)).toBeVisible();
  await expect(page.getByText("The call has ended")).toBeVisible({ timeout: 30_000 });
  await expect(pill(page)).toHaveCount(0);
  await page.getByRole("button", { name: "Show it" }).click();
  await expect(panel(page).getByText("The persona said goodbye")).toBeVisible();
});
