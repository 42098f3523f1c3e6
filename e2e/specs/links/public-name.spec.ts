/** A persona without a name for callers is not shared unawares. */
import { sampleDocument } from "@duologue/db/seed";
import { judgeScreen, SIZES } from "../../fixtures/judge-screen";
import { pressEscape } from "../../fixtures/keyboard";
import { expect, seedPersona, test } from "../../fixtures/test";

const nameless = () => sampleDocument({ publicName: "" });

test("the share dialog of the editor says what callers would see, and takes a name", async ({ signedIn: page, db, team }) => {
  const { id } = await seedPersona(db, team.team, team.owner, nameless());
  await page.goto(`/personas/${id}`);
  await page.getByRole("button", { name: "Share" }).click();
  const dialog = page.getByRole("dialog");
  await expect(dialog.getByText("This persona has no name for callers yet.")).toContainText("Voice persona");
  for (const size of ["phone", "desktop"] as const) {
    await page.setViewportSize(SIZES[size]);
    await judgeScreen(page, "dialog-share-nameless", size);
  }
  await dialog.getByLabel("Public name").fill("Nora");
  await dialog.getByRole("button", { name: "Create link" }).click();
  const address = dialog.getByRole("textbox", { name: "Link" });
  await expect(address).toHaveValue(/\/t\//);
  const { pathname } = new URL(await address.inputValue());
  await expect(dialog.getByText("Only the machine that the studio runs on can open it")).toContainText("NEXTAUTH_URL");
  for (const size of ["phone", "desktop"] as const) {
    await page.setViewportSize(SIZES[size]);
    await judgeScreen(page, "dialog-share-made", size, "[role=dialog]");
  }
  await dialog.getByRole("button", { name: "Make another link" }).click();
  await expect(dialog.getByText("Callers see the name Nora.")).toBeVisible();
  await pressEscape(page);
  await expect(page.getByRole("textbox", { name: "Name", exact: true }).first()).toHaveValue("Nora");
  await page.goto(pathname);
  await expect(page.getByRole("heading", { name: "Nora" })).toBeVisible();
});

test("so does the dialog of the links page; without a name the link is made all the same", async ({ signedIn: page, db, team }) => {
  const { id } = await seedPersona(db, team.team, team.owner, nameless());
  await page.goto(`/links?share=${id}`);
  const dialog = page.getByRole("dialog");
  await expect(dialog.getByLabel("Public name")).toBeVisible();
  await dialog.getByRole("button", { name: "Create link" }).click();
  await expect(dialog.getByRole("textbox", { name: "Link" })).toHaveValue(/\/t\//);
  await dialog.getByRole("button", { name: "Make another link" }).click();
  await dialog.getByLabel("Public name").fill("Nora");
  await dialog.getByRole("button", { name: "Create link" }).click();
  await dialog.getByRole("button", { name: "Make another link" }).click();
  await expect(dialog.getByText("Callers see the name Nora.")).toBeVisible();
  expect((await db.persona.findUniqueOrThrow({ where: { id } })).document).toMatchObject({ identity: { name: "Nora" } });
});
