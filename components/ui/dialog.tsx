"use client";

import { X } from "lucide-react";
import { AlertDialog as RadixAlertDialog, Dialog as RadixDialog } from "radix-ui";
import { type ReactNode, useState } from "react";
import { Button } from "./button";
import { cn } from "./class-names";
import { useReturnFocus } from "./use-return-focus";

const overlayStyle = "fixed inset-0 z-50 animate-fade-in bg-overlay";
const panelStyle =
  "fixed left-1/2 z-50 flex w-[calc(100vw-2rem)] -translate-x-1/2 animate-rise-in flex-col rounded-xl border border-line bg-surface shadow-float focus:outline-none";
// Hung from its top: what comes into it later, or grows in it, moves nothing above itself.
const hung = "top-4 max-h-[calc(100dvh-2rem)] sm:top-[8dvh] sm:max-h-[86dvh]";
const centred = "top-1/2 max-h-[calc(100dvh-2rem)] -translate-y-1/2";
const widths = { sm: "max-w-md", md: "max-w-xl", lg: "max-w-3xl" } as const;

export interface DialogProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  title: ReactNode;
  description?: ReactNode;
  /** stays in view below the scrolling body: the buttons */
  footer?: ReactNode;
  size?: keyof typeof widths;
  /** what has the focus once it is closed; left out or null: what had it before */
  focusAfter?: () => HTMLElement | SVGElement | null;
  children?: ReactNode;
}

/** A modal. Focus goes in and comes back by itself; Escape and a click outside close it. */
export function Dialog({ open, onOpenChange, title, description, footer, size = "md", focusAfter, children }: DialogProps) {
  const returnFocus = useReturnFocus(focusAfter);
  return (
    <RadixDialog.Root open={open} onOpenChange={onOpenChange}>
      <RadixDialog.Portal>
        <RadixDialog.Overlay className={overlayStyle} />
        <RadixDialog.Content
          {...returnFocus}
          className={cn(panelStyle, hung, widths[size])}
          {...(description ? {} : { "aria-describedby": undefined })}
        >
          <header className="flex items-start gap-4 px-6 pt-5 pb-4">
            <div className="min-w-0 flex-1">
              <RadixDialog.Title className="font-semibold text-lg leading-snug">{title}</RadixDialog.Title>
              {description ? <RadixDialog.Description className="mt-1 text-muted text-sm">{description}</RadixDialog.Description> : null}
            </div>
            <RadixDialog.Close asChild>
              <Button variant="ghost" size="icon" aria-label="Close" className="-mt-1 -mr-2">
                <X aria-hidden />
              </Button>
            </RadixDialog.Close>
          </header>
          <div className="min-h-0 flex-1 overflow-y-auto px-6 pt-1 pb-5">{children}</div>
          {footer ? <footer className="flex flex-wrap justify-end gap-2 border-line border-t px-6 py-4">{footer}</footer> : null}
        </RadixDialog.Content>
      </RadixDialog.Portal>
    </RadixDialog.Root>
  );
}

export interface ConfirmDialogProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  title: ReactNode;
  /** what will happen, and whether it can be undone */
  description: ReactNode;
  confirmLabel: string;
  cancelLabel?: string;
  danger?: boolean;
  /** the dialog stays open, busy, until it is done; it stays open too when it throws */
  onConfirm: () => void | Promise<void>;
}

/** Asks before something that is hard to take back. The safe button has the focus. */
export function ConfirmDialog({
  open,
  onOpenChange,
  title,
  description,
  confirmLabel,
  cancelLabel = "Cancel",
  danger = false,
  onConfirm,
}: ConfirmDialogProps) {
  const [pending, setPending] = useState(false);
  const returnFocus = useReturnFocus();

  async function confirm() {
    setPending(true);
    try {
      await onConfirm();
      onOpenChange(false);
    } finally {
      setPending(false);
    }
  }

  return (
    <RadixAlertDialog.Root open={open} onOpenChange={onOpenChange}>
      <RadixAlertDialog.Portal>
        <RadixAlertDialog.Overlay className={overlayStyle} />
        <RadixAlertDialog.Content {...returnFocus} className={cn(panelStyle, centred, widths.sm, "gap-2 p-6")}>
          <RadixAlertDialog.Title className="font-semibold text-lg leading-snug">{title}</RadixAlertDialog.Title>
          <RadixAlertDialog.Description asChild>
            <div className="text-muted text-sm leading-relaxed">{description}</div>
          </RadixAlertDialog.Description>
          <div className="mt-4 flex flex-wrap justify-end gap-2">
            <RadixAlertDialog.Cancel asChild>
              <Button disabled={pending}>{cancelLabel}</Button>
            </RadixAlertDialog.Cancel>
            <Button variant={danger ? "danger" : "primary"} pending={pending} onClick={() => void confirm().catch(() => {})}>
              {confirmLabel}
            </Button>
          </div>
        </RadixAlertDialog.Content>
      </RadixAlertDialog.Portal>
    </RadixAlertDialog.Root>
  );
}
