import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { AuthFrame } from "@/components/auth/auth-frame";
import { SignInForm } from "@/components/auth/sign-in-form";
import { LogoMark } from "@/components/shell/logo";
import { readSignInOptions } from "@/lib/server/auth/sign-in-options";
import { getViewer } from "@/lib/server/auth/viewer";
import { safeReturnPath } from "@/lib/shared/safe-return-path";

export const metadata: Metadata = { title: "Sign in" };

interface SignInPageProps {
  searchParams: Promise<{ next?: string; callbackUrl?: string; error?: string }>;
}

export default async function SignInPage({ searchParams }: SignInPageProps) {
  const { next, callbackUrl, error } = await searchParams;
  const returnPath = safeReturnPath(next ?? pathOf(callbackUrl));
  if (await getViewer()) redirect(returnPath);
  const options = await readSignInOptions();
  if (options.firstPerson) redirect("/sign-up");
  return (
    <AuthFrame mark={<LogoMark />} title="Sign in" footer="New here? An owner of your team can send you an invite link.">
      <SignInForm options={options} callbackUrl={returnPath} errorCode={error} />
    </AuthFrame>
  );
}

/** next-auth names whole addresses; only the path counts here. */
function pathOf(address: string | undefined): string | undefined {
  if (!address || !URL.canParse(address)) return address;
  const { pathname, search } = new URL(address);
  return `${pathname}${search}`;
}
