import type { NextRequest } from "next/server";
import NextAuth from "next-auth";
import { authOptions } from "@/lib/server/auth/auth-options";
import { readCookies } from "@/lib/server/auth/session";
import { INVITE_COOKIE } from "@/lib/server/team/remember-invite";

/** next-auth checks its own CSRF token; permissions begin where a session exists. */
async function handle(request: NextRequest, context: { params: Promise<{ nextauth: string[] }> }): Promise<Response> {
  const inviteToken = readCookies(request.headers)[INVITE_COOKIE] ?? null;
  return NextAuth(request, context, authOptions(inviteToken));
}

export { handle as GET, handle as POST };
