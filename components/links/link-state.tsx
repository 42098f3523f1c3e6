import { Badge } from "@/components/ui/badge";
import type { LinkState, LinkSummary } from "@/lib/shared/links";

const WORDS: Record<LinkState, { words: string; tone: "success" | "neutral" | "danger" }> = {
  open: { words: "Open", tone: "success" },
  expired: { words: "Expired", tone: "neutral" },
  revoked: { words: "Revoked", tone: "neutral" },
  exhausted: { words: "Used up", tone: "neutral" },
};

/** Whether a link still works; a call that is going on through it comes first. */
export function LinkStateBadge({ link }: { link: LinkSummary }) {
  if (link.liveCallCount > 0) {
    return (
      <Badge tone="success" dot="pulse">
        {link.liveCallCount === 1 ? "In a call" : `${link.liveCallCount} calls now`}
      </Badge>
    );
  }
  const { words, tone } = WORDS[link.state];
  return <Badge tone={tone}>{words}</Badge>;
}
