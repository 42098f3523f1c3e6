"use client";

import { ProtocolError } from "@duologue/protocol";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { FormError } from "@/components/ui/form-error";
import { api } from "@/lib/client/api";
import { useEngineHealth } from "@/lib/client/use-engine-health";
import { useSubmit } from "@/lib/client/use-submit";
import type { NewLink } from "@/lib/shared/links";
import { whoAnswers } from "@/lib/shared/who-answers";
import { LinkForm } from "./link-form";
import { NEW_LINK, readLinkForm } from "./link-form-values";
import { NewLinkUrl } from "./new-link-url";
import { PublicName } from "./public-name";

export interface CreateLinkProps {
  personaId: string;
  /** what callers see; empty: nothing of its own */
  publicName: string;
  onPublicName: (name: string) => Promise<void>;
  onCreated: () => void;
}

/** Makes a link to a persona as it is now, and shows its address this one time. Says first which name callers will see. */
export function CreateLink({ personaId, publicName, onPublicName, onCreated }: CreateLinkProps) {
  const { pending, error, fields, handle, handleChange, settle } = useSubmit();
  const [values, setValues] = useState(NEW_LINK);
  const health = useEngineHealth();
  const answers = whoAnswers(health.data?.engines ?? []);
  const [typedName, setTypedName] = useState("");
  const [made, setMade] = useState<NewLink>();

  async function create() {
    const read = readLinkForm(values, Date.now());
    if ("fields" in read) throw new ProtocolError("invalid_input", undefined, { fields: read.fields });
    const name = typedName.trim();
    if (name) await onPublicName(name);
    setMade(await api.post<NewLink>(`/api/personas/${personaId}/links`, read.input));
    setValues(NEW_LINK);
    setTypedName("");
    onCreated();
  }

  if (made) {
    return (
      <div className="flex flex-col gap-3">
        <NewLinkUrl link={made} />
        <Button variant="ghost" size="sm" className="-ml-3 self-start" onClick={() => setMade(undefined)}>
          Make another link
        </Button>
      </div>
    );
  }
  return (
    <form method="post" onSubmit={handle(create)} onChange={handleChange} className="flex flex-col gap-5">
      <FormError message={error} />
      <PublicName name={publicName.trim()} typed={typedName} error={fields.publicName} onType={setTypedName} />
      <LinkForm
        values={values}
        own={answers.status === "ready" ? answers.speaker : null}
        offers={answers.status === "ready" ? answers.offers.map(({ speaker }) => speaker) : []}
        onChange={setValues}
        onChosen={settle}
        errors={fields}
      />
      <Button type="submit" variant="primary" pending={pending} className="self-end">
        Create link
      </Button>
    </form>
  );
}
