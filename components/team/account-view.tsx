"use client";

import { useRouter } from "next/navigation";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Card, CardContent, CardDescription, CardHeader, CardTitle } from "@/components/ui/card";
import { PageHeader } from "@/components/ui/page-header";
import { toast } from "@/components/ui/toast";
import { api, wordsOf } from "@/lib/client/api";
import { PERSON_NAME_MAX_LENGTH, type SessionUser, type TeamDetail } from "@/lib/shared/team";
import { PasswordForm } from "./password-form";
import { ROLE_WORDS } from "./role-words";
import { SavedNameForm } from "./saved-name-form";

export interface AccountViewProps {
  user: SessionUser;
  teams: TeamDetail["teams"];
  /** false for people who sign in by e-mail link or through another service */
  hasPassword: boolean;
}

/** Who is signed in and under which name, their password, and the teams they may switch between. */
export function AccountView({ user, teams, hasPassword }: AccountViewProps) {
  const router = useRouter();

  async function switchTo(teamId: string) {
    try {
      await api.post("/api/team/switch", { teamId });
      router.push("/personas");
      router.refresh();
    } catch (error) {
      toast.error(wordsOf(error));
    }
  }

  return (
    <>
      <PageHeader title="Account" description="How you appear to your team, and the teams you belong to." />
      <div className="flex max-w-2xl flex-col gap-5">
        <Card>
          <CardHeader>
            <CardTitle>You</CardTitle>
          </CardHeader>
          <CardContent className="flex flex-col gap-4">
            <SavedNameForm
              label="Your name"
              address="/api/account"
              savedName={user.name}
              maxLength={PERSON_NAME_MAX_LENGTH}
              autoComplete="name"
            />
            <dl className="flex gap-6 text-sm">
              <dt className="shrink-0 text-muted">E-mail</dt>
              <dd className="break-all">{user.email ?? "not given"}</dd>
            </dl>
          </CardContent>
        </Card>
        {hasPassword ? (
          <Card>
            <CardHeader>
              <div>
                <CardTitle>Password</CardTitle>
                <CardDescription>Changing it signs you out everywhere else.</CardDescription>
              </div>
            </CardHeader>
            <CardContent>
              <PasswordForm email={user.email} />
            </CardContent>
          </Card>
        ) : null}
        <Card>
          <CardHeader>
            <div>
              <CardTitle>Your teams</CardTitle>
              <CardDescription>Personas, voices, calls and links belong to a team.</CardDescription>
            </div>
          </CardHeader>
          <CardContent>
            <ul aria-label="Your teams" className="-my-2 divide-y divide-line">
              {teams.map((team) => (
                <li key={team.id} className="flex min-h-14 items-center gap-3 py-2">
                  <div className="min-w-0 flex-1">
                    <p className="truncate font-medium text-sm">{team.name}</p>
                    <p className="text-muted text-sm">{ROLE_WORDS[team.role].label}</p>
                  </div>
                  {team.id === user.teamId ? (
                    <Badge tone="accent">Active</Badge>
                  ) : (
                    <Button size="sm" onClick={() => void switchTo(team.id)}>
                      Switch
                    </Button>
                  )}
                </li>
              ))}
            </ul>
          </CardContent>
        </Card>
      </div>
    </>
  );
}
