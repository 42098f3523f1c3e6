/**
 * Every screen, on a desktop and on a phone, light and dark: nothing serious for axe, nothing wider than the window.
 * The pictures stay in test-results/screens/, to be looked at.
 */
import AxeBuilder from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { expect, seedPersona, test } from "../../fixtures/test";

const SIZES = { desktop: { width: 1440, height: 900 }, phone: { width: 390, height: 844 } } as const;
const THEMES = ["light", "dark"] as const;

const SCREENS: { name: string; path: (ids: { personaId: string }) => string; ready: (page: Page) => Promise<void> }[] = [
  { name: "personas", path: () => "/personas", ready: (page) => expect(page.getByRole("heading", { name: "Personas" })).toBeVisible() },
  {
    name: "editor",
    path: ({ personaId }) => `/personas/${personaId}`,
    ready: (page) => expect(page.locator(".react-flow__node").first()).toBeVisible(),
  },
  {
    name: "voices",
    path: () => "/voices",
    ready: (page) => expect(page.getByRole("heading", { name: "Voices", exact: true })).toBeVisible(),
  },
  { name: "calls", path: () => "/calls", ready: (page) => expect(page.getByRole("heading", { name: "Calls", exact: true })).toBeVisible() },
  { name: "links", path: () => "/links", ready: (page) => expect(page.getByRole("heading", { name: "Links", exact: true })).toBeVisible() },
  { name: "team", path: () => "/team", ready: (page) => expect(page.getByRole("heading", { level: 1 })).toBeVisible() },
  { name: "account", path: () => "/settings/account", ready: (page) => expect(page.getByRole("heading", { level: 1 })).toBeVisible() },
  { name: "missing", path: () => "/personas/nowhere", ready: (page) => expect(page.getByRole("heading").first()).toBeVisible() },
];

for (const [size, viewport] of Object.entries(SIZES)) {
  for (const theme of THEMES) {
    test(`signed-in screens on a ${size}, ${theme}`, async ({ signedIn: page, db, team }) => {
      const { id: personaId } = await seedPersona(db, team.team, team.owner);
      await page.setViewportSize(viewport);
      await page.emulateMedia({ colorScheme: theme });
      for (const { name, path, ready } of SCREENS) {
        await page.goto(path({ personaId }));
        await ready(page);
        await judge(page, `${name}-${size}-${theme}`);
      }
    });

    test(`public screens on a ${size}, ${theme}`, async ({ page }) => {
      await page.setViewportSize(viewport);
      await page.emulateMedia({ colorScheme: theme });
      await page.goto("/sign-in");
      await expect(page.getByLabel("Password")).toBeVisible();
      await judge(page, `sign-in-${size}-${theme}`);
      await page.goto("/t/00000000000000000000000000000000");
      await expect(page.getByText("This link does not exist")).toBeVisible();
      await judge(page, `link-missing-${size}-${theme}`);
    });
  }
}

async function judge(page: Page, name: string): Promise<void> {
  await page.evaluate(() => document.fonts.ready);
  await page.screenshot({ path: `test-results/screens/${name}.png` });
  const { violations } = await new AxeBuilder({ page }).withTags(["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"]).analyze();
  const serious = violations.filter(({ impact }) => impact === "serious" || impact === "critical");
  expect(
    serious.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(" ")).join(", ")}`),
    `${name}: serious accessibility problems`,
  ).toEqual([]);
  const overflowPx = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  expect(overflowPx, `${name}: wider than the window`).toBeLessThanOrEqual(0);
}
