import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { AuthFrame } from "@/components/auth/auth-frame";
import { SignUpForm } from "@/components/auth/sign-up-form";
import { LogoMark } from "@/components/shell/logo";
import { readSignInOptions } from "@/lib/server/auth/sign-in-options";

export const metadata: Metadata = { title: "Create your team" };

/** Whether anybody is here yet is asked at every visit, not when the studio is built. */
export const dynamic = "force-dynamic";

/** The first person of this studio; everybody later comes by an invite. */
export default async function SignUpPage() {
  const options = await readSignInOptions();
  if (!options.firstPerson) redirect("/sign-in");
  return (
    <AuthFrame
      mark={<LogoMark />}
      title="Create your team"
      description="You are the first person here. Your account owns the team; later you invite the others."
    >
      <SignUpForm options={options} />
    </AuthFrame>
  );
}
