/** What the browser's tabs say: enough to tell one from another. */
import { seedCall, seedVoice } from "@duologue/db/seed";
import { expect, seedPersona, test } from "../../fixtures/test";

test("every tab is named after what it shows", async ({ signedIn: page, db, team }) => {
  const persona = await seedPersona(db, team.team, team.owner);
  const voice = await seedVoice(db, team.team, team.owner, "Grace, calm");
  const call = await seedCall(db, persona, team.owner, { state: "ended", endReason: "caller_hung_up", durationMs: 12_000 });
  for (const [path, title] of [
    ["/personas", "Personas · Duologue"],
    [`/personas/${persona.id}`, "Ada at reception · Duologue"],
    [`/voices/${voice.id}`, "Voice Grace, calm · Duologue"],
    [`/calls/${call.id}`, "Call with Ada at reception · Duologue"],
    ["/suites", "Suites · Duologue"],
    ["/suites/turn-taking", "Turn-taking · Duologue"],
    ["/suites/published", "Published results · Duologue"],
    ["/personas/nowhere", "Persona · Duologue"],
    ["/settings/account", "Account · Duologue"],
  ] as const) {
    await page.goto(path);
    await expect(page).toHaveTitle(title);
  }

  await page.goto(`/personas/${persona.id}`);
  await page.getByRole("button", { name: "Ada at reception, rename" }).click();
  await page.getByRole("textbox", { name: "Name of the persona" }).fill("Ada at night");
  await page.keyboard.press("Enter");
  await expect(page).toHaveTitle("Ada at night · Duologue");
  await page.getByRole("link", { name: "Calls", exact: true }).click();
  await expect(page).toHaveTitle("Calls · Duologue");
  await page.getByRole("link", { name: "Personas", exact: true }).click();
  await expect(page).toHaveTitle("Personas · Duologue");
  await page.getByRole("link", { name: "Ada at night" }).first().click();
  await expect(page).toHaveTitle("Ada at night · Duologue");
  await page.getByRole("link", { name: "Personas", exact: true }).first().click();
  await expect(page).toHaveTitle("Personas · Duologue");

  const made = await page.request.post(`/api/personas/${persona.id}/links`, { data: { label: "" } });
  const { url } = (await made.json()) as { url: string };
  await page.goto(new URL(url).pathname);
  await expect(page).toHaveTitle("Call Ada · Duologue");
  // a busy browser brings the page's own title to life only after the link is known
  await page.evaluate(() => {
    document.title = "Call · Duologue";
  });
  await expect(page).toHaveTitle("Call Ada · Duologue");
});
