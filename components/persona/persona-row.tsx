"use client";

import Link from "next/link";
import { useState } from "react";
import { Badge } from "@/components/ui/badge";
import { InlineNameInput } from "@/components/ui/inline-name-input";
import { Moment } from "@/components/ui/moment";
import { formatCount } from "@/lib/shared/format";
import type { PersonaSummary } from "@/lib/shared/personas";
import { type PersonaIntents, PersonaMenu } from "./persona-menu";

export interface PersonaRowProps extends Omit<PersonaIntents, "onRename"> {
  persona: PersonaSummary;
  canEdit: boolean;
  onRename: (name: string) => void;
}

/** One persona of the list; the whole row opens it. */
export function PersonaRow({ persona, canEdit, onRename, ...intents }: PersonaRowProps) {
  const [renaming, setRenaming] = useState(false);
  const { name, description, publicName, callCount, linkCount, lastCallAt, updatedAt } = persona;
  return (
    <li className="relative flex items-center gap-4 px-4 py-4 transition-colors hover:bg-surface-raised/60 sm:px-5">
      <div className="min-w-0 flex-1">
        <div className="mb-0.5 flex min-h-8 flex-wrap items-center gap-x-2.5 gap-y-1">
          {renaming ? (
            <InlineNameInput
              label="Name of the persona"
              name={name}
              maxLength={120}
              onCancel={() => setRenaming(false)}
              onSave={(next) => {
                setRenaming(false);
                onRename(next);
              }}
            />
          ) : (
            <h2 className="min-w-0 break-words font-medium">
              <Link href={`/personas/${persona.id}`} className="after:absolute after:inset-0">
                {name}
              </Link>
            </h2>
          )}
          {publicName && publicName !== name ? <span className="truncate text-muted text-sm">as {publicName}</span> : null}
          {linkCount > 0 ? <Badge tone="accent">{formatCount(linkCount, "open link")}</Badge> : null}
        </div>
        {description ? <p className="line-clamp-2 max-w-2xl text-pretty text-muted text-sm">{description}</p> : null}
        <p className="mt-1.5 text-muted text-xs sm:hidden">
          {formatCount(callCount, "call")} · changed <Moment iso={updatedAt} />
        </p>
      </div>
      <dl className="hidden shrink-0 grid-cols-[5.5rem_6.5rem_6.5rem] gap-x-4 text-sm sm:grid">
        <div>
          <dt className="text-muted text-xs">Calls</dt>
          <dd className="tabular-nums">{callCount}</dd>
        </div>
        <div>
          <dt className="text-muted text-xs">Last call</dt>
          <dd>{lastCallAt ? <Moment iso={lastCallAt} /> : "never"}</dd>
        </div>
        <div>
          <dt className="text-muted text-xs">Changed</dt>
          <dd>
            <Moment iso={updatedAt} />
          </dd>
        </div>
      </dl>
      <PersonaMenu persona={persona} canEdit={canEdit} onRename={() => setRenaming(true)} {...intents} />
    </li>
  );
}
