"use client";

import { Ellipsis, LockKeyhole, MessageSquareQuote, PhoneCall, RefreshCw, Unlink } from "lucide-react";
import Link from "next/link";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { DotList } from "@/components/ui/dot-list";
import { DropdownMenu, DropdownMenuItem, DropdownMenuSeparator } from "@/components/ui/dropdown-menu";
import { Moment } from "@/components/ui/moment";
import { formatCount, formatDuration } from "@/lib/shared/format";
import type { LinkSummary } from "@/lib/shared/links";
import { LinkStateBadge } from "./link-state";

export interface LinkRowProps {
  link: LinkSummary;
  /** who answers its calls; null: nobody any more, and nobody was chosen */
  answeredBy: string | null;
  canEdit: boolean;
  /** name the persona: where links of several stand together */
  showPersona?: boolean;
  onUpdate: () => void;
  /** no offered speaker any more: whoever the engine's own is */
  onOwnSpeaker: () => void;
  onRevoke: () => void;
}

/** Until when it works, or why it does not. */
function LinkEnd({ link }: { link: LinkSummary }) {
  if (link.revokedAt) {
    return (
      <>
        revoked <Moment iso={link.revokedAt} />
      </>
    );
  }
  // no day closes a link that its last call has closed
  if (link.state === "exhausted") return "no calls left";
  if (!link.expiresAt) return "never expires";
  return (
    <>
      {link.state === "expired" ? "expired" : "expires"} <Moment iso={link.expiresAt} />
    </>
  );
}

/** One share link: its state, what it allows, how much of it is used. */
export function LinkRow({ link, answeredBy, canEdit, showPersona = false, onUpdate, onOwnSpeaker, onRevoke }: LinkRowProps) {
  const title = link.label || "Link without a label";
  const open = link.state === "open";
  return (
    <li className="flex items-start gap-3 px-4 py-4 sm:px-5">
      <div className="min-w-0 flex-1">
        <div className="flex flex-wrap items-center gap-x-2.5 gap-y-1.5">
          <h3 className="min-w-0 break-words font-medium text-sm">{title}</h3>
          <LinkStateBadge link={link} />
          {open && !link.upToDate ? <Badge tone="warning">Older version</Badge> : null}
          {link.passwordProtected ? (
            <Badge>
              <LockKeyhole aria-hidden />
              Password
            </Badge>
          ) : null}
        </div>
        <DotList className="mt-1 text-muted text-sm">
          {showPersona ? (
            <Link
              href={`/personas/${link.personaId}`}
              className="text-foreground underline decoration-line-strong underline-offset-4 hover:decoration-current"
            >
              {link.personaName}
            </Link>
          ) : null}
          <span>version {link.versionNumber}</span>
          <span className="tabular-nums">
            {link.callCap === null ? formatCount(link.callCount, "call") : `${link.callCount} of ${formatCount(link.callCap, "call")}`}
          </span>
          <span>up to {formatDuration(link.maxCallSeconds * 1_000)}</span>
          {answeredBy ? <span>answered by {answeredBy}</span> : null}
          <LinkEnd link={link} />
        </DotList>
      </div>
      <DropdownMenu
        trigger={
          <Button variant="ghost" size="icon" aria-label={`Actions for ${title}`}>
            <Ellipsis aria-hidden />
          </Button>
        }
      >
        <DropdownMenuItem asChild>
          <Link href={`/calls?linkId=${link.id}`}>
            <PhoneCall aria-hidden />
            Its calls
          </Link>
        </DropdownMenuItem>
        {canEdit && open ? (
          <>
            <DropdownMenuItem disabled={link.upToDate} onSelect={onUpdate}>
              <RefreshCw aria-hidden />
              {link.upToDate ? "Calls the newest version" : "Update to the newest version"}
            </DropdownMenuItem>
            {link.offer ? (
              <DropdownMenuItem onSelect={onOwnSpeaker}>
                <MessageSquareQuote aria-hidden />
                Answer with the engine's own speaker
              </DropdownMenuItem>
            ) : null}
            <DropdownMenuSeparator />
            <DropdownMenuItem danger onSelect={onRevoke}>
              <Unlink aria-hidden />
              Revoke
            </DropdownMenuItem>
          </>
        ) : null}
      </DropdownMenu>
    </li>
  );
}
