"use client";

import { Menu } from "lucide-react";
import Link from "next/link";
import { usePathname } from "next/navigation";
import { type ReactNode, useState } from "react";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/class-names";
import { Sheet } from "@/components/ui/sheet";
import type { SessionUser } from "@/lib/shared/team";
import { EngineChip } from "./engine-chip";
import { LogoMark } from "./logo";
import { fillsWindow } from "./nav-items";
import { NavList } from "./nav-list";
import { SignedOutBanner } from "./signed-out-banner";
import { UserMenu } from "./user-menu";

/** The frame of every studio page: a rail at the left; on phones a bar on top with the same things in a sheet. */
export function StudioShell({ user, children }: { user: SessionUser; children: ReactNode }) {
  const pathname = usePathname();
  const full = fillsWindow(pathname);
  const [menuOpen, setMenuOpen] = useState(false);
  return (
    <div className="flex min-h-dvh flex-col md:flex-row">
      <a
        href="#main"
        className="sr-only z-50 rounded-lg bg-accent px-4 py-2 font-medium text-accent-foreground text-sm focus:not-sr-only focus:fixed focus:top-3 focus:left-3"
      >
        Skip to content
      </a>

      <aside
        aria-label="Studio and account"
        className={cn(
          "sticky top-0 hidden h-dvh shrink-0 flex-col border-line border-r bg-surface py-4 md:flex",
          full ? "w-14 items-center px-2" : "w-56 px-3",
        )}
      >
        <Link href="/personas" aria-label="Duologue" className={cn("mb-6 flex h-9 items-center gap-2.5 rounded-lg", full ? "" : "px-2")}>
          <LogoMark />
          {full ? null : <span className="font-semibold tracking-tight">Duologue</span>}
        </Link>
        <nav aria-label="Studio">
          <NavList narrow={full} />
        </nav>
        <div className="mt-auto flex flex-col gap-1">
          <EngineChip narrow={full} side={full ? "right" : "top"} />
          <UserMenu user={user} narrow={full} />
        </div>
      </aside>

      <header className="sticky top-0 z-30 flex h-14 shrink-0 items-center gap-1 border-line border-b bg-surface px-3 md:hidden">
        <Button variant="ghost" size="icon" aria-label="Open menu" onClick={() => setMenuOpen(true)}>
          <Menu aria-hidden />
        </Button>
        <Link href="/personas" aria-label="Duologue" className="flex items-center gap-2 px-1">
          <LogoMark className="size-5" />
          <span className="font-semibold tracking-tight">Duologue</span>
        </Link>
        <div className="ml-auto flex items-center gap-1">
          <EngineChip narrow side="bottom" />
          <UserMenu user={user} narrow side="bottom" />
        </div>
      </header>
      <Sheet open={menuOpen} onOpenChange={setMenuOpen} title="Duologue" side="left">
        <nav aria-label="Studio" className="p-3">
          <NavList onNavigate={() => setMenuOpen(false)} />
        </nav>
      </Sheet>

      <main
        id="main"
        tabIndex={-1}
        className={cn(
          "relative min-w-0 flex-1 focus:outline-none",
          full ? "flex h-[calc(100dvh-3.5rem)] flex-col overflow-hidden max-md:flex-none md:h-dvh" : "",
        )}
      >
        <SignedOutBanner className={full ? "shrink-0" : "sticky top-14 z-20 md:top-0"} />
        <div className={full ? "min-h-0 flex-1" : "mx-auto w-full max-w-6xl px-4 py-8 sm:px-8 sm:py-10"}>{children}</div>
      </main>
    </div>
  );
}
