import type { Metadata } from "next";
import { AccountView } from "@/components/team/account-view";
import { hasPassword } from "@/lib/server/auth/has-password";
import { requireViewer } from "@/lib/server/auth/viewer";
import { readTeam } from "@/lib/server/team/team";

export const metadata: Metadata = { title: "Account" };

export default async function AccountPage() {
  const viewer = await requireViewer();
  const [{ teams }, withPassword] = await Promise.all([readTeam(viewer), hasPassword(viewer.userId)]);
  return <AccountView user={viewer} teams={teams} hasPassword={withPassword} />;
}
