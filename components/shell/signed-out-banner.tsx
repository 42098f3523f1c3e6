"use client";

import { LogOut } from "lucide-react";
import { usePathname } from "next/navigation";
import { useSyncExternalStore } from "react";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/class-names";
import { isSignedOut, watchSession } from "@/lib/client/session";

const signInPath = (returnTo: string) => `/sign-in?next=${encodeURIComponent(returnTo)}`;

/** Stands over a page whose session has ended while it was open; leads to the sign-in page and back. */
export function SignedOutBanner({ className }: { className?: string }) {
  const pathname = usePathname();
  const signedOut = useSyncExternalStore(watchSession, isSignedOut, () => false);
  if (!signedOut) return null;
  return (
    <div
      role="alert"
      className={cn(
        "flex flex-wrap items-center gap-x-4 gap-y-2 border-warning/35 border-b bg-[color-mix(in_oklch,var(--warning)_10%,var(--surface))] px-4 py-2.5 text-sm",
        className,
      )}
    >
      <LogOut aria-hidden className="size-4 shrink-0 text-warning" />
      <p className="min-w-0 flex-1 basis-56">
        <strong className="font-medium">You have been signed out.</strong> What you changed in a persona is kept on this computer.
      </p>
      <Button asChild size="sm" variant="primary">
        {/* a whole new page: nothing of the old session stays in memory */}
        <a
          href={signInPath(pathname)}
          onClick={(event) => {
            event.currentTarget.href = signInPath(window.location.pathname + window.location.search);
          }}
        >
          Sign in again
        </a>
      </Button>
    </div>
  );
}
