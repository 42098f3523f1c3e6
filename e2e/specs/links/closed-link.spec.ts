/** The second call through a link that allowed one, and through a link that has expired since the page was opened. */
import type { Browser, Page } from "@playwright/test";
import { documentWithChoice } from "../../fixtures/documents";
import { expect, seedPersona, test } from "../../fixtures/test";

test("a link for one call is used up after it", async ({ signedIn: page, db, team, browser }) => {
  const { id } = await seedPersona(db, team.team, team.owner, documentWithChoice());
  const caller = await openLink(page, browser, id, { callCap: 1 });
  await callAndHangUp(caller);
  await expect(caller.getByText("This link has been used up")).toBeVisible();
  await expect(caller.getByRole("button", { name: "Call again" })).toHaveCount(0);
  await caller.reload();
  await expect(caller.getByText("This link has been used up")).toBeVisible();
  await expect(caller.getByRole("button", { name: "Call", exact: true })).toHaveCount(0);
  expect(await db.call.count({ where: { personaId: id } })).toBe(1);
  await page.goto("/links");
  await page.getByRole("switch", { name: /Show closed links/ }).click();
  const used = page.getByRole("listitem").filter({ hasText: "Used up" });
  await expect(used).toContainText("1 of 1 call");
  await expect(used).toContainText("no calls left");
  await expect(used).not.toContainText("expires");
  await caller.context().close();
});

test("a link that expires behind an open page refuses the next call in words", async ({ signedIn: page, db, team, browser }) => {
  const { id } = await seedPersona(db, team.team, team.owner, documentWithChoice());
  const caller = await openLink(page, browser, id, {});
  let looks = 1;
  caller.on("requestfinished", (request) => {
    if (/\/api\/public\/links\/[^/]+$/.test(request.url())) looks += 1;
  });
  await callAndHangUp(caller);
  await expect(caller.getByRole("button", { name: "Call again" })).toBeVisible();
  await expect.poll(() => looks, "looked when it was opened, when the call began and when it ended").toBe(3);
  await db.shareLink.updateMany({ where: { personaId: id }, data: { expiresAt: new Date(Date.now() - 60_000) } });
  await caller.getByRole("button", { name: "Call again" }).click();
  await expect(caller.getByText("This link has expired")).toBeVisible();
  await expect(caller.getByRole("heading", { name: "This link has expired" }), "as a page of its own").toBeVisible();
  await expect(caller.getByRole("button", { name: /Call again|Try again|Back/ })).toHaveCount(0);
  await caller.reload();
  await expect(caller.getByText("This link has expired")).toBeVisible();
  expect(await db.call.count({ where: { personaId: id } })).toBe(1);
  await caller.context().close();
});

async function openLink(page: Page, browser: Browser, personaId: string, limits: { callCap?: number }): Promise<Page> {
  const made = await page.request.post(`/api/personas/${personaId}/links`, { data: { label: "One call", ...limits } });
  const { url } = (await made.json()) as { url: string };
  const guest = await browser.newContext({ permissions: ["microphone"], viewport: { width: 390, height: 844 } });
  const caller = await guest.newPage();
  await caller.goto(url);
  await expect(caller.getByRole("button", { name: "Call", exact: true })).toBeVisible();
  return caller;
}

async function callAndHangUp(caller: Page): Promise<void> {
  await caller.getByRole("button", { name: "Call", exact: true }).click();
  await expect(caller.getByText("Live", { exact: true })).toBeVisible({ timeout: 30_000 });
  await caller.getByRole("button", { name: "Hang up" }).click();
  await expect(caller.getByText("You hung up")).toBeVisible();
}
