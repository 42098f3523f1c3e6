/**
 * The small trained model that a machine without a GPU offers: chosen in the panel and for a link, it answers in place of the rehearsal speaker,
 * and the page, the call's record and the lists name it.
 */
import { documentWithChoice } from "../../fixtures/documents";
import { judgeScreen, SIZES } from "../../fixtures/judge-screen";
import { expect, seedPersona, test } from "../../fixtures/test";

const TITLE = /^Small trained model: knows its prompt, mishears people/;

test("a call that asks for the small trained model is answered by it and says so ever after", async ({ signedIn: page, db, team }) => {
  const { id } = await seedPersona(db, team.team, team.owner, documentWithChoice());
  await page.goto(`/personas/${id}`);
  await page.getByRole("button", { name: "Call", exact: true }).first().click();
  const choices = page.getByRole("radiogroup", { name: "Who answers" });
  await expect(choices.getByRole("radio", { name: /^Rehearsal voice/ })).toBeChecked();
  await choices.getByRole("radio", { name: TITLE }).click();
  await expect(choices.getByText(/it mishears people/)).toBeVisible();
  await judgeScreen(page, "call-before-offered", "desktop", "[aria-label='Test call']");
  await page.getByRole("button", { name: "Call", exact: true }).last().click();
  await expect(page.getByText("Live", { exact: true })).toBeVisible({ timeout: 30_000 });
  await expect(page.getByTestId("call-clock")).toHaveText(/0:0[2-9]|0:[1-5]\d/, { timeout: 30_000 });
  await expect(page.getByText(TITLE)).toBeVisible();
  await expect(page.getByText(/^The model hears you, but the flow cannot tell what you said/)).toBeVisible();
  await judgeScreen(page, "call-choices-offered", "desktop", "[aria-label='Test call']");
  await page.getByRole("button", { name: "Hang up" }).click();
  await page.getByRole("link", { name: "Open the recording" }).click();
  await page.waitForURL(/\/calls\/[a-z0-9]+$/);
  await expect(page.getByText(TITLE).first()).toBeVisible();
  await expect(page.getByText("text 0.7 / 25, audio 0.8 / 100")).toContainText("as the model recommends");
  const call = await db.call.findFirstOrThrow({ where: { teamId: team.team.id } });
  expect(call).toMatchObject({ offer: "duo-small", speaker: { kind: "native", model: "duo-small" } });
  // the session is free again, and nothing of it was taken from the rehearsal speaker
  const slots = async () => ((await (await page.request.get("/api/health")).json()) as Health).engines.map(slotsOf);
  await expect.poll(slots).toEqual([[0, 0]]);
});

test("the owner of a link decides that it answers, and its callers read so first", async ({ signedIn: page, db, team }) => {
  const { id } = await seedPersona(db, team.team, team.owner, documentWithChoice());
  await page.goto(`/links?share=${id}`);
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("radiogroup", { name: "Answered by" }).getByRole("radio", { name: TITLE }).click();
  for (const size of ["phone", "desktop"] as const) {
    await page.setViewportSize(SIZES[size]);
    await judgeScreen(page, "dialog-share-offered", size, "[role=dialog]");
  }
  await dialog.getByRole("button", { name: "Create link" }).click();
  const { pathname } = new URL(await dialog.getByRole("textbox", { name: "Link" }).inputValue());
  await expect(dialog.getByText("answered by Small trained model")).toBeVisible();
  await page.goto(pathname);
  await expect(page.getByText(TITLE)).toBeVisible();
  await page.setViewportSize(SIZES.phone);
  await judgeScreen(page, "link-before-offered", "phone");
  await page.getByRole("button", { name: "Call", exact: true }).click();
  await expect(page.getByRole("group", { name: /^This call cannot tell by itself what you mean/ })).toBeVisible({ timeout: 30_000 });
  await expect(page.getByRole("button", { name: "I want to book" })).toBeVisible();
  await judgeScreen(page, "link-choices", "phone");
  await page.getByRole("button", { name: "Hang up" }).click();
  await expect(page.getByText("You hung up")).toBeVisible();
  // given back to whoever the engine's own is, and the list says so
  await page.goto("/links");
  await page.getByRole("button", { name: /^Actions for/ }).click();
  await page.getByRole("menuitem", { name: "Answer with the engine's own speaker" }).click();
  await expect(page.getByText("answered by the engine's own speaker, now Rehearsal voice")).toBeVisible();
  await judgeScreen(page, "links-own-speaker", "phone");
});

interface Health {
  engines: { liveCalls: number; offers: { liveCalls: number }[] }[];
}
const slotsOf = ({ liveCalls, offers }: Health["engines"][number]) => [liveCalls, ...offers.map((offer) => offer.liveCalls)];
