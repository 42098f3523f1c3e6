/** The whole way through next-auth, as a browser walks it. Needs PostgreSQL (the embedded one will do). */
import { createRequire } from "node:module";
import { db } from "@duologue/db";
import { NextRequest } from "next/server";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { signUp } from "@/lib/server/auth/sign-up";
import { callRoute } from "@/lib/server/test/call-route";
import { openTestDatabase, type TestDatabase } from "@/lib/server/test/test-database";
import { GET as readTeam } from "../../team/route";
import { GET, POST } from "./route";

/** next-auth asks Next for the request's cookies and headers; without a server we answer in Next's place. */
let current: NextRequest;
const nextHeaders = createRequire(import.meta.url)("next/headers") as typeof import("next/headers");
vi.spyOn(nextHeaders, "headers").mockImplementation(async () => current.headers as never);
vi.spyOn(nextHeaders, "cookies").mockImplementation(async () => current.cookies as never);

let database: TestDatabase;
beforeAll(async () => {
  database = await openTestDatabase();
  await signUp({ name: "Ada", email: "ada@example.org", password: "a long password" });
});
afterAll(() => database.close());

async function ask(action: string, form: Record<string, string> | null, cookie: string): Promise<Response> {
  const init = form ? { method: "POST", body: new URLSearchParams(form) } : {};
  const request = new NextRequest(`http://localhost:3000/api/auth/${action}`, { ...init, headers: { cookie } });
  current = request;
  return (form ? POST : GET)(request, { params: Promise.resolve({ nextauth: action.split("/") }) });
}
const cookiesOf = (response: Response) =>
  response.headers
    .getSetCookie()
    .map((cookie) => cookie.split(";")[0])
    .join("; ");

async function signIn(email: string, password: string): Promise<Response> {
  const csrf = await ask("csrf", null, "");
  const { csrfToken } = (await csrf.json()) as { csrfToken: string };
  return ask("callback/credentials", { csrfToken, email, password, json: "true" }, cookiesOf(csrf));
}

it("signs in, and the cookie opens the team", async () => {
  const response = await signIn("ada@example.org", "a long password");
  expect(response.status).toBe(200);
  expect(response.headers.getSetCookie().find((cookie) => cookie.includes("session-token"))).toMatch(/HttpOnly; SameSite=Lax/);
  expect((await callRoute(readTeam, { cookie: cookiesOf(response) })).status).toBe(200);
});

it("answers an unknown address and a wrong password word for word the same", async () => {
  const answers: unknown[] = [];
  for (const email of ["ada@example.org", "nobody@example.org"]) {
    const response = await signIn(email, "not the password");
    answers.push({ status: response.status, body: await response.text(), cookies: response.headers.getSetCookie().length });
  }
  expect(answers[0]).toEqual(answers[1]);
  expect(answers[0]).toMatchObject({ status: 401, body: expect.stringContaining("CredentialsSignin") });
});

it("refuses a form without next-auth's own token", async () => {
  const response = await ask("callback/credentials", { email: "ada@example.org", password: "a long password", json: "true" }, "");
  expect(response.headers.getSetCookie().join()).not.toContain("session-token=ey");
});

it("says when there were too many tries", async () => {
  await db.rateLimit.deleteMany();
  for (let k = 0; k < 10; k++) await signIn("ada@example.org", "wrong");
  expect(await (await signIn("ada@example.org", "a long password")).text()).toContain("rate_limited");
});

it("shows in the session who it is", async () => {
  await db.rateLimit.deleteMany();
  const signedIn = await signIn("ada@example.org", "a long password");
  const session = await (await ask("session", null, cookiesOf(signedIn))).json();
  expect(session).toMatchObject({ user: { name: "Ada", email: "ada@example.org", id: expect.any(String) } });
});
