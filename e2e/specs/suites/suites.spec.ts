/** From a suite file to versions side by side; from a call to a test of its own, and to the same caller before another persona. */
import { seedVersion } from "@duologue/db/seed";
import { templateDocument } from "../../fixtures/documents";
import { judgeScreen, SIZES } from "../../fixtures/judge-screen";
import { SHORT_SUITE, suiteFile, suiteZip } from "../../fixtures/suite";
import { expect, seedPersona, test } from "../../fixtures/test";

test("a suite is uploaded, run and compared; a call of it becomes a test that runs, and is replayed", async ({
  signedIn: page,
  db,
  team,
}) => {
  test.slow();
  const teacher = await seedPersona(db, team.team, team.owner, templateDocument("wise-teacher"));
  const version = await seedVersion(db, teacher, team.owner);
  const banker = await seedPersona(db, team.team, team.owner, templateDocument("bank-agent"));

  // what is wrong with a file is said place by place
  await page.goto("/personas");
  await page.getByRole("link", { name: "Suites", exact: true }).click();
  await expect(page.getByRole("heading", { name: "Turn-taking" })).toBeVisible();
  await page.getByRole("button", { name: "Upload a suite" }).first().click();
  const [scenario] = SHORT_SUITE.scenarios;
  const wrong = { ...SHORT_SUITE, scenarios: [{ ...scenario, script: [{ id: "ask", when: { event: "whenever" }, say: "Hello?" }] }] };
  await page.locator("input[type=file]").setInputFiles(suiteFile(wrong));
  await expect(page.getByRole("alert")).toContainText("scenarios.0.script.0.when");
  // its sounds come with it, in a zip
  await page.locator("input[type=file]").setInputFiles(suiteZip(SHORT_SUITE, "sounds/other.wav"));
  await expect(page.getByRole("alert")).toContainText("sounds/mine.wav: expected a sound in the zip, received none");
  await page.locator("input[type=file]").setInputFiles(suiteZip(SHORT_SUITE));
  await expect(page.getByRole("heading", { name: "Short suite" })).toBeVisible();
  await page.getByRole("button", { name: /Asks when they open/ }).click();
  await expect(page.getByText("“And Mister John Dashwood.”")).toBeVisible();
  const suiteUrl = page.url();

  // two versions, side by side
  await page.getByRole("button", { name: "Run", exact: true }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("checkbox", { name: `${teacher.name}, v${version.number}` }).check();
  await dialog.getByRole("checkbox", { name: `${banker.name}, Draft` }).check();
  await expect(dialog.getByText("2 calls")).toBeVisible();
  await dialog.getByRole("button", { name: "Start the run" }).click();
  await page.waitForURL(/\/suites\/runs\//);
  await expect(page.getByText("Passed", { exact: true }).first()).toBeVisible({ timeout: 90_000 });
  await expect(page.getByText(/The rehearsal voice answered/)).toBeVisible();
  await expect(page.getByRole("columnheader", { name: `${banker.name} draft` }).first()).toBeVisible();
  const firstRunUrl = page.url();
  await judgeScreen(page, "run", "desktop");
  await page.getByRole("tab", { name: "Published by others" }).click();
  await expect(page.getByText("Published by others; never measured by us.")).toBeVisible();
  await page.getByRole("tab", { name: "Scenarios" }).click();
  await page
    .getByRole("link", { name: /passed|failed|judged/ })
    .first()
    .click();
  await page.waitForURL(/\/calls\/[a-z0-9]+$/);
  await expect(page.getByText("by a simulated caller, in a run of Short suite")).toBeVisible();

  // a stretch of that call becomes a test
  await page.getByRole("button", { name: "Make a test" }).click();
  const end = page.getByRole("slider", { name: "End of the test" });
  await end.focus();
  const before = Number(await end.getAttribute("aria-valuenow"));
  await page.keyboard.press("ArrowLeft");
  expect(before - Number(await end.getAttribute("aria-valuenow"))).toBeGreaterThanOrEqual(99);
  await page.getByRole("button", { name: "Add the test" }).click();
  await expect(page.getByText("Please fill this in.")).toBeVisible();
  await page.getByLabel("Name of the test").fill("Asks again");
  await page.getByLabel("The persona must say").fill("never said by anybody");
  await page.getByLabel("Name of the new suite").fill("From calls");
  await page.getByRole("button", { name: "Add the test" }).click();
  await expect(page.getByText("Test added, with 1 line of the caller.")).toBeVisible();

  // the same caller, another persona, meanwhile
  await page.getByRole("button", { name: "Replay to another persona" }).click();
  await expect(
    page.getByRole("dialog").getByRole("checkbox", { name: `${banker.name}, Draft` }),
    "chosen, as there is no further one",
  ).toBeChecked();
  await expect(dialog.getByText(/^Answered by the engine's own speaker, now Rehearsal voice\. Only what the caller said/)).toBeVisible();
  for (const size of ["phone", "desktop"] as const) {
    await page.setViewportSize(SIZES[size]);
    await judgeScreen(page, "dialog-replay", size, "[role=dialog]");
  }
  await page.getByRole("dialog").getByRole("button", { name: "Replay", exact: true }).click();
  await expect(page.getByText("Running").or(page.getByText("Waits"))).toBeVisible();
  const callUrl = page.url();

  await page.getByRole("link", { name: "Open the suite" }).click();
  await expect(page.getByRole("heading", { name: "From calls" })).toBeVisible();
  await page.getByRole("button", { name: "Run", exact: true }).click();
  await dialog.getByRole("checkbox", { name: `${teacher.name}, Draft` }).check();
  await dialog.getByRole("button", { name: "Start the run" }).click();
  await page.waitForURL(/\/suites\/runs\//);
  await expect(page.getByText("Thresholds missed", { exact: true }).first()).toBeVisible({ timeout: 90_000 });
  await page.getByRole("tab", { name: "Scenarios" }).click();
  await expect(page.getByText(/never said by anybody/).first()).toBeVisible();

  // the same suite another day, beside the first time
  await page.goto(suiteUrl);
  await page.getByRole("button", { name: "Run", exact: true }).click();
  await dialog.getByRole("checkbox", { name: `${teacher.name}, Draft` }).check();
  await dialog.getByRole("button", { name: "Start the run" }).click();
  await page.waitForURL((url) => url.pathname.startsWith("/suites/runs/") && url.href !== firstRunUrl);
  await expect(page.getByText("Passed", { exact: true }).first()).toBeVisible({ timeout: 90_000 });
  await page.getByRole("button", { name: "Compare", exact: true }).click();
  await expect(dialog.getByText("1 run, tick at least two")).toBeVisible();
  await dialog.getByRole("checkbox", { checked: false }).first().check();
  await dialog.getByRole("button", { name: "Compare", exact: true }).click();
  await page.waitForURL(/\/suites\/compare\?run=/);
  await expect(page.getByText("2 runs of Short suite, on 1 scenario that is the same in all of them.")).toBeVisible();
  await expect(page.getByRole("columnheader", { name: `B · ${banker.name} draft` }).first()).toContainText(
    `against A · ${teacher.name} draft`,
  );
  await expect(page.getByText(/^A and B: The rehearsal voice answered/)).toBeVisible();
  await expect(page.getByText(/The rehearsal voice answered/)).toHaveCount(1);
  await judgeScreen(page, "compare", "desktop");
  await page.setViewportSize(SIZES.phone);
  const second = await page
    .getByRole("columnheader", { name: `B · ${teacher.name} v${version.number}` })
    .first()
    .boundingBox();
  expect((second?.x ?? 0) + (second?.width ?? Number.NaN), "two columns fit a phone").toBeLessThanOrEqual(SIZES.phone.width);
  await judgeScreen(page, "compare", "phone");
  await page.setViewportSize(SIZES.desktop);

  await page.goto(callUrl);
  await page.getByRole("link", { name: `${banker.name} draft` }).click();
  await expect(page.getByText("The caller did not hear these answers.")).toBeVisible();
  await expect(page.getByRole("region", { name: "Replayed" }).getByRole("slider")).toBeVisible({ timeout: 30_000 });
  await expect(page.getByRole("table", { name: "Figures of both" })).toContainText("Response");
  await expect(page.getByText(/^Not the same voice or checkpoint/), "one rehearsal voice answered both").toHaveCount(0);
  await page.getByRole("region", { name: "As it was" }).getByRole("slider", { name: "Place in the recording" }).focus();
  await page.keyboard.press("ArrowRight");
  await expect(page.getByTestId("replay-clock")).toContainText("0:01 /");
  await expect.poll(async () => page.getByRole("region", { name: "Replayed" }).getByRole("slider").getAttribute("aria-valuenow")).toBe("1");
  await judgeScreen(page, "replay", "desktop");

  // as it would read if another voice had answered the second time
  const { replayCallId } = await db.callReplay.findFirstOrThrow({ where: { teamId: team.team.id } });
  const { id, speaker } = await db.call.findUniqueOrThrow({ where: { id: replayCallId ?? "" } });
  await db.call.update({ where: { id }, data: { speaker: { ...(speaker as object), model: "another voice" } } });
  await page.reload();
  await expect(page.getByText(/^Not the same voice or checkpoint answered these calls/)).toBeVisible();
  await expect(page.getByRole("region", { name: "Replayed" }).getByRole("slider")).toBeVisible({ timeout: 30_000 });
  for (const size of ["phone", "desktop"] as const) {
    await page.setViewportSize(SIZES[size]);
    await judgeScreen(page, "replay-other-answerer", size);
  }
});
