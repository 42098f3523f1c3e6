import type { Metadata } from "next";
import Link from "next/link";
import { AuthFrame } from "@/components/auth/auth-frame";
import { LogoMark } from "@/components/shell/logo";
import { Button } from "@/components/ui/button";

export const metadata: Metadata = { title: "Check your e-mail" };

export default function CheckEmailPage() {
  return (
    <AuthFrame
      mark={<LogoMark />}
      title="Check your e-mail"
      description="If that address may sign in here, a link is on its way. It works once, for 15 minutes. Look into the spam folder too."
    >
      <Button asChild>
        <Link href="/sign-in">Back to sign-in</Link>
      </Button>
    </AuthFrame>
  );
}
