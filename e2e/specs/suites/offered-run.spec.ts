/** A run that the small trained model answers: chosen in the dialog as in the call panel, named by the run from then on. */
import { seedSuite } from "@duologue/db/seed";
import { documentWithChoice } from "../../fixtures/documents";
import { judgeScreen, SIZES } from "../../fixtures/judge-screen";
import { expect, seedPersona, test } from "../../fixtures/test";

const TITLE = /^Small trained model: knows its prompt, mishears people/;

test("a run is answered by the offered speaker that was chosen for it, and its report names it with its hash", async ({
  signedIn: page,
  db,
  team,
}) => {
  test.slow();
  const persona = await seedPersona(db, team.team, team.owner, documentWithChoice());
  const suite = await seedSuite(db, team.team, team.owner);
  await page.goto(`/suites/${suite.id}`);
  await page.getByRole("button", { name: "Run", exact: true }).click();
  const dialog = page.getByRole("dialog");
  // the only one there is
  await expect(dialog.getByRole("checkbox", { name: `${persona.name}, Draft` })).toBeChecked();
  const choices = dialog.getByRole("radiogroup", { name: "Who answers" });
  await expect(choices.getByRole("radio", { name: /^Rehearsal voice/ })).toBeChecked();
  const callsAtOnce = dialog.getByLabel("Calls at once, at most");
  await expect(callsAtOnce).toHaveValue("4");
  await choices.getByRole("radio", { name: TITLE }).click();
  await expect(callsAtOnce, "no more than can be answered").toHaveValue("1");
  await expect(dialog.getByText("Small trained model has 2 slots, 1 of them for runs; fewer on a slow machine")).toBeVisible();
  await expect(choices.getByText(/it mishears people/)).toBeVisible();
  await expect(dialog.getByText("2 free slots")).toBeVisible();
  for (const size of ["phone", "desktop"] as const) {
    await page.setViewportSize(SIZES[size]);
    await judgeScreen(page, "dialog-run-offered", size, "[role=dialog]");
  }
  await callsAtOnce.fill("2");
  await choices.getByRole("radio", { name: /^Rehearsal voice/ }).click();
  await expect(callsAtOnce, "what was typed stays").toHaveValue("2");
  await choices.getByRole("radio", { name: TITLE }).click();
  await dialog.getByRole("button", { name: "Start the run" }).click();
  await page.waitForURL(/\/suites\/runs\//);
  await expect(page.getByText("Small trained model, as chosen for this run"), "before its first call has ended").toBeVisible();
  await expect(page.getByText(/A small trained model answered/)).toBeVisible({ timeout: 90_000 });
  await expect(page.getByText(new RegExp(`${TITLE.source}.* · checkpoint [0-9a-f]{12}$`))).toBeVisible();
  await judgeScreen(page, "run-offered", "desktop");
  const run = await db.suiteRun.findFirstOrThrow({ where: { teamId: team.team.id } });
  expect(run).toMatchObject({ offer: "duo-small", state: "done" });
  const call = await db.call.findFirstOrThrow({ where: { teamId: team.team.id } });
  expect(call).toMatchObject({ source: "suite", offer: "duo-small", speaker: { kind: "native", model: "duo-small" } });
});
