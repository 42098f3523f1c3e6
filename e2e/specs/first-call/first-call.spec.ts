/**
 * The whole story, in a studio that nobody has used: a person signs up, takes a template, edits the flow, gives it a
 * voice, calls, interrupts, hangs up, replays, shares a link that somebody else calls through, revokes it in mid-call,
 * exports the persona and imports it back. The microphone hears e2e/fixtures/audio/caller.wav, looped.
 */
import { readFile } from "node:fs/promises";
import path from "node:path";
import type { BrowserContext, Page } from "@playwright/test";
import { callFromEditor } from "../../fixtures/call";
import { pressEscape } from "../../fixtures/keyboard";
import { expect, PASSWORD, test, watchMistakes } from "../../fixtures/test";
import { readTimeline } from "../../fixtures/timeline";
import { laneEnergy, readStereoWav } from "../../fixtures/wav";

const VOICE_SAMPLE = path.join(import.meta.dirname, "../../fixtures/audio/voice-sample.wav");
const GREETING = "Good to hear from you, I have been waiting all morning for a good question and somebody to think about it with";
/** No pause in it: wherever the caller's voice begins, it begins over sound. */
const PROMPT =
  "Take all the time that you would like to have for a good question wants to come out by itself and nobody here will hurry you along";

test.describe.configure({ mode: "serial" });

let context: BrowserContext;
let page: Page;
let mistakes: string[];
let callId = "";
let linkUrl = "";
let exported = "";

test.beforeAll(async ({ browser }) => {
  context = await browser.newContext({
    permissions: ["microphone", "clipboard-read", "clipboard-write"],
    viewport: { width: 1440, height: 900 },
  });
  page = await context.newPage();
  mistakes = watchMistakes(page);
});
test.afterAll(async () => {
  await context.close();
});

test("the first person signs up and creates the team", async () => {
  await page.goto("/");
  await page.waitForURL("**/sign-up");
  await page.getByLabel("Team name").fill("First Team");
  await page.getByLabel("Your name").fill("Frieda First");
  await page.getByLabel("E-mail").fill("frieda@example.org");
  await page.getByLabel("Password").fill(PASSWORD);
  await page.getByRole("button", { name: "Create account" }).click();
  await page.waitForURL("**/personas");
  await expect(page.getByRole("heading", { name: "Your first call is two clicks away" })).toBeVisible();
});

test("a template opens in the editor and two of its lines are edited and saved", async () => {
  await page.getByRole("button", { name: /wise teacher/i }).click();
  await page.waitForURL(/\/personas\/[a-z0-9]+$/);
  await page.getByRole("group", { name: "Say: Welcome" }).first().click();
  await page.getByRole("textbox", { name: "Words" }).fill(GREETING);
  await page.getByRole("group", { name: "Say: Take your time" }).first().click();
  await page.getByRole("textbox", { name: "Words" }).fill(PROMPT);
  await expect(page.getByText(/^Saved/).first()).toBeVisible();
  const personaId = page.url().split("/").at(-1);
  await expect.poll(async () => JSON.stringify(await (await page.request.get(`/api/personas/${personaId}`)).json())).toContain(PROMPT);
});

test("a voice is uploaded, consented to, and chosen", async () => {
  const editor = page.url();
  await page.getByRole("link", { name: "Voices" }).click();
  await page.getByRole("button", { name: "Add a voice" }).first().click();
  await page.locator("input[type=file]").setInputFiles(VOICE_SAMPLE);
  await page.getByRole("dialog").getByLabel("Name", { exact: true }).fill("Reader");
  await page
    .getByRole("dialog")
    .getByRole("button", { name: /upload|add voice|add the voice/i })
    .last()
    .click();
  await page.waitForURL(/\/voices\/[a-z0-9-]+$/);
  await page.getByRole("radio", { name: "The recording is in the public domain" }).click();
  await page.getByLabel("Speaker's name").fill("A LibriVox reader");
  await page.getByLabel("Looked up on").fill("2026-11-20");
  await page.getByRole("checkbox", { name: /I have read this statement/ }).click();
  await page.getByRole("button", { name: "Record consent" }).click();
  await expect(page.getByText("Recorded by", { exact: false }).first()).toBeVisible();
  await page.goto(editor);
  await page.getByRole("tab", { name: "Persona" }).click();
  await page.getByRole("combobox", { name: "Voice" }).click();
  await page.getByRole("option", { name: /Reader/ }).click();
  const personaId = page.url().split("/").at(-1);
  await expect
    .poll(
      async () =>
        ((await (await page.request.get(`/api/personas/${personaId}`)).json()) as { document: { voice: { kind: string } } }).document.voice
          .kind,
    )
    .toBe("sample");
});

test("the persona is called: it is heard, interrupted, and stops", async () => {
  await callFromEditor(page);
  await page.keyboard.press("m");
  await expect(page.getByRole("button", { name: "Muted" })).toBeVisible();
  const words = page.getByRole("log");
  // The edited greeting; how much of it is heard depends on when the looped microphone speaks into it.
  await expect(words).toContainText("Good");
  await expect(words).toContainText("So tell me, what has made you curious today?");
  // Nobody answers, so after a while the persona speaks again: into that the caller talks.
  await expect(words).toContainText("Take all the time", { timeout: 30_000 });
  await expect(page.getByTestId("floor-state")).toHaveText(/speaking/i);
  // The lit node is the one that speaks.
  await expect(page.locator("[data-active=true]")).toHaveCount(1);
  await interrupt(page);
  await expect(page.getByTestId("call-clock")).toHaveText(/0:[2-5]\d/, { timeout: 40_000 });
  await page.getByRole("button", { name: "Hang up" }).click();
  await expect(page.getByRole("link", { name: "Open the recording" })).toBeVisible();
});

