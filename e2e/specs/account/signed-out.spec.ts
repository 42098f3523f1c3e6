/** An editor that stays open longer than its session: nothing is lost, nothing is asked for over and over. */
import { judgeScreen, SIZES } from "../../fixtures/judge-screen";
import { expect, PASSWORD, seedPersona, test } from "../../fixtures/test";

const GOAL = "Ask the caller for the colour of the door.";

test("what is typed after the session has ended is kept, and offered after signing in again", async ({ signedIn: page, db, team }) => {
  const { id } = await seedPersona(db, team.team, team.owner);
  await page.clock.install();
  await page.goto(`/personas/${id}`);
  await page.getByRole("group", { name: "Stage: Greet" }).click();
  const goal = page.getByRole("textbox", { name: "Goal" });
  await expect(goal).toBeVisible();
  await page.context().clearCookies();

  await goal.fill(GOAL);
  await page.clock.fastForward(2_000);
  const banner = page.getByRole("alert").filter({ hasText: "You have been signed out." });
  await expect(banner).toBeVisible();
  await expect(page.getByText("Signed out, kept on this computer").first()).toBeVisible();
  const asked: string[] = [];
  page.on("request", (request) => asked.push(new URL(request.url()).pathname));
  await goal.fill(`${GOAL} Be kind.`);
  for (let minute = 0; minute < 3; minute++) await page.clock.fastForward(60_000);
  await expect.poll(() => asked).toContain("/api/health");
  expect(asked.filter((path) => path.startsWith("/api/") && path !== "/api/health")).toEqual([]);

  for (const size of ["phone", "desktop"] as const) {
    await page.setViewportSize(SIZES[size]);
    await judgeScreen(page, "signed-out", size);
  }

  await banner.getByRole("link", { name: "Sign in again" }).click();
  await page.waitForURL(`**/sign-in?next=%2Fpersonas%2F${id}`);
  await page.getByLabel("E-mail").fill(team.owner.email ?? "");
  await page.getByLabel("Password").fill(PASSWORD);
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  await page.waitForURL(`**/personas/${id}`);
  await page.getByRole("button", { name: "Restore them" }).click();
  await page.clock.fastForward(2_000);
  await expect
    .poll(async () => (await db.persona.findUniqueOrThrow({ where: { id } })).document)
    .toMatchObject({ flow: { nodes: { greet: { data: { goal: `${GOAL} Be kind.` } } } } });
  await expect(banner).toHaveCount(0);
});
