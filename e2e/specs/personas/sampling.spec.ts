/** What the editor says of a persona's sampling: the default leaves it to the model, one number of one's own keeps all four. */
import { documentWithChoice } from "../../fixtures/documents";
import { judgeScreen, SIZES } from "../../fixtures/judge-screen";
import { expect, seedPersona, test } from "../../fixtures/test";

const DEFAULT = /^The default, PersonaPlex’s own numbers: a model that recommends others is called with its own/;
const OWN = "Set by you: used as they stand, whichever model answers.";

test("the editor says what the default sampling means, and goes back to it", async ({ signedIn: page, db, team }) => {
  await page.setViewportSize(SIZES.desktop);
  const { id } = await seedPersona(db, team.team, team.owner, documentWithChoice());
  const stored = async () =>
    ((await db.persona.findUniqueOrThrow({ where: { id } })).document as { engine: { sampling: { audioTemperature: number } } }).engine
      .sampling;
  await page.goto(`/personas/${id}`);
  await page.getByText("sampling, seed, token limit").click();
  await expect(page.getByText(DEFAULT)).toBeVisible();
  await expect(page.getByRole("spinbutton", { name: "Audio temperature" })).toHaveAccessibleDescription(/^Higher: /);
  await page.getByRole("spinbutton", { name: "Audio temperature" }).fill("0.6");
  await expect(page.getByText(OWN)).toBeVisible();
  await expect.poll(stored).toMatchObject({ audioTemperature: 0.6 });
  // half a candidate could not be stored, and would hold up every later edit
  await page.getByRole("spinbutton", { name: "Text top-k" }).fill("25.5");
  await expect(page.getByText("Enter a whole number from 1 to 1000.")).toBeVisible();
  await page.getByRole("spinbutton", { name: "Text top-k" }).blur();
  await expect(page.getByRole("spinbutton", { name: "Text top-k" })).toHaveValue("25");
  await page.getByRole("button", { name: "Back to the default" }).scrollIntoViewIfNeeded();
  await judgeScreen(page, "editor-sampling", "desktop", "[data-field='engine.sampling']");
  await page.getByRole("button", { name: "Back to the default" }).click();
  await expect(page.getByText(DEFAULT)).toBeVisible();
  await expect.poll(stored).toMatchObject({ audioTemperature: 0.8 });
});
