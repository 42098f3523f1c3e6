/** Answers that come late move nothing under the hand of whoever is about to press. */
import { sampleDocument, seedSuite } from "@duologue/db/seed";
import type { Locator, Page } from "@playwright/test";
import { documentWithChoice } from "../../fixtures/documents";
import { expect, seedPersona, test } from "../../fixtures/test";

declare global {
  interface Window {
    tellDevices: () => void;
  }
}

/** The browser tells its microphones when the test says so, as a slow one does. To be called before the page is opened. */
async function holdDevices(page: Page): Promise<() => Promise<void>> {
  await page.addInitScript(() => {
    const ask = navigator.mediaDevices.enumerateDevices.bind(navigator.mediaDevices);
    const held = new Promise<void>((resolve) => {
      window.tellDevices = resolve;
    });
    navigator.mediaDevices.enumerateDevices = () => held.then(ask);
  });
  return () => page.evaluate(() => window.tellDevices());
}

/** Answers about the engines are kept back from now on. */
async function holdHealth(page: Page): Promise<void> {
  await page.route("**/api/health", () => {});
}

async function placeOf(button: Locator) {
  await button.click({ trial: true }); // waits until it stands still
  return button.boundingBox();
}

test("the button that allows the microphone stays where it is when the browser tells its microphones", async ({ signedIn: page }) => {
  const tellDevices = await holdDevices(page);
  await page.goto("/voices");
  await page.getByRole("button", { name: "Add a voice" }).click();
  await page.getByRole("tab", { name: "Record" }).click();
  const button = page.getByRole("button", { name: "Allow the microphone" });
  const place = await placeOf(button);
  await expect(page.getByLabel("Microphone")).toBeDisabled();
  await tellDevices();
  await expect(page.getByLabel("Microphone")).toBeEnabled();
  expect(await placeOf(button)).toEqual(place);
});

test("the sound check stays where it is when microphones and engines are told", async ({ signedIn: page, db, team }) => {
  const tellDevices = await holdDevices(page);
  const { id } = await seedPersona(db, team.team, team.owner, documentWithChoice());
  await page.goto(`/personas/${id}`);
  await expect(page.getByRole("button", { name: /^Engine: (?!looking)/ })).toBeVisible();
  await holdHealth(page);
  await page.getByRole("button", { name: "Call", exact: true }).first().click();
  await expect(page.getByRole("radiogroup", { name: "Who answers" }), "known before the studio answers again").toBeVisible();
  const button = page.getByRole("button", { name: "Check the microphone" });
  const place = await placeOf(button);
  await tellDevices();
  await expect(page.getByLabel("Microphone", { exact: true })).toBeVisible();
  expect(await placeOf(button)).toEqual(place);
});

test("the dialog of a run is whole when it opens", async ({ signedIn: page, db, team }) => {
  await seedPersona(db, team.team, team.owner, documentWithChoice());
  const suite = await seedSuite(db, team.team, team.owner);
  await page.goto(`/suites/${suite.id}`);
  await expect(page.getByRole("button", { name: /^Engine: (?!looking)/ })).toBeVisible();
  await holdHealth(page);
  await page.getByRole("button", { name: "Run", exact: true }).click();
  await expect(page.getByRole("radiogroup", { name: "Who answers" }), "known before the studio answers again").toBeVisible();
});

test("the form of a link comes with what is to be said of the persona's voice", async ({ signedIn: page, db, team }) => {
  const document = sampleDocument();
  const { id } = await seedPersona(db, team.team, team.owner, { ...document, voice: { ...document.voice, kind: "sample", ref: "gone" } });
  let tellVoices = () => {};
  const held = new Promise<void>((resolve) => {
    tellVoices = resolve;
  });
  await page.route("**/api/voices", async (route) => {
    await held;
    await route.continue();
  });
  await page.goto(`/links?share=${id}`);
  const dialog = page.getByRole("dialog");
  await expect(dialog.getByText("Looking at the persona’s voice")).toBeAttached();
  await expect(dialog.getByRole("button", { name: "Create link" })).toHaveCount(0);
  tellVoices();
  await expect(dialog.getByText("callers of a link made now cannot be answered")).toBeVisible();
  await expect(dialog.getByRole("button", { name: "Create link" })).toBeVisible();
});
