/** Needs the studio and ffmpeg; the microphone is Chromium's own, fed from e2e/fixtures/audio. No engine, no speech model. */
import { closeSync, ftruncateSync, openSync } from "node:fs";
import path from "node:path";
import AxeBuilder from "@axe-core/playwright";
import { sampleDocument, seedConsent, seedMember, seedVoice } from "@duologue/db/seed";
import { hash } from "@node-rs/argon2";
import type { Page } from "@playwright/test";
import { expectMeterMoves } from "../../fixtures/level-meter";
import { expect, PASSWORD, seedPersona, signIn, test } from "../../fixtures/test";

const SAMPLE = path.join(import.meta.dirname, "../../fixtures/audio/voice-sample.wav");

test("an uploaded voice is measured, trimmed and heard as the model hears it", async ({ signedIn: page }) => {
  await page.goto("/voices");
  await expect(page.getByRole("heading", { name: "No voices yet" })).toBeVisible();
  await upload(page, SAMPLE, "Ada, calm");

  const checks = page.getByRole("list", { name: "Checks" });
  await expect(checks.getByRole("listitem").filter({ hasText: "Length" })).toContainText("7.1 s");
  const start = page.getByRole("slider", { name: "Start of the selection" });
  await start.press("Shift+ArrowRight");
  await start.press("Shift+ArrowRight");
  await start.press("ArrowRight");
  await expect(start).toHaveAttribute("aria-valuetext", "1.05 seconds");
  await page.getByRole("button", { name: "Reset" }).click();
  await expect(start).toHaveAttribute("aria-valuenow", "0");
  await start.press("Shift+ArrowRight");
  await drag(page, "End of the selection", -120);
  await expect(page.getByRole("slider", { name: "End of the selection" })).not.toHaveAttribute("aria-valuenow", "7100");
  await page.getByRole("button", { name: "Save trim" }).click();
  await expect(checks.getByRole("listitem").filter({ hasText: "Length" })).not.toContainText("7.1 s");
  await expect(page.getByRole("button", { name: "Save trim" })).toBeDisabled();

  const audio = page.waitForResponse((response) => response.url().includes("variant=normalised"));
  await page.getByRole("button", { name: "Play as the model hears it" }).click();
  expect((await audio).status()).toBe(200);
  await expect(page.getByRole("button", { name: "Play as the model hears it" }), "it stops by itself at the end").toBeVisible();

  await page.reload();
  await expect(start).toHaveAttribute("aria-valuenow", "500");
  await page.getByRole("button", { name: "Rename the voice" }).click();
  await page.getByLabel("Name of the voice").fill("Ada, brisk");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { name: "Ada, brisk" })).toBeVisible();
  await expectNoBarriers(page);
});

test("files that cannot become a voice are refused in words", async ({ signedIn: page }, testInfo) => {
  await page.goto("/voices");
  await page.getByRole("button", { name: "Add a voice" }).click();
  await chooseFile(page, hugeFile(testInfo.outputPath("huge.wav")));
  await expect(page.getByRole("alert")).toContainText("Expected a file of at most 25.0 MB");
  await expectNoBarriers(page);

  await chooseFile(page, { name: "notes.wav", mimeType: "audio/wav", buffer: Buffer.from("These are words, not sounds.") });
  await expect(page.getByRole("alert")).toContainText("Expected a WAV, FLAC, MP3, Ogg, WebM or M4A file, received something else.");
  await expect(page.getByLabel("Name"), "refused before anything is typed or sent").toHaveCount(0);

  const broken = Buffer.from("RIFF\0\0\0\0WAVEThese are words, not sounds.");
  await chooseFile(page, { name: "broken.wav", mimeType: "audio/wav", buffer: broken });
  await page.getByLabel("Name").fill("Broken");
  await page.getByRole("button", { name: "Add voice" }).click();
  await expect(page.getByRole("alert")).toContainText("no sound could be read from it");
  await page.getByRole("button", { name: "Choose another" }).click();
  await expect(page.getByText("Choose a sound file")).toBeVisible();
});

