/** Pages of the studio are for people who are signed in; everybody else is led to the sign-in page and back. */
import { type NextRequest, NextResponse } from "next/server";
import { getToken } from "next-auth/jwt";
import { PATH_HEADER } from "@/lib/server/auth/path-header";
import { env, isHttps } from "@/lib/server/env";

export const config = {
  matcher: ["/", "/personas/:path*", "/voices/:path*", "/calls/:path*", "/links/:path*", "/team/:path*", "/settings/:path*"],
};

/** Whether the session is still worth something, and what it may do, is decided again on every page and every route. */
export async function proxy(request: NextRequest): Promise<NextResponse> {
  const path = request.nextUrl.pathname + request.nextUrl.search;
  const cookies = Object.fromEntries(request.cookies.getAll().map(({ name, value }) => [name, value]));
  const token = await getToken({ req: { cookies, headers: {} } as never, secret: env().NEXTAUTH_SECRET, secureCookie: isHttps() });
  if (token) {
    const headers = new Headers(request.headers);
    headers.set(PATH_HEADER, path);
    return NextResponse.next({ request: { headers } });
  }
  const target = new URL("/sign-in", request.url);
  if (path !== "/") target.searchParams.set("next", path);
  return NextResponse.redirect(target);
}
