import type { ErrorCode } from "@duologue/protocol";
import { Link2Off } from "lucide-react";
import type { LinkState } from "@/lib/shared/links";

const WORDS: Record<Exclude<LinkState, "open"> | "missing", { title: string; detail: string }> = {
  missing: { title: "This link does not exist", detail: "Check that it was copied whole, or ask whoever sent it for a new one." },
  expired: { title: "This link has expired", detail: "Ask whoever sent it for a new one." },
  revoked: { title: "This link is no longer active", detail: "Whoever shared it has taken it back." },
  exhausted: { title: "This link has been used up", detail: "It allowed a certain number of calls. Ask whoever sent it for a new one." },
};

/** Why no other call can be made through a link that has just been used; undefined while it is open. */
export function whyNotAgain(state: LinkState): string | undefined {
  return state === "exhausted" || state === "expired" ? `${WORDS[state].title}. ${WORDS[state].detail}` : undefined;
}

/** The state of a link by which a call was refused; null where that was something else. */
export function closedBy(code: ErrorCode | null): Exclude<LinkState, "open"> | null {
  if (code === "link_expired") return "expired";
  if (code === "link_revoked") return "revoked";
  return code === "link_exhausted" ? "exhausted" : null;
}

/** A link that opens nothing any more, and why. */
export function LinkClosed({ state }: { state: keyof typeof WORDS }) {
  const { title, detail } = WORDS[state];
  return (
    <div className="flex flex-1 flex-col items-center justify-center gap-3 p-8 text-center">
      <span className="grid size-11 place-items-center rounded-lg border border-line bg-surface-raised text-muted">
        <Link2Off aria-hidden className="size-5" />
      </span>
      <h2 className="font-semibold">{title}</h2>
      <p className="max-w-xs text-balance text-muted text-sm leading-relaxed">{detail}</p>
    </div>
  );
}
