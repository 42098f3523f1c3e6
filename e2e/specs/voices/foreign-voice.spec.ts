/** A persona from another studio, whose voice this team does not have: said where it is edited and where it is shared. */
import { sampleDocument } from "@duologue/db/seed";
import { expect, seedPersona, test } from "../../fixtures/test";

const consent = { status: "granted", recordId: "c1", basis: "own-voice", grantedAt: "2026-01-05T10:00:00.000Z" };
const voice = { kind: "sample", ref: "of-another-studio", name: "Grace", sha256: null, seconds: 8, consent };

test("a voice from elsewhere is a problem until another one is chosen; a link can be made all the same", async ({
  signedIn: page,
  db,
  team,
}) => {
  const { id } = await seedPersona(db, team.team, team.owner, { ...sampleDocument(), voice });
  await page.goto(`/links?share=${id}`);
  const notice = page.getByRole("dialog").getByText("callers of a link made now cannot be answered");
  await expect(notice).toBeVisible();
  await page.getByRole("button", { name: "Create link" }).click();
  await expect(page.getByRole("textbox", { name: "Link" })).toHaveValue(/\/t\//);
  await expect(notice).toBeVisible();

  await page.goto(`/personas/${id}`);
  await page.getByRole("button", { name: "1 error. Show the list" }).click();
  await page.getByRole("button", { name: "This voice is not in your library" }).click();
  await expect(page.getByRole("combobox", { name: "Voice" })).toBeFocused();
  await page.keyboard.press("Enter");
  await page.getByRole("option", { name: "The speaker's own voice" }).click();
  await expect(page.getByRole("button", { name: "No problems. Show the list" })).toBeVisible();
  await page.getByRole("button", { name: "Share" }).click();
  await expect(page.getByRole("dialog").getByText("Callers see the name Ada.")).toBeVisible();
  await expect(page.getByRole("heading", { name: "Links of this persona" })).toBeVisible();
  await expect(notice).toHaveCount(0);
});
