/** Every page of the studio with something in it, and those that need no account. */
import { readFile } from "node:fs/promises";
import path from "node:path";
import { seedCall } from "@duologue/db/seed";
import type { Page } from "@playwright/test";
import { documentWithChoice, templateDocument } from "../../fixtures/documents";
import { judgeScreen, SIZES, type SizeName } from "../../fixtures/judge-screen";
import { pressEscape } from "../../fixtures/keyboard";
import { expect, seedPersona, test } from "../../fixtures/test";

const VOICE_SAMPLE = path.join(import.meta.dirname, "../../fixtures/audio/voice-sample.wav");
const MINUTE_MS = 60_000;

for (const size of Object.keys(SIZES) as SizeName[]) {
  test(`pages of a new team on a ${size}`, async ({ signedIn: page }) => {
    test.slow();
    await page.setViewportSize(SIZES[size]);
    for (const [name, address, heading] of [
      ["personas-empty", "/personas", "Your first call is two clicks away"],
      ["voices-empty", "/voices", "No voices yet"],
      ["calls-empty", "/calls", "Calls"],
      ["links-empty", "/links", "Links"],
      ["suites", "/suites", "Suites"],
      ["account", "/settings/account", "Account"],
    ] as const) {
      await page.goto(address);
      await expect(page.getByRole("heading", { name: heading }).first()).toBeVisible();
      await judgeScreen(page, name, size);
    }
    await page.goto("/personas/nowhere");
    await expect(page.getByRole("heading").first()).toBeVisible();
    await judgeScreen(page, "missing", size);
  });

  test(`pages of a team at work on a ${size}`, async ({ signedIn: page, db, team }) => {
    test.slow();
    await page.setViewportSize(SIZES[size]);
    const persona = await seedPersona(db, team.team, team.owner, documentWithChoice());
    for (const template of ["bank-agent", "mars-astronaut", "medical-receptionist", "wise-teacher"] as const)
      await seedPersona(db, team.team, team.owner, templateDocument(template));
    const firstAtMs = Date.now() - 90 * MINUTE_MS;
    for (const [index, changes] of [
      { endReason: "caller_hung_up", durationMs: 184_000 },
      { endReason: "persona_ended", durationMs: 96_000 },
      { endReason: "engine_lost", durationMs: 12_000 },
      { endReason: "error", errorCode: "internal" },
    ].entries()) {
      const createdAt = new Date(firstAtMs + index * 15 * MINUTE_MS);
      await seedCall(db, persona, team.owner, { state: "ended", createdAt, liveAt: createdAt, endedAt: new Date(), ...changes });
    }
    const labels = ["Pilot customers", ""];
    for (const label of labels)
      expect((await page.request.post(`/api/personas/${persona.id}/links`, { data: { label } })).ok(), "a link is made").toBe(true);
    const voice = await page.request.post("/api/voices", { multipart: { name: "Reader", file: await sampleFile() } });
    expect(voice.ok(), "a voice is uploaded").toBe(true);
    const { id: voiceId } = (await voice.json()) as { id: string };

    await page.goto("/personas");
    await expect(page.getByRole("list", { name: "Personas" }).getByRole("listitem")).toHaveCount(5);
    await judgeScreen(page, "personas", size);
    await page.goto("/calls");
    await expect(page.getByText("Engine lost").filter({ visible: true }).first()).toBeVisible();
    const calls = page.getByRole("table", { name: "Calls" });
    await expect(calls.getByText("Olive Owner").filter({ visible: true }), "who called is told at any width").toHaveCount(4);
    await judgeScreen(page, "calls", size);
    await page.goto("/voices");
    await expect(page.getByText("Reader").filter({ visible: true }).first()).toBeVisible();
    await judgeScreen(page, "voices", size);
    await page.goto(`/voices/${voiceId}`);
    await expect(page.getByRole("list", { name: "Checks" })).toBeVisible();
    await judgeScreen(page, "voice", size);
    await page.goto("/links");
    await expect(page.getByText("Pilot customers").filter({ visible: true }).first()).toBeVisible();
    await judgeScreen(page, "links", size);
    await page.goto("/team");
    await expect(page.getByText("Olive Owner").filter({ visible: true }).first()).toBeVisible();
    await judgeScreen(page, "team", size);
  });

  test(`pages without an account on a ${size}`, async ({ page }) => {
    await page.setViewportSize(SIZES[size]);
    await page.goto("/sign-in");
    await expect(page.getByLabel("Password")).toBeVisible();
    await judgeScreen(page, "sign-in", size);
    await page.goto("/t/00000000000000000000000000000000");
    await expect(page.getByText("This link does not exist")).toBeVisible();
    await judgeScreen(page, "link-missing", size);
  });

  test(`dialogs on a ${size}`, async ({ signedIn: page, db, team }) => {
    test.slow();
    await page.setViewportSize(SIZES[size]);
    const persona = await seedPersona(db, team.team, team.owner, documentWithChoice());
    await page.goto("/personas");
    await page.getByRole("button", { name: "New persona" }).click();
    await judgeDialog(page, "new-persona", size);
    await page.getByRole("button", { name: "Import", exact: true }).click();
    await judgeDialog(page, "import", size, async () => {
      const buffer = Buffer.from(JSON.stringify(templateDocument("bank-agent")));
      await page.locator("input[type=file]").setInputFiles({ name: "bank.persona.json", mimeType: "application/json", buffer });
      await expect(page.getByRole("dialog").getByText("can be imported", { exact: false })).toBeVisible();
      await judgeScreen(page, "dialog-import-preview", size, "[role=dialog]");
    });
    await page.goto(`/personas/${persona.id}`);
    await page.getByRole("button", { name: "More actions" }).click();
    await judgeScreen(page, "editor-menu", size);
    await pressEscape(page);
    if (size === "desktop") await page.getByRole("button", { name: "Share" }).click();
    else {
      await page.getByRole("button", { name: "More actions" }).click();
      await page.getByRole("menuitem", { name: "Share" }).click();
    }
    await judgeDialog(page, "share", size, async () => {
      await page.getByRole("dialog").getByLabel("Label").fill("Pilot customers");
      await page.getByRole("dialog").getByRole("button", { name: "Create link" }).click();
      await expect(page.getByRole("dialog").getByRole("textbox", { name: "Link" })).toBeVisible();
      await judgeScreen(page, "dialog-share-made", size, "[role=dialog]");
    });
    await page.goto("/voices");
    await page.getByRole("button", { name: "Add a voice" }).first().click();
    await judgeDialog(page, "add-voice", size);
    await page.goto("/team");
    await page
      .getByRole("button", { name: /^Invite/ })
      .first()
      .click();
    await judgeDialog(page, "invite", size);
  });
}

async function judgeDialog(page: Page, name: string, size: SizeName, andThen?: () => Promise<void>) {
  const dialog = page.getByRole("dialog");
  await expect(dialog).toBeVisible();
  await judgeScreen(page, `dialog-${name}`, size, "[role=dialog]");
  await andThen?.();
  await pressEscape(page);
  await expect(dialog).toHaveCount(0);
}

async function sampleFile() {
  return { name: "reader.wav", mimeType: "audio/wav", buffer: await readFile(VOICE_SAMPLE) };
}
