/** Personas of one name can be told apart where a link to one of them is made. */
import { sampleDocument } from "@duologue/db/seed";
import { judgeScreen, SIZES } from "../../fixtures/judge-screen";
import { expect, seedPersona, test } from "../../fixtures/test";

test("the menu of a new link says when each of two personas of one name was changed", async ({ signedIn: page, db, team }) => {
  await seedPersona(db, team.team, team.owner, sampleDocument({ name: "Reception", publicName: "Ada" }));
  const { id } = await seedPersona(db, team.team, team.owner, sampleDocument({ name: "Reception", publicName: "Nora" }));
  await db.persona.update({ where: { id }, data: { updatedAt: new Date("2026-01-05T12:00:00Z") } });
  await seedPersona(db, team.team, team.owner, sampleDocument({ name: "Bank" }));
  await page.goto("/links");
  await page.getByRole("button", { name: "New link" }).click();
  await expect(page.getByRole("menuitem")).toHaveText(["Bank", /^ReceptionAda · changed /, /^ReceptionNora · changed .*Jan/]);
  for (const size of ["phone", "desktop"] as const) {
    await page.setViewportSize(SIZES[size]);
    await judgeScreen(page, "menu-new-link", size, "[role=menu]");
  }
  await page.getByRole("menuitem", { name: /Nora · changed/ }).click();
  await expect(page.getByText("Callers see the name Nora.")).toBeVisible();
});
