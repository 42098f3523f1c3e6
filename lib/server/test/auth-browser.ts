/** A browser as next-auth's handlers see one: it keeps its cookies and goes where it is sent. */
import { createRequire } from "node:module";
import { NextRequest } from "next/server";
import { vi } from "vitest";

type Handler = (request: NextRequest, context: { params: Promise<{ nextauth: string[] }> }) => Promise<Response>;

/** next-auth asks Next for the request's cookies and headers; without a server we answer in Next's place. */
let current: NextRequest;
const nextHeaders = createRequire(import.meta.url)("next/headers") as typeof import("next/headers");
vi.spyOn(nextHeaders, "headers").mockImplementation(async () => current.headers as never);
vi.spyOn(nextHeaders, "cookies").mockImplementation(async () => current.cookies as never);

const STUDIO = "http://localhost:3000";
const PREFIX = `${STUDIO}/api/auth/`;

export class AuthBrowser {
  readonly cookies = new Map<string, string>();

  constructor(private readonly handlers: { GET: Handler; POST: Handler }) {}

  get cookie(): string {
    return [...this.cookies].map(([name, value]) => `${name}=${value}`).join("; ");
  }

  /** GETs an address of /api/auth, or POSTs a form to it. */
  async ask(address: string, form?: Record<string, string>): Promise<Response> {
    const url = new URL(address, PREFIX);
    const init = form ? { method: "POST", body: new URLSearchParams(form) } : {};
    current = new NextRequest(url, { ...init, headers: { cookie: this.cookie } });
    const nextauth = url.pathname.slice(new URL(PREFIX).pathname.length).split("/");
    const response = await this.handlers[form ? "POST" : "GET"](current, { params: Promise.resolve({ nextauth }) });
    for (const line of response.headers.getSetCookie()) this.keep(line);
    return response;
  }

  /** Presses the button of a provider. Returns where next-auth leads. */
  async signInWith(provider: string, form: Record<string, string> = {}): Promise<string> {
    const { csrfToken } = (await (await this.ask("csrf")).json()) as { csrfToken: string };
    const answer = await this.ask(`signin/${provider}`, { csrfToken, callbackUrl: "/personas", json: "true", ...form });
    return ((await answer.json()) as { url: string }).url;
  }

  /** Opens a link into /api/auth. Returns the page where it ends, without the studio's own address. */
  async open(address: string): Promise<string> {
    const location = (await this.ask(address)).headers.get("location") ?? "";
    if (location.startsWith(PREFIX)) return this.open(location);
    return location.startsWith(STUDIO) ? location.slice(STUDIO.length) : location;
  }

  /** Who is signed in here; undefined for nobody. */
  async user(): Promise<{ id: string; email: string } | undefined> {
    return ((await (await this.ask("session")).json()) as { user?: { id: string; email: string } }).user;
  }

  private keep(line: string): void {
    const [pair = "", ...attributes] = line.split(";");
    const cut = pair.indexOf("=");
    const [name, value] = [pair.slice(0, cut), pair.slice(cut + 1)];
    const isGone = value === "" || attributes.some((attribute) => /^ *max-age=0$/i.test(attribute));
    if (isGone) this.cookies.delete(name);
    else this.cookies.set(name, value);
  }
}
