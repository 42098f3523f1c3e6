"use client";

import { useRouter } from "next/navigation";
import { useEffect, useState } from "react";
import { ConfirmDialog } from "@/components/ui/dialog";

/** While a call goes on: a link that leads away from it asks first, since leaving hangs up. */
export function LeaveGuard({ active }: { active: boolean }) {
  const router = useRouter();
  const [wanted, setWanted] = useState<string | null>(null);

  useEffect(() => {
    if (!active) return;
    const onClick = (event: MouseEvent) => {
      const path = leadsTo(event);
      if (path === null) return;
      event.preventDefault();
      event.stopPropagation();
      setWanted(path);
    };
    document.addEventListener("click", onClick, { capture: true });
    return () => {
      document.removeEventListener("click", onClick, { capture: true });
      setWanted(null);
    };
  }, [active]);

  return (
    <ConfirmDialog
      open={wanted !== null}
      onOpenChange={(open) => {
        if (!open) setWanted(null);
      }}
      title="Leave and hang up?"
      description="The call ends when you leave this page. What was said is kept."
      confirmLabel="Leave and hang up"
      cancelLabel="Stay on the line"
      danger
      onConfirm={() => {
        if (wanted !== null) router.push(wanted);
      }}
    />
  );
}

/** The page of this studio that a plain click would change to; null for every other click. */
function leadsTo(event: MouseEvent): string | null {
  if (event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return null;
  const link = event.target instanceof Element ? event.target.closest("a") : null;
  if (!link?.href || link.target === "_blank" || link.hasAttribute("download")) return null;
  const { origin, pathname, search, hash } = new URL(link.href);
  return origin === location.origin && pathname !== location.pathname ? `${pathname}${search}${hash}` : null;
}
