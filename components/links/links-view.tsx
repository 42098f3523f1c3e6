"use client";

import { Link2, Plus } from "lucide-react";
import Link from "next/link";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { DropdownMenu, DropdownMenuItem, DropdownMenuLabel } from "@/components/ui/dropdown-menu";
import { EmptyState } from "@/components/ui/empty-state";
import { ErrorState } from "@/components/ui/error-state";
import { PageHeader } from "@/components/ui/page-header";
import { PersonaMark } from "@/components/ui/persona-mark";
import { Switch } from "@/components/ui/switch";
import { api } from "@/lib/client/api";
import { replaceQuery } from "@/lib/client/query";
import { useResource } from "@/lib/client/use-resource";
import type { LinkSummary } from "@/lib/shared/links";
import type { PersonaSummary } from "@/lib/shared/personas";
import { repeatedNames } from "@/lib/shared/repeated-names";
import { LinkList } from "./link-list";
import { ShareDialog } from "./share-dialog";

const REFRESH_EVERY_MS = 10_000;

export interface LinksViewProps {
  initial: LinkSummary[];
  personas: readonly Pick<PersonaSummary, "id" | "name" | "publicName" | "updatedAt">[];
  /** a persona whose share dialog is open from the start */
  sharePersonaId?: string | undefined;
  canEdit: boolean;
}

/** Every share link of the team. */
export function LinksView({ initial, personas, sharePersonaId, canEdit }: LinksViewProps) {
  const list = useResource<{ links: LinkSummary[] }>("/api/links", { initial: { links: initial }, refreshEveryMs: REFRESH_EVERY_MS });
  const [sharing, setSharing] = useState(personas.find(({ id }) => id === sharePersonaId));
  /** public names given here, by persona */
  const [named, setNamed] = useState<Record<string, string>>({});
  const [withClosed, setWithClosed] = useState(false);
  const links = list.data?.links ?? [];
  const open = links.filter(({ state, liveCallCount }) => state === "open" || liveCallCount > 0);
  const closedCount = links.length - open.length;
  const repeated = repeatedNames(personas);
  const shown = withClosed ? links : open;

  const newLink = (
    <DropdownMenu
      className="max-h-80 max-w-72 overflow-y-auto"
      trigger={
        <Button variant="primary" disabled={personas.length === 0}>
          <Plus aria-hidden />
          New link
        </Button>
      }
    >
      <DropdownMenuLabel>To which persona?</DropdownMenuLabel>
      {personas.map((persona) => (
        <DropdownMenuItem key={persona.id} onSelect={() => setSharing(persona)}>
          <span className="min-w-0 py-1.5">
            <span className="block truncate">{persona.name}</span>
            {repeated.has(persona.name) ? (
              <span className="block truncate text-muted text-xs">
                <PersonaMark {...persona} />
              </span>
            ) : null}
          </span>
        </DropdownMenuItem>
      ))}
    </DropdownMenu>
  );

  return (
    <>
      <PageHeader
        title="Links"
        description="Test-call links that need no account. Each calls the version of the persona that it was made for, until you update it."
        actions={canEdit && links.length > 0 ? newLink : null}
      />
      {list.error && links.length === 0 ? (
        <ErrorState message={list.error.message} retry={() => void list.reload()} />
      ) : links.length === 0 ? (
        <EmptyState
          icon={Link2}
          title="No links yet"
          description={
            personas.length === 0
              ? "Make a persona first; then let others call it with a link."
              : "Let others call a persona from their browser, on a phone too. You decide how long, how often, and with which password."
          }
          action={
            personas.length === 0 ? (
              <Button asChild variant="primary">
                <Link href="/personas">To your personas</Link>
              </Button>
            ) : canEdit ? (
              newLink
            ) : null
          }
        />
      ) : (
        <>
          {closedCount > 0 ? (
            <Switch className="mb-4" checked={withClosed} onCheckedChange={setWithClosed} label={`Show closed links (${closedCount})`} />
          ) : null}
          {shown.length > 0 ? (
            <LinkList links={shown} canEdit={canEdit} showPersona onChanged={() => void list.reload()} />
          ) : (
            <EmptyState icon={Link2} title="No open links" description="All links have expired, are used up or were revoked." />
          )}
        </>
      )}
      {sharing ? (
        <ShareDialog
          open
          onOpenChange={(isOpen) => {
            if (isOpen) return;
            setSharing(undefined);
            replaceQuery({});
          }}
          personaId={sharing.id}
          personaName={sharing.name}
          publicName={named[sharing.id] ?? sharing.publicName}
          onPublicName={async (publicName) => {
            await api.patch(`/api/personas/${sharing.id}`, { publicName });
            setNamed((before) => ({ ...before, [sharing.id]: publicName }));
          }}
          canEdit={canEdit}
          onChanged={() => void list.reload()}
        />
      ) : null}
    </>
  );
}
