"use client";

import { useState } from "react";
import { Button } from "@/components/ui/button";
import { CopyButton } from "@/components/ui/copy-button";
import { Dialog } from "@/components/ui/dialog";
import { FormError } from "@/components/ui/form-error";
import { Field, Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import { api } from "@/lib/client/api";
import { useSubmit } from "@/lib/client/use-submit";
import type { NewInvite, Role } from "@/lib/shared/team";
import { ROLE_OPTIONS, ROLE_WORDS } from "./role-words";

const FORM_ID = "invite";
const EXPIRY_OPTIONS = [
  { value: "1", label: "After a day" },
  { value: "7", label: "After a week" },
  { value: "30", label: "After 30 days" },
];

/** Makes a link that lets one person into the team, and shows its address this one time. */
export function InviteDialog({
  open,
  onOpenChange,
  onCreated,
}: {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  onCreated: () => void;
}) {
  const { pending, error, handle } = useSubmit();
  const [role, setRole] = useState<Role>("editor");
  const [expiresInDays, setExpiresInDays] = useState("7");
  const [made, setMade] = useState<NewInvite>();

  async function create() {
    setMade(await api.post<NewInvite>("/api/team/invites", { role, expiresInDays: Number(expiresInDays) }));
    onCreated();
  }

  return (
    <Dialog
      open={open}
      onOpenChange={(next) => {
        if (!next) setMade(undefined);
        onOpenChange(next);
      }}
      title="Invite somebody"
      description="The link lets one person in. Send it yourself, by whichever way you trust."
      footer={
        made ? (
          <Button onClick={() => setMade(undefined)}>Invite another person</Button>
        ) : (
          <Button type="submit" form={FORM_ID} variant="primary" pending={pending}>
            Create invite link
          </Button>
        )
      }
    >
      {made ? (
        <Field label="Invite link" hint="Copy it now: it cannot be shown again.">
          <div className="flex gap-2">
            <Input
              readOnly
              value={made.url}
              aria-label="Invite link"
              onFocus={(event) => event.currentTarget.select()}
              className="font-mono text-[13px]"
            />
            <CopyButton value={made.url} label="Copy link" variant="primary" />
          </div>
        </Field>
      ) : (
        <form id={FORM_ID} method="post" onSubmit={handle(create)} className="flex flex-col gap-5">
          <FormError message={error} />
          <Field label="Role" hint={`${ROLE_WORDS[role].label}s ${ROLE_WORDS[role].many}.`}>
            <Select value={role} onValueChange={(value) => setRole(value as Role)} options={ROLE_OPTIONS} />
          </Field>
          <Field label="Expires">
            <Select value={expiresInDays} onValueChange={setExpiresInDays} options={EXPIRY_OPTIONS} />
          </Field>
        </form>
      )}
    </Dialog>
  );
}
