/** What a form says of a field goes as soon as the field is changed; the others keep their words. */
import { expect, seedPersona, test } from "../../fixtures/test";

test("a corrected field of the share dialog loses its words, the other keeps them until it is corrected too", async ({
  signedIn: page,
  db,
  team,
}) => {
  const { id } = await seedPersona(db, team.team, team.owner);
  await page.goto(`/links?share=${id}`);
  const dialog = page.getByRole("dialog");
  const calls = dialog.getByLabel("Number of calls");
  const password = dialog.getByLabel("Password");
  await calls.fill("many");
  await password.fill("abc");
  await dialog.getByRole("button", { name: "Create link" }).click();
  for (const field of [calls, password]) await expect(field).toHaveAttribute("aria-invalid", "true");
  await calls.fill("3");
  await expect(calls).not.toHaveAttribute("aria-invalid");
  await expect(dialog.getByText(/^Enter a whole number/)).toHaveCount(0);
  await expect(password).toHaveAttribute("aria-invalid", "true");
  await expect(calls, "a correction does not lead to the next mistake").toBeFocused();
  await password.fill("abcd");
  await expect(password).not.toHaveAttribute("aria-invalid");
  await dialog.getByRole("button", { name: "Create link" }).click();
  await expect(dialog.getByRole("textbox", { name: "Link" })).toHaveValue(/\/t\//);
});
