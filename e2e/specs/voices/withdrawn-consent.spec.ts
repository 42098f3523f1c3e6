/** A consent that is withdrawn after the voice was chosen: every way to a call says so, and none is made. */
import { sampleDocument, seedConsent, seedVoice } from "@duologue/db/seed";
import { judgeScreen, SIZES } from "../../fixtures/judge-screen";
import { pressEscape } from "../../fixtures/keyboard";
import { expect, seedPersona, test } from "../../fixtures/test";

test("the editor, the call and the link all stop at a withdrawn consent", async ({ signedIn: page, context, db, team, browser }) => {
  const voice = await seedVoice(db, team.team, team.owner, "Grace");
  const { id: recordId, recordedAt } = await seedConsent(db, voice, team.owner);
  const consent = { status: "granted", recordId, basis: "own-voice", grantedAt: recordedAt.toISOString() };
  const { id } = await seedPersona(db, team.team, team.owner, {
    ...sampleDocument(),
    voice: { kind: "sample", ref: voice.id, name: voice.name, sha256: null, seconds: 8, consent },
  });
  const made = await page.request.post(`/api/personas/${id}/links`, { data: { label: "" } });
  const { url } = (await made.json()) as { url: string };
  const guest = await browser.newContext({ permissions: ["microphone"] });
  const caller = await guest.newPage();
  await caller.goto(url);
  await expect(caller.getByRole("button", { name: "Call", exact: true })).toBeEnabled();

  await page.goto(`/personas/${id}`);
  await expect(page.getByRole("combobox", { name: "Voice" })).toContainText("Grace");
  const voices = await context.newPage();
  await voices.goto(`/voices/${voice.id}`);
  await voices.getByRole("button", { name: "Withdraw" }).click();
  const question = voices.getByRole("alertdialog");
  await expect(question).toContainText("no new call may use this voice");
  await question.getByRole("button", { name: "Withdraw consent" }).click();
  await expect(voices.getByText("No call can use this voice yet: the consent is not recorded.")).toBeVisible();
  await voices.close();

  // the editor that stood open meanwhile
  await page.getByRole("button", { name: "Call", exact: true }).first().click();
  await page.getByRole("complementary", { name: "Test call" }).getByRole("button", { name: "Call", exact: true }).click();
  await expect(page.getByText("The voice of this persona has no recorded consent.", { exact: false })).toBeVisible();
  await page.reload();
  await expect(page.getByText("No call can use this voice yet: consent missing.", { exact: false })).toBeVisible();
  // so do the problems, whose entry leads back to the voice, and the dialog that makes links
  await page.getByRole("button", { name: /^1 error.*Show the list$/ }).click();
  await judgeScreen(page, "problems-voice", "desktop");
  await page.getByRole("button", { name: "No call can use this voice yet: consent missing. Put it right under Voices" }).click();
  await expect(page.getByRole("combobox", { name: "Voice" })).toBeFocused();
  await page.getByRole("button", { name: "Share" }).click();
  const share = page.getByRole("dialog");
  await expect(share.getByText("callers of a link made now cannot be answered")).toBeVisible();
  for (const size of ["phone", "desktop"] as const) {
    await page.setViewportSize(SIZES[size]);
    await judgeScreen(page, "dialog-share-voiceless", size, "[role=dialog]");
  }
  await expect(share.getByRole("button", { name: "Create link" })).toBeEnabled();
  await pressEscape(page);
  await page.getByRole("link", { name: "Open the voice" }).click();
  await page.waitForURL(`**/voices/${voice.id}`);

  await caller.getByRole("button", { name: "Call", exact: true }).click();
  await expect(caller.getByText("This persona cannot take calls just now. Tell whoever sent you the link.")).toBeVisible();
  expect(await db.call.count({ where: { personaId: id } })).toBe(0);
  await guest.close();
});
