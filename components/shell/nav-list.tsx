"use client";

import Link from "next/link";
import { usePathname } from "next/navigation";
import { cn } from "@/components/ui/class-names";
import { Tooltip } from "@/components/ui/tooltip";
import { isCurrent, NAV_ITEMS } from "./nav-items";

/** The studio's places. `narrow`: icons with tooltips. */
export function NavList({ narrow = false, onNavigate }: { narrow?: boolean; onNavigate?: () => void }) {
  const pathname = usePathname();
  return (
    <ul className="flex flex-col gap-0.5">
      {NAV_ITEMS.map(({ href, label, icon: Icon }) => {
        const current = isCurrent(href, pathname);
        const link = (
          <Link
            href={href}
            onClick={onNavigate}
            aria-current={current ? "page" : undefined}
            aria-label={narrow ? label : undefined}
            className={cn(
              "flex h-9 items-center gap-3 rounded-lg font-medium text-sm transition-colors",
              narrow ? "w-9 justify-center" : "px-2.5",
              current ? "bg-surface-raised text-foreground" : "text-muted hover:bg-surface-raised hover:text-foreground",
            )}
          >
            <Icon aria-hidden className={cn("size-4 shrink-0", current && "text-accent")} />
            {narrow ? null : label}
          </Link>
        );
        return (
          <li key={href}>
            {narrow ? (
              <Tooltip label={label} side="right">
                {link}
              </Tooltip>
            ) : (
              link
            )}
          </li>
        );
      })}
    </ul>
  );
}
