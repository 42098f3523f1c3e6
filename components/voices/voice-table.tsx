"use client";

import Link from "next/link";
import { Moment } from "@/components/ui/moment";
import { Table, TableBody, TableCell, TableHead, TableHeaderCell, TableRow } from "@/components/ui/table";
import { formatSeconds, joinNames } from "@/lib/shared/voice-words";
import type { VoiceSummary } from "@/lib/shared/voices";
import { ConsentBadge, LevelBadge } from "./voice-badges";

/** Voices, newest first; each row leads to its page. On a phone a row becomes a few lines. */
export function VoiceTable({ voices }: { voices: readonly VoiceSummary[] }) {
  return (
    <Table aria-label="Voices">
      <TableHead className="max-md:sr-only">
        <tr>
          <TableHeaderCell>Name</TableHeaderCell>
          <TableHeaderCell className="text-right max-md:hidden">Length</TableHeaderCell>
          <TableHeaderCell className="max-md:hidden">Checks</TableHeaderCell>
          <TableHeaderCell className="max-md:hidden">Consent</TableHeaderCell>
          <TableHeaderCell className="max-lg:hidden">Used by</TableHeaderCell>
          <TableHeaderCell className="text-right max-md:hidden">Added</TableHeaderCell>
        </tr>
      </TableHead>
      <TableBody>
        {voices.map((voice) => (
          <TableRow key={voice.id} className="relative transition-colors hover:bg-surface-raised/60">
            <TableCell className="max-md:py-4 md:max-w-72">
              <Link href={`/voices/${voice.id}`} className="break-words font-medium after:absolute after:inset-0">
                {voice.name}
              </Link>
              <div className="md:hidden">
                <div className="mt-2 flex flex-wrap gap-1.5">
                  <LevelBadge level={voice.level} />
                  <ConsentBadge consent={voice.consent} />
                </div>
                <p className="mt-2 text-muted text-xs tabular-nums">
                  {formatSeconds(voice.durationMs)} · added <Moment iso={voice.createdAt} />
                </p>
              </div>
              {voice.usedBy.length > 0 ? <p className="mt-1 text-muted text-xs lg:hidden">Used by {joinNames(voice.usedBy)}</p> : null}
            </TableCell>
            <TableCell className="whitespace-nowrap text-right tabular-nums max-md:hidden">{formatSeconds(voice.durationMs)}</TableCell>
            <TableCell className="max-md:hidden">
              <LevelBadge level={voice.level} />
            </TableCell>
            <TableCell className="max-md:hidden">
              <ConsentBadge consent={voice.consent} />
            </TableCell>
            <TableCell className="max-w-56 truncate text-muted max-lg:hidden" title={joinNames(voice.usedBy)}>
              {joinNames(voice.usedBy) || "–"}
            </TableCell>
            <TableCell className="whitespace-nowrap text-right text-muted max-md:hidden">
              <Moment iso={voice.createdAt} />
            </TableCell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}
