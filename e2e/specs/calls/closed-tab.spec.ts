/** A tab that goes away in the middle of a call: by leaving the page, and by being closed outright. */
import type { Page } from "@playwright/test";
import { callFromEditor } from "../../fixtures/call";
import { documentWithChoice } from "../../fixtures/documents";
import { expect, seedPersona, test } from "../../fixtures/test";

for (const [how, leave] of [
  ["left for another page", (page: Page) => page.goto("about:blank")],
  ["closed outright", (page: Page) => page.close()],
] as const) {
  test(`a tab that is ${how} ends its call, and the recording is kept`, async ({ signedIn, context, db, team }) => {
    const { id } = await seedPersona(db, team.team, team.owner, documentWithChoice());
    const page = await context.newPage();
    await page.goto(`/personas/${id}`);
    await callFromEditor(page);
    await expect(page.getByTestId("call-clock")).toHaveText(/0:0[3-9]/);
    await leave(page);
    const call = () => db.call.findFirstOrThrow({ where: { personaId: id } });
    // a lost connection may come back for 15 s
    await expect.poll(async () => (await call()).state, { timeout: 40_000 }).toBe("ended");
    expect((await call()).endReason).toMatch(/^(caller_hung_up|connection_lost)$/); // as the browser gets its goodbye out or not
    await expect.poll(async () => (await signedIn.request.get(`/api/calls/${(await call()).id}/recording`)).status()).toBe(200);
    await signedIn.goto(`/calls/${(await call()).id}`);
    await expect(signedIn.getByRole("button", { name: "Play", exact: true })).toBeVisible();
    await expect(signedIn.getByText(/Caller hung up|Connection lost/).first()).toBeVisible();
  });
}