test("a voice is recorded in the browser, taken again and used", async ({ signedIn: page }) => {
  await page.goto("/voices");
  await page.getByRole("button", { name: "Add a voice" }).click();
  await page.getByRole("tab", { name: "Record" }).click();
  await page.getByRole("button", { name: "Allow the microphone" }).click();
  await page.getByRole("button", { name: "Start recording" }).click();
  await expect(page.getByTestId("recording-clock")).toContainText(/^0:0[1-9]/);
  await page.getByRole("button", { name: "Stop" }).click();
  await page.getByRole("button", { name: "Take again" }).click();
  await page.getByRole("button", { name: "Start recording" }).click();
  // the microphone's recording begins with three seconds of silence
  await expectMeterMoves(page);
  const clock = page.getByTestId("recording-clock");
  await expect(clock).toContainText(/^0:(0[7-9]|[1-5]\d)/);
  const [recorded, left] = [...((await clock.textContent()) ?? "").matchAll(/0:(\d\d)/g)].map(([, seconds]) => Number(seconds));
  expect((recorded ?? Number.NaN) + (left ?? Number.NaN), "both of the minute").toBe(60);
  await page.getByRole("button", { name: "Stop" }).click();
  await expect(page.getByLabel("The recording")).toBeVisible();
  const lengthSeconds = () => page.getByLabel("The recording").evaluate((sound) => (sound as HTMLAudioElement).duration);
  await expect.poll(lengthSeconds, "the player shows how long it is").toBeLessThan(60);
  await page.getByRole("button", { name: "Use this" }).click();
  await page.getByLabel("Name").fill("Recorded here");
  await page.getByRole("button", { name: "Add voice" }).click();
  await expect(page.getByRole("heading", { name: "Recorded here" })).toBeVisible();
  await expect(page.getByTestId("trim-figures")).toContainText(/of ([7-9]|[1-5]\d)\.\d s/);
});

test("a microphone that is blocked is told apart from one that is missing", async ({ signedIn: page }) => {
  await page.goto("/voices");
  await page.getByRole("button", { name: "Add a voice" }).click();
  await page.getByRole("tab", { name: "Record" }).click();
  for (const [name, words] of [
    ["NotAllowedError", "The microphone is blocked."],
    ["NotFoundError", "No microphone found."],
  ] as const) {
    await page.evaluate((error) => {
      navigator.mediaDevices.getUserMedia = () => Promise.reject(new DOMException("refused by the test", error));
    }, name);
    await page.getByRole("button", { name: /Allow the microphone|Try again/ }).click();
    await expect(page.getByRole("alert")).toContainText(words);
  }
});

test("consent is stated, not clicked through: grounds, speaker, day and confirmation; and withdrawn", async ({
  signedIn: page,
  db,
  team,
}) => {
  const voice = await seedVoice(db, team.team, team.owner, "Grace");
  await page.goto(`/voices/${voice.id}`);
  const record = page.getByRole("button", { name: "Record consent" });
  const confirm = page.getByRole("checkbox", { name: /I have read this statement, it is true.*Olive Owner/ });
  await expect(page.getByRole("radio", { checked: true })).toHaveCount(0);
  for (const label of ["Speaker's name", "Agreed on", "Statement"]) await expect(page.getByLabel(label, { exact: true })).toHaveValue("");
  await expect(confirm).not.toBeChecked();
  await record.click();
  await expect(page.getByText("Choose on what grounds the voice may be used.")).toBeVisible();
  await expect(page.getByRole("radio").first()).toBeFocused();
  await expect(page.getByText("Confirm that this is true.")).toBeVisible();
  expect(await db.consent.count({ where: { voiceId: voice.id } })).toBe(0);

  const speaker = page.getByLabel("Speaker's name");
  await page.getByRole("radio", { name: "The speaker has given written permission" }).click();
  await speaker.fill("Grace Hopper");
  await page.getByRole("radio", { name: "It is my own voice" }).click();
  await expect(speaker, "nobody else's voice is one's own").toHaveValue("Olive Owner");
  await expect(speaker).not.toBeEditable();
  await expect(page.getByText("Yours, as your account has it. If somebody else speaks, choose other grounds.")).toBeVisible();
  await page.getByRole("radio", { name: "The speaker has given written permission" }).click();
  await expect(speaker).toHaveValue("Grace Hopper");
  await page.getByLabel("Permission given on").fill("2026-11-20");
  await expect(page.getByLabel("Statement", { exact: true })).toHaveValue(/^Grace Hopper agreed in writing on 20 Nov 2026/);
  await confirm.click();
  await page.getByLabel("Statement", { exact: true }).fill("Grace Hopper has agreed on paper. The letter lies in the office.");
  await expect(confirm, "what was confirmed were other words").not.toBeChecked();
  await confirm.focus();
  await page.keyboard.press(" ");
  await expect(confirm).toBeChecked();
  await expectNoBarriers(page);
  await record.click();
  await expect(page.getByText("The letter lies in the office.")).toBeVisible();
  await expect(page.getByText("Ready for calls.")).toBeVisible();
  expect(await db.consent.findFirstOrThrow({ where: { voiceId: voice.id } })).toMatchObject({
    basis: "written-permission",
    speakerName: "Grace Hopper",
    agreedOn: new Date("2026-11-20"),
    recordedById: team.owner.id,
    withdrawnAt: null,
  });

  await page.getByRole("button", { name: "Withdraw" }).click();
  await page.getByRole("button", { name: "Withdraw consent" }).click();
  await expect(page.getByText("Consent missing")).toBeVisible();
  expect((await db.consent.findFirstOrThrow({ where: { voiceId: voice.id } })).withdrawnAt).not.toBeNull();
});

