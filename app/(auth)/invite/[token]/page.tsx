import { ProtocolError } from "@duologue/protocol";
import type { Metadata } from "next";
import Link from "next/link";
import { AcceptInvite } from "@/components/auth/accept-invite";
import { AuthFrame } from "@/components/auth/auth-frame";
import { SignUpForm } from "@/components/auth/sign-up-form";
import { LogoMark } from "@/components/shell/logo";
import { Button } from "@/components/ui/button";
import { readSignInOptions } from "@/lib/server/auth/sign-in-options";
import { getPerson } from "@/lib/server/auth/viewer";
import { describeInvite } from "@/lib/server/team/find-invite";

export const metadata: Metadata = { title: "Invitation", referrer: "no-referrer", robots: { index: false } };

export default async function InvitePage({ params }: { params: Promise<{ token: string }> }) {
  const { token } = await params;
  const [invite, person, options] = await Promise.all([describeInvite(token).catch(asGone), getPerson(), readSignInOptions()]);
  if (!invite) {
    return (
      <AuthFrame
        mark={<LogoMark />}
        title="This invite does not work any more"
        description="It has been used, was withdrawn, or has expired. Ask an owner of the team for a new one."
      >
        <Button asChild>
          <Link href="/sign-in">To sign-in</Link>
        </Button>
      </AuthFrame>
    );
  }
  const title = `Join ${invite.teamName}`;
  const description = `You are invited as ${invite.role === "viewer" ? "a" : "an"} ${invite.role}.`;
  if (person) {
    return (
      <AuthFrame mark={<LogoMark />} title={title} description={`${description} You are signed in as ${person.email ?? person.name}.`}>
        <AcceptInvite token={token} teamName={invite.teamName} />
      </AuthFrame>
    );
  }
  return (
    <AuthFrame
      mark={<LogoMark />}
      title={title}
      description={description}
      footer={
        <>
          You have an account already?{" "}
          <Link href={`/sign-in?next=${encodeURIComponent(`/invite/${token}`)}`} className="text-foreground underline underline-offset-4">
            Sign in
          </Link>
        </>
      }
    >
      <SignUpForm options={{ ...options, firstPerson: false }} inviteToken={token} />
    </AuthFrame>
  );
}

function asGone(error: unknown): null {
  if (error instanceof ProtocolError) return null;
  throw error;
}
