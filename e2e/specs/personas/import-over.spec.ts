/** A file that is imported over a persona, from the list and in the editor, and taken back to the letter. */
import type { Page } from "@playwright/test";
import { documentWithChoice, templateDocument } from "../../fixtures/documents";
import { expect, seedPersona, test } from "../../fixtures/test";

const draft = () => ({ ...documentWithChoice(), "x-mine": { kept: ["to", "the", "letter"] } });
const exported = async (page: Page, id: string) => (await page.request.get(`/api/personas/${id}/export`)).text();

/** Imports the bank template over Ada from the list, which leads to her editor. */
async function importFromList(page: Page, id: string): Promise<void> {
  await page.goto("/personas");
  await page.getByRole("button", { name: "Actions for Ada at reception" }).click();
  await page.getByRole("menuitem", { name: "Import over it" }).click();
  await importBank(page);
  await page.waitForURL(`**/personas/${id}`);
  await expect(page.getByRole("group", { name: "Say: Greeting" })).toBeVisible();
}

test("from the list, the note takes the import back while its editor is open", async ({ signedIn: page, db, team }) => {
  const { id } = await seedPersona(db, team.team, team.owner, draft());
  const before = await exported(page, id);
  await importFromList(page, id);
  expect(await exported(page, id)).not.toBe(before);

  await note(page).getByRole("button", { name: "Undo" }).click();
  await expect(page.getByText("Ada at reception is as it was before the import")).toBeVisible();
  await expect(page.getByRole("group", { name: "Stage: Greet" })).toBeVisible();
  await expect.poll(() => exported(page, id)).toBe(before);
});

test("from the list, it takes the import back after the editor has been left, unless somebody has changed it since", async ({
  signedIn: page,
  db,
  team,
}) => {
  const { id } = await seedPersona(db, team.team, team.owner, draft());
  const before = await exported(page, id);
  for (const isChanged of [false, true]) {
    await importFromList(page, id);
    await page.getByRole("link", { name: "Back to all personas" }).click();
    await expect(page.getByRole("link", { name: "Bank agent" })).toBeVisible();
    if (isChanged) await page.request.patch(`/api/personas/${id}`, { data: { name: "Changed by another" } });
    await note(page).getByRole("button", { name: "Undo" }).click();
    if (isChanged) {
      await expect(page.getByText("The import could not be undone")).toBeVisible();
      await expect(page.getByRole("link", { name: "Changed by another" })).toBeVisible();
    } else {
      await expect(page.getByRole("link", { name: "Ada at reception" })).toBeVisible();
      expect(await exported(page, id)).toBe(before);
    }
  }
});

test("in the editor it is one step: the note, Undo and Redo all know it", async ({ signedIn: page, db, team }) => {
  const { id } = await seedPersona(db, team.team, team.owner, draft());
  const before = await exported(page, id);
  await page.goto(`/personas/${id}`);
  await expect(page.getByRole("group", { name: "Stage: Greet" })).toBeVisible();
  await page.getByRole("button", { name: "More actions" }).click();
  await page.getByRole("menuitem", { name: "Import over this persona" }).click();
  await importBank(page);
  const imported = page.getByRole("group", { name: "Say: Greeting" });
  await expect(imported).toBeVisible();
  await expect.poll(() => exported(page, id)).not.toBe(before);

  await note(page).getByRole("button", { name: "Undo" }).click();
  await expect(page.getByRole("group", { name: "Stage: Greet" })).toBeVisible();
  await expect.poll(() => exported(page, id)).toBe(before);

  await page.getByRole("main").getByRole("button", { name: "Undo", exact: true }).click();
  await expect(imported).toBeVisible();
  await page.getByRole("main").getByRole("button", { name: "Undo", exact: true }).click();
  await expect(imported).toHaveCount(0);
  await expect.poll(() => exported(page, id)).toBe(before);
});

/** The toast that says so and offers to undo it. */
const note = (page: Page) => page.getByRole("listitem").filter({ hasText: "The file was imported over Ada at reception" });

async function importBank(page: Page): Promise<void> {
  const buffer = Buffer.from(JSON.stringify(templateDocument("bank-agent")));
  const dialog = page.getByRole("dialog", { name: "Import over Ada at reception" });
  await dialog.locator("input[type=file]").setInputFiles({ name: "bank.persona.json", mimeType: "application/json", buffer });
  await expect(dialog.getByRole("list", { name: "Changes" })).toBeVisible();
  await dialog.getByRole("button", { name: "Import over it" }).click();
  await expect(dialog).toHaveCount(0);
}
