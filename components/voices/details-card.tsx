import { Card, CardContent, CardHeader, CardTitle } from "@/components/ui/card";
import { CopyButton } from "@/components/ui/copy-button";
import { Moment } from "@/components/ui/moment";
import { formatSeconds } from "@/lib/shared/voice-words";
import type { VoiceDetail } from "@/lib/shared/voices";

const HASH_SHOWN = 16;

/** Where the voice comes from and who uses it. */
export function DetailsCard({ voice }: { voice: VoiceDetail }) {
  return (
    <Card>
      <CardHeader>
        <CardTitle>Details</CardTitle>
      </CardHeader>
      <CardContent>
        <dl className="grid grid-cols-[auto_minmax(0,1fr)] items-baseline gap-x-4 gap-y-2 text-sm">
          <dt className="text-muted">Used by</dt>
          <dd className="break-words">
            {voice.usedBy.length === 0 ? (
              "No persona yet"
            ) : (
              <ul>
                {voice.usedBy.map((name, index) => (
                  // biome-ignore lint/suspicious/noArrayIndexKey: two personas may have one name; the list is only shown
                  <li key={index}>{name}</li>
                ))}
              </ul>
            )}
          </dd>
          <dt className="text-muted">File</dt>
          <dd className="break-all">{voice.fileName}</dd>
          <dt className="text-muted">Whole length</dt>
          <dd className="tabular-nums">{formatSeconds(voice.originalMs)}</dd>
          <dt className="text-muted">Added</dt>
          <dd>
            <Moment iso={voice.createdAt} as="full" />
          </dd>
          <dt className="text-muted">SHA-256</dt>
          <dd>
            {voice.sha256 ? (
              <span className="flex items-center gap-1">
                <code title={voice.sha256} className="min-w-0 truncate font-mono text-[13px]">
                  {voice.sha256.slice(0, HASH_SHOWN)}…
                </code>
                <CopyButton iconOnly variant="ghost" className="-my-2 size-8" label="Copy the SHA-256" value={voice.sha256} />
              </span>
            ) : (
              "None: it did not pass its checks"
            )}
          </dd>
        </dl>
      </CardContent>
    </Card>
  );
}
