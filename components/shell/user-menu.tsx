"use client";

import { LogOut, Monitor, Moon, Sun, UserRound } from "lucide-react";
import { useRouter } from "next/navigation";
import { signOut } from "next-auth/react";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/class-names";
import {
  DropdownMenu,
  DropdownMenuItem,
  DropdownMenuLabel,
  DropdownMenuRadioGroup,
  DropdownMenuRadioItem,
  DropdownMenuSeparator,
} from "@/components/ui/dropdown-menu";
import type { SessionUser } from "@/lib/shared/team";
import { initialsOf } from "./initials";
import { type Theme, useTheme } from "./use-theme";

const THEME_CHOICES = [
  { value: "system", label: "Like the system", icon: Monitor },
  { value: "light", label: "Light", icon: Sun },
  { value: "dark", label: "Dark", icon: Moon },
] as const;

/** Who is signed in, the theme, the account and the way out. */
export function UserMenu({ user, narrow = false, side = "top" }: { user: SessionUser; narrow?: boolean; side?: "top" | "bottom" }) {
  const router = useRouter();
  const { theme, setTheme } = useTheme();
  const shownName = user.name ?? user.email ?? "You";
  return (
    <DropdownMenu
      side={side}
      align={narrow && side === "bottom" ? "end" : "start"}
      className="w-60"
      trigger={
        <Button
          variant="ghost"
          aria-label={`Account menu of ${shownName}`}
          className={cn("font-normal", narrow ? "size-9 p-0" : "h-12 w-full justify-start px-2")}
        >
          <span
            aria-hidden
            className="grid size-7 shrink-0 place-items-center rounded-full border border-line bg-surface-raised font-medium text-[11px]"
          >
            {initialsOf(shownName)}
          </span>
          {narrow ? null : (
            <span className="flex min-w-0 flex-col items-start leading-tight">
              <span className="max-w-full truncate font-medium text-[13px]">{shownName}</span>
              <span className="max-w-full truncate text-muted text-xs">{user.teamName}</span>
            </span>
          )}
        </Button>
      }
    >
      <DropdownMenuLabel>
        <span className="block truncate font-medium text-foreground text-sm">{shownName}</span>
        <span className="block truncate">
          {user.role} in {user.teamName}
        </span>
      </DropdownMenuLabel>
      <DropdownMenuSeparator />
      <DropdownMenuLabel>Theme</DropdownMenuLabel>
      <DropdownMenuRadioGroup value={theme} onValueChange={(value) => setTheme(value as Theme)}>
        {THEME_CHOICES.map(({ value, label, icon: Icon }) => (
          <DropdownMenuRadioItem key={value} value={value} onSelect={(event) => event.preventDefault()}>
            <Icon aria-hidden className="text-muted" />
            {label}
          </DropdownMenuRadioItem>
        ))}
      </DropdownMenuRadioGroup>
      <DropdownMenuSeparator />
      <DropdownMenuItem onSelect={() => router.push("/settings/account")}>
        <UserRound aria-hidden />
        Account
      </DropdownMenuItem>
      <DropdownMenuItem onSelect={() => void signOut({ callbackUrl: "/sign-in" })}>
        <LogOut aria-hidden />
        Sign out
      </DropdownMenuItem>
    </DropdownMenu>
  );
}