test("deleting names the personas that use the voice, and what is kept", async ({ signedIn: page, db, team }) => {
  const voice = await seedVoice(db, team.team, team.owner, "Grace");
  await seedConsent(db, voice, team.owner);
  await seedPersona(db, team.team, team.owner, {
    ...sampleDocument({ name: "Ada at reception" }),
    voice: { kind: "sample", ref: voice.id, name: voice.name, sha256: null, seconds: 8, consent: null },
  });
  await page.goto("/voices");
  await expect(page.getByRole("row").filter({ hasText: "Grace" })).toContainText("Ada at reception");
  await page.getByRole("link", { name: "Grace" }).click();
  await page.getByRole("button", { name: "Delete" }).click();
  const question = page.getByRole("alertdialog", { name: "Delete Grace?" });
  await expect(question).toContainText("Ada at reception uses it");
  await expect(question).toContainText("stays on record");
  await question.getByRole("button", { name: "Delete the voice" }).click();
  await expect(page.getByRole("heading", { name: "No voices yet" })).toBeVisible();
  expect((await page.request.get(`/api/voices/${voice.id}`)).status()).toBe(404);
  expect(await db.consent.count({ where: { voiceId: voice.id } })).toBe(1);
});

test("viewers listen and look, and change nothing", async ({ page, db, team }) => {
  const voice = await seedVoice(db, team.team, team.owner, "Grace");
  const email = `viewer-${voice.id}@example.org`;
  await seedMember(db, team.team, "viewer", { name: "Vera Viewer", email, passwordHash: await hash(PASSWORD) });
  await signIn(page, email);
  await page.goto("/voices");
  await page.getByRole("link", { name: "Grace" }).click();
  await expect(page.getByRole("button", { name: "Play the selection" })).toBeVisible();
  await expect(page.getByRole("slider", { name: "Start of the selection" })).toHaveAttribute("aria-disabled", "true");
  await expect(page.getByText("An editor of your team can record it.")).toBeVisible();
  for (const name of ["Save trim", "Record consent", "Delete", "Rename the voice"]) {
    await expect(page.getByRole("button", { name })).toHaveCount(0);
  }
});

test("the persona form offers only voices that a call may use, and says why not", async ({ signedIn: page, db, team }) => {
  const usable = await seedVoice(db, team.team, team.owner, "Grace");
  await seedConsent(db, usable, team.owner);
  await seedVoice(db, team.team, team.owner, "Unasked");
  const { id } = await seedPersona(db, team.team, team.owner);
  await page.goto(`/personas/${id}`);
  await page.getByRole("combobox", { name: "Voice" }).click();
  await expect(page.getByRole("option", { name: "Unasked, 8.0 s, consent missing" })).toBeDisabled();
  await page.getByRole("option", { name: "Grace, 8.0 s" }).click();
  await expect(page.getByRole("combobox", { name: "Voice" })).toContainText("Grace");
});

async function upload(page: Page, file: string, name: string): Promise<void> {
  await page.getByRole("button", { name: "Add a voice" }).click();
  await chooseFile(page, file);
  await page.getByLabel("Name").fill(name);
  await page.getByRole("button", { name: "Add voice" }).click();
  await expect(page.getByRole("heading", { name })).toBeVisible();
}

async function chooseFile(page: Page, file: Parameters<ReturnType<Page["locator"]>["setInputFiles"]>[0]): Promise<void> {
  await page.getByLabel("Choose a sound file").setInputFiles(file);
}

/** One byte more than may be uploaded; holes, so that it takes no room. */
function hugeFile(file: string): string {
  const handle = openSync(file, "w");
  ftruncateSync(handle, 25_000_001);
  closeSync(handle);
  return file;
}

/** By the mouse, sideways. */
async function drag(page: Page, slider: string, byPx: number): Promise<void> {
  const box = await page.getByRole("slider", { name: slider }).boundingBox();
  if (!box) throw new Error(`The slider ${slider} is not on the page.`);
  const [x, y] = [box.x + 6, box.y + box.height / 2];
  await page.mouse.move(x, y);
  await page.mouse.down();
  await page.mouse.move(x + byPx, y, { steps: 6 });
  await page.mouse.up();
}

/** No violation that keeps people out. */
async function expectNoBarriers(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(
    violations.filter(({ impact }) => impact === "serious" || impact === "critical").map(({ id, nodes }) => [id, nodes[0]?.html]),
  ).toEqual([]);
}
