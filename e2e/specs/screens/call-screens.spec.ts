/** The editor with each of its panels, a test call before, during and after, its page, and a call through a link. */
import { documentWithChoice, templateDocument } from "../../fixtures/documents";
import { judgeScreen, SIZES, type SizeName } from "../../fixtures/judge-screen";
import { pressEscape } from "../../fixtures/keyboard";
import { expect, seedPersona, test } from "../../fixtures/test";

/** the inspector, with its tabs */
const PANEL = "[role=tablist], [role=tabpanel]";

for (const size of Object.keys(SIZES) as SizeName[]) {
  test(`the editor's panels on a ${size}`, async ({ signedIn: page, db, team }) => {
    test.slow();
    const { id } = await seedPersona(db, team.team, team.owner, templateDocument("bank-agent"));
    await page.setViewportSize(SIZES[size]);
    await page.goto(`/personas/${id}`);
    const card = page.getByRole("group", { name: "Say: Greeting" });
    await expect(card).toBeVisible();
    await judgeScreen(page, "editor", size);
    await card.click();
    if (size === "phone") {
      await judgeScreen(page, "editor-selected", size);
      await page.getByRole("button", { name: "Greeting Edit" }).click();
    }
    await expect(page.getByRole("textbox", { name: "Words" })).toBeVisible();
    await judgeScreen(page, "editor-node", size, PANEL);
    await page
      .getByRole("button", { name: /leads to/ })
      .first()
      .click();
    await expect(page.getByRole("combobox", { name: "When" })).toBeVisible();
    await judgeScreen(page, "editor-edge", size, PANEL);
    for (const tab of ["Persona", "Prompt", "Problems"]) {
      await page.getByRole("tab", { name: tab }).click();
      await expect(page.getByRole("tabpanel", { name: tab })).toBeVisible();
      await judgeScreen(page, `editor-${tab.toLowerCase()}`, size, PANEL);
    }
  });

  test(`a test call and its page on a ${size}`, async ({ signedIn: page, db, team }) => {
    test.slow();
    const { id } = await seedPersona(db, team.team, team.owner, documentWithChoice());
    await page.setViewportSize(SIZES[size]);
    await page.goto(`/personas/${id}`);
    await page.getByRole("button", { name: "Call", exact: true }).first().click();
    await expect(page.getByText("Rehearsal voice: scripted, walks the flow as written, does not understand").first()).toBeVisible();
    await judgeScreen(page, "call-before", size);
    await page.getByRole("button", { name: "Call", exact: true }).last().click();
    await expect(page.getByText("Live", { exact: true })).toBeVisible({ timeout: 30_000 });
    await expect(page.getByRole("log")).toContainText("Good");
    await expect(page.getByRole("button", { name: "I want to book", exact: true })).toBeVisible({ timeout: 30_000 });
    await expect(page.getByText(/^(0:0[6-9]|0:[1-5]\d|[1-9]:\d\d)$/)).toBeVisible();
    await judgeScreen(page, "call-live", size);
    await page.getByRole("button", { name: "Sound settings" }).click();
    await judgeScreen(page, "call-live-settings", size);
    await pressEscape(page);
    await pressEscape(page);
    await expect(page.getByRole("alertdialog")).toBeVisible();
    await judgeScreen(page, "call-hang-up", size);
    await page.getByRole("alertdialog").getByRole("button", { name: "Hang up" }).click();
    await expect(page.getByRole("link", { name: "Open the recording" })).toBeVisible();
    await judgeScreen(page, "call-ended", size);
    await page.getByRole("link", { name: "Open the recording" }).click();
    await page.waitForURL(/\/calls\/[a-z0-9]+$/);
    await expect(page.getByRole("button", { name: "Play", exact: true })).toBeVisible({ timeout: 30_000 });
    await expect(page.getByRole("tabpanel", { name: "Words" })).toContainText("Good");
    await expect(page.getByText("Words per minute")).toBeVisible({ timeout: 30_000 });
    await judgeScreen(page, "call", size);
    await page.goto("/calls");
    await expect(
      page.getByRole("row").or(page.getByRole("listitem")).filter({ hasText: "Ada at reception" }).filter({ visible: true }).first(),
    ).toBeVisible();
    await judgeScreen(page, "calls-one", size);
  });
}

test("a call through a link, on both sizes", async ({ signedIn: page, db, team, browser }) => {
  test.slow();
  const { id } = await seedPersona(db, team.team, team.owner, documentWithChoice());
  const made = await page.request.post(`/api/personas/${id}/links`, { data: { label: "A friend" } });
  const { url } = (await made.json()) as { url: string };
  const guest = await browser.newContext({ permissions: ["microphone"] });
  const visitor = await guest.newPage();
  const judgeBoth = async (name: string) => {
    for (const size of Object.keys(SIZES) as SizeName[]) {
      await visitor.setViewportSize(SIZES[size]);
      await judgeScreen(visitor, name, size);
    }
  };
  await visitor.goto(new URL(url).pathname);
  await expect(visitor.getByRole("heading", { name: "Ada" })).toBeVisible();
  await judgeBoth("link-before");
  await visitor.getByRole("button", { name: "Call", exact: true }).click();
  await expect(visitor.getByText("Live", { exact: true })).toBeVisible({ timeout: 30_000 });
  await expect(visitor.getByRole("button", { name: "I want to book", exact: true })).toBeVisible({ timeout: 30_000 });
  await expect(visitor.getByRole("log")).toContainText("Good");
  await judgeBoth("link-live");
  await visitor.getByRole("button", { name: "Hang up" }).click();
  await expect(visitor.getByRole("button", { name: "Call again" })).toBeVisible();
  await judgeBoth("link-ended");
  await guest.close();
});
