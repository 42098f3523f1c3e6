"use client";

import { X } from "lucide-react";
import { Dialog as RadixDialog } from "radix-ui";
import type { ReactNode } from "react";
import { Button } from "./button";
import { cn } from "./class-names";
import { useReturnFocus } from "./use-return-focus";

const sides = {
  left: "inset-y-0 left-0 w-[min(20rem,calc(100vw-3rem))] animate-slide-left border-r",
  right: "inset-y-0 right-0 w-full max-w-md animate-slide-right border-l",
  bottom: "inset-x-0 bottom-0 max-h-[88dvh] animate-slide-up rounded-t-xl border-t",
} as const;

export interface SheetProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  title: ReactNode;
  /** keep the title for screen readers only */
  titleHidden?: boolean;
  side?: keyof typeof sides;
  className?: string;
  children: ReactNode;
}

/** A modal panel from an edge of the screen. */
export function Sheet({ open, onOpenChange, title, titleHidden = false, side = "right", className, children }: SheetProps) {
  const returnFocus = useReturnFocus();
  return (
    <RadixDialog.Root open={open} onOpenChange={onOpenChange}>
      <RadixDialog.Portal>
        <RadixDialog.Overlay className="fixed inset-0 z-40 animate-fade-in bg-overlay" />
        <RadixDialog.Content
          {...returnFocus}
          aria-describedby={undefined}
          className={cn("fixed z-50 flex flex-col border-line bg-surface shadow-float focus:outline-none", sides[side], className)}
        >
          <header className={cn("flex items-center justify-between gap-3 px-4 py-3", !titleHidden && "border-line border-b")}>
            <RadixDialog.Title className={cn("font-semibold", titleHidden && "sr-only")}>{title}</RadixDialog.Title>
            <RadixDialog.Close asChild>
              <Button variant="ghost" size="icon" aria-label="Close" className="-mr-2 ml-auto">
                <X aria-hidden />
              </Button>
            </RadixDialog.Close>
          </header>
          <div className="min-h-0 flex-1 overflow-y-auto">{children}</div>
        </RadixDialog.Content>
      </RadixDialog.Portal>
    </RadixDialog.Root>
  );
}
