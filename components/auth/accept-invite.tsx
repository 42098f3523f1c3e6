"use client";

import { useRouter } from "next/navigation";
import { Button } from "@/components/ui/button";
import { FormError } from "@/components/ui/form-error";
import { useHydrated } from "@/components/ui/use-hydrated";
import { api } from "@/lib/client/api";
import { useSubmit } from "@/lib/client/use-submit";

/** For somebody who is signed in already: join with one click. */
export function AcceptInvite({ token, teamName }: { token: string; teamName: string }) {
  const router = useRouter();
  const hydrated = useHydrated();
  const { pending, error, run } = useSubmit();

  async function accept() {
    await api.post("/api/invites/accept", { token });
    router.replace("/personas");
    router.refresh();
  }

  return (
    <>
      <FormError message={error} />
      <Button variant="primary" disabled={!hydrated} pending={pending} onClick={() => void run(accept)}>
        Join {teamName}
      </Button>
    </>
  );
}
