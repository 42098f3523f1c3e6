"use client";

import { ExternalLink } from "lucide-react";
import { Button } from "@/components/ui/button";
import { CopyButton } from "@/components/ui/copy-button";
import { Field, Input } from "@/components/ui/input";
import { isThisMachineOnly } from "@/lib/shared/is-this-machine-only";
import type { NewLink } from "@/lib/shared/links";

/** The address of a link that has just been made: the only time it can be seen. */
export function NewLinkUrl({ link }: { link: NewLink }) {
  return (
    <div className="rounded-lg border border-accent/40 bg-accent/5 p-4">
      <Field label="Link" hint="Copy it now: for safety only its fingerprint is kept, so it cannot be shown again.">
        <div className="flex gap-2">
          <Input
            readOnly
            value={link.url}
            aria-label="Link"
            onFocus={(event) => event.currentTarget.select()}
            className="font-mono text-[13px]"
          />
          <CopyButton value={link.url} label="Copy link" variant="primary" />
        </div>
      </Field>
      {isThisMachineOnly(link.url) ? (
        <p className="mt-3 text-pretty text-sm">
          Only the machine that the studio runs on can open it: for others, its host sets{" "}
          <code className="font-mono text-[13px]">NEXTAUTH_URL</code> to the address that people use.
        </p>
      ) : null}
      <Button asChild variant="ghost" size="sm" className="mt-2 -ml-3">
        <a href={link.url} target="_blank" rel="noreferrer">
          <ExternalLink aria-hidden />
          Open it as a caller
        </a>
      </Button>
    </div>
  );
}
