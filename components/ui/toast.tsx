"use client";

import { CircleAlert, CircleCheck, Info } from "lucide-react";
import { Toaster as Sonner, toast as show } from "sonner";
import { buttonStyle } from "./button";
import { cn } from "./class-names";

interface ToastOptions {
  description?: string;
  /** offers "Undo" for ten seconds */
  undo?: () => void;
  action?: { label: string; run: () => void };
  /** a toast with the same id takes the place of the old one */
  id?: string;
}

function settings({ description, undo, action, id }: ToastOptions) {
  const offered = undo ? { label: "Undo", run: undo } : action;
  return {
    ...(id ? { id } : {}),
    ...(description ? { description } : {}),
    ...(offered ? { action: { label: offered.label, onClick: offered.run } } : {}),
    duration: offered ? 10_000 : 5_000,
  };
}

/** A short note at the edge of the screen: `toast("Saved")`, `toast.success(…)`, `toast.error(…)`, `toast("Deleted", { undo })`. */
export const toast = Object.assign((message: string, options: ToastOptions = {}) => show(message, settings(options)), {
  success: (message: string, options: ToastOptions = {}) => show.success(message, settings(options)),
  error: (message: string, options: ToastOptions = {}) => show.error(message, { ...settings(options), duration: 8_000 }),
  dismiss: (id?: string) => show.dismiss(id),
});

/** Once, in the root layout. */
export function Toaster() {
  return (
    <Sonner
      position="bottom-right"
      icons={{
        success: <CircleCheck aria-hidden className="size-4 text-success" />,
        error: <CircleAlert aria-hidden className="size-4 text-danger" />,
        info: <Info aria-hidden className="size-4 text-accent" />,
      }}
      toastOptions={{
        unstyled: true,
        classNames: {
          toast:
            "flex w-full items-center gap-3 rounded-lg font-sans border border-line bg-surface px-4 py-3 text-foreground text-sm shadow-float sm:w-[356px]",
          content: "min-w-0 flex-1",
          title: "font-medium",
          description: "mt-0.5 text-muted",
          icon: "shrink-0",
          actionButton: cn(buttonStyle({ variant: "secondary", size: "sm" }), "ml-auto"),
        },
      }}
    />
  );
}
