/** The password card: a wrong password, a new one, and what becomes of the person's other browser. */
import { expect, PASSWORD, signIn, test } from "../../fixtures/test";

const NEXT = "a new horse, a better battery";

test("a password is changed: this browser goes on, every other one is signed out and told so", async ({
  signedIn: page,
  team,
  browser,
  baseURL,
}) => {
  const email = team.owner.email ?? "";
  const elsewhere = await browser.newContext(baseURL ? { baseURL } : {});
  const other = await elsewhere.newPage();
  await other.clock.install();
  await signIn(other, email);
  await other.goto("/links");
  await expect(other.getByRole("heading", { name: "No links yet" })).toBeVisible();

  await page.goto("/settings/account");
  const change = page.getByRole("button", { name: "Change password" });
  await expect(change).toBeDisabled();
  await page.getByLabel("Present password").fill("not my password at all");
  await page.getByLabel("New password").fill(NEXT);
  await change.click();
  await expect(page.getByText("That is not your present password.")).toBeVisible();
  await expect(page.getByLabel("Present password")).toHaveAttribute("aria-invalid", "true");
  await expect(page.getByLabel("Present password")).toBeFocused();

  await page.getByLabel("Present password").fill(PASSWORD);
  await expect(page.getByText("That is not your present password."), "the words were about what stood there before").toHaveCount(0);
  await page.getByLabel("New password").press("Enter");
  await expect(page.getByText("Password changed")).toBeVisible();
  for (const label of ["Present password", "New password"]) await expect(page.getByLabel(label)).toHaveValue("");
  await page.reload();
  await expect(page.getByRole("heading", { name: "Account", exact: true })).toBeVisible();

  const banner = other.getByRole("alert").filter({ hasText: "You have been signed out." });
  await other.clock.fastForward(11_000);
  await expect(banner).toBeVisible();
  const asked: string[] = [];
  other.on("request", (request) => asked.push(new URL(request.url()).pathname));
  for (let minute = 0; minute < 3; minute++) await other.clock.fastForward(60_000);
  await expect.poll(() => asked, "the engine's state is public, and still looked at").toContain("/api/health");
  expect(asked.filter((path) => path.startsWith("/api/") && path !== "/api/health")).toEqual([]);

  await banner.getByRole("link", { name: "Sign in again" }).click();
  await other.waitForURL("**/sign-in?next=%2Flinks");
  await other.getByLabel("E-mail").fill(email);
  await other.getByLabel("Password").fill(PASSWORD);
  await other.getByRole("button", { name: "Sign in", exact: true }).click();
  await expect(other.getByRole("alert").filter({ hasText: /password/i })).toBeVisible();
  await other.getByLabel("Password").fill(NEXT);
  await other.getByRole("button", { name: "Sign in", exact: true }).click();
  await other.waitForURL("**/links");
  await expect(other.getByRole("heading", { name: "No links yet" })).toBeVisible();
  await expect(banner).toHaveCount(0);
  await elsewhere.close();
});