test("the recording has both sides, and the persona fell silent within 300 ms of the interruption", async () => {
  await page.getByRole("link", { name: "Open the recording" }).click();
  await page.waitForURL(/\/calls\/[a-z0-9]+$/);
  callId = page.url().split("/").at(-1) ?? "";
  await expect(page.getByRole("button", { name: "Play", exact: true })).toBeVisible({ timeout: 30_000 });
  const recording = readStereoWav(await (await page.request.get(`/api/calls/${callId}/recording`)).body());
  expect(recording.durationMs).toBeGreaterThan(18_000);
  expect(laneEnergy(recording.right)).toBeGreaterThan(0.01);
  expect(laneEnergy(recording.left)).toBeGreaterThan(0.005);
  const events = readTimeline(await (await page.request.get(`/api/calls/${callId}/timeline`)).text());
  const stops = events.flatMap((event) => (event.kind === "bargeIn" && event.stopMs !== null ? [event.stopMs] : []));
  expect(stops.length).toBeGreaterThan(0);
  expect(Math.min(...stops)).toBeLessThanOrEqual(300);
});

test("the call is replayed: it plays, seeks and shows its words", async () => {
  await page.getByRole("button", { name: "Play", exact: true }).click();
  const clock = page.getByTestId("replay-clock");
  await expect(clock).toContainText(/^0:(0[2-9]|[1-5]\d)/);
  await page.getByRole("button", { name: "Pause", exact: true }).click();
  await expect(page.getByText("Good", { exact: false }).first()).toBeVisible();
  await expect(page.getByText(/interruption|barge-in/i).first()).toBeVisible();
});

test("a link is made and called through without an account; revoking it ends the call", async ({ browser }) => {
  await page.getByRole("link", { name: "Personas" }).click();
  await page
    .getByRole("link", { name: /wise teacher/i })
    .first()
    .click();
  await page.getByRole("button", { name: "Share" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Label").fill("A friend");
  await dialog.getByRole("button", { name: "Create link" }).click();
  linkUrl = await dialog.getByRole("textbox", { name: "Link" }).inputValue();
  expect(linkUrl).toContain("/t/");

  const guest = await browser.newContext({ permissions: ["microphone"], viewport: { width: 390, height: 844 } });
  const phone = await guest.newPage();
  const answers = collectAnswers(phone);
  await phone.goto(linkUrl);
  await expect(phone.getByRole("heading", { name: "Theodora" })).toBeVisible();
  await phone.getByRole("button", { name: "Call", exact: true }).click();
  await expect(phone.getByText("Live", { exact: true })).toBeVisible({ timeout: 30_000 });
  await expect(phone.getByRole("log")).toContainText("Good");

  await pressEscape(page);
  await page.goto("/links");
  await page.getByRole("button", { name: "Actions for A friend" }).click();
  await page.getByRole("menuitem", { name: "Revoke" }).click();
  await page.getByRole("alertdialog").getByRole("button", { name: "Revoke link" }).click();
  await expect(phone.getByText(/link (was |has been )?(revoked|closed|taken back)|no longer active/i).first()).toBeVisible();
  const everything = (await Promise.all(answers)).join("\n");
  expect(everything).not.toContain("You are a wise and friendly teacher");
  expect(everything).not.toContain("<system>");
  await phone.reload();
  await expect(phone.getByText("This link is no longer active")).toBeVisible();
  await guest.close();
});

test("the persona is exported and imported back without loss", async () => {
  await page.goto("/personas");
  await page
    .getByRole("link", { name: /wise teacher/i })
    .first()
    .click();
  await page.getByRole("button", { name: "More actions" }).click();
  const [download] = await Promise.all([page.waitForEvent("download"), page.getByRole("menuitem", { name: "Export as file" }).click()]);
  expect(download.suggestedFilename()).toMatch(/\.persona\.json$/);
  const file = test.info().outputPath("export.persona.json");
  await download.saveAs(file);
  exported = await readFile(file, "utf8");
  expect(JSON.parse(exported)).toMatchObject({ spec: "persona_flow" });

  await page.goto("/personas");
  await page.getByRole("button", { name: "Import" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.locator("input[type=file]").setInputFiles(file);
  await expect(dialog.getByText("can be imported", { exact: false })).toBeVisible();
  await dialog.getByRole("button", { name: "Import persona" }).click();
  await page.waitForURL(/\/personas\/[a-z0-9]+$/);
  const copyId = page.url().split("/").at(-1);
  const again = await (await page.request.get(`/api/personas/${copyId}/export`)).text();
  expect(again).toBe(exported);
});

test("nothing went wrong in the browser's console", () => {
  expect(mistakes).toEqual([]);
});

/** Opens the microphone while the persona speaks, until the persona yields. */
async function interrupt(on: Page): Promise<void> {
  await on.keyboard.press("m");
  await expect(on.getByRole("button", { name: "Mute", exact: true })).toBeVisible();
  await expect(on.getByTestId("floor-state")).toHaveText(/listening/i);
}

/** The bodies of everything the page is told over HTTP. */
function collectAnswers(of: Page): Promise<string>[] {
  const bodies: Promise<string>[] = [];
  of.on("response", (response) => {
    if (response.url().includes("/api/")) bodies.push(response.text().catch(() => ""));
  });
  return bodies;
}
