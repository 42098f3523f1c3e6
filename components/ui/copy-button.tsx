"use client";

import { Check, Copy } from "lucide-react";
import { useEffect, useState } from "react";
import { Button, type ButtonProps } from "./button";
import { toast } from "./toast";

export interface CopyButtonProps extends Omit<ButtonProps, "value" | "onClick" | "children"> {
  value: string;
  /** what is copied: "Copy link" */
  label?: string;
  /** show only the icon; the label stays for screen readers */
  iconOnly?: boolean;
}

/** Copies a text and says so. */
export function CopyButton({ value, label = "Copy", iconOnly = false, size, ...props }: CopyButtonProps) {
  const [copied, setCopied] = useState(false);

  useEffect(() => {
    if (!copied) return;
    const timer = setTimeout(() => setCopied(false), 2_000);
    return () => clearTimeout(timer);
  }, [copied]);

  async function copy() {
    try {
      await navigator.clipboard.writeText(value);
      setCopied(true);
    } catch {
      toast.error("The browser did not allow copying", { description: "Select the text and copy it by hand." });
    }
  }

  return (
    <Button size={iconOnly ? "icon" : (size ?? "md")} aria-label={iconOnly ? label : undefined} onClick={() => void copy()} {...props}>
      {copied ? <Check aria-hidden className="text-success" /> : <Copy aria-hidden />}
      {iconOnly ? null : copied ? "Copied" : label}
      <span aria-live="polite" className="sr-only">
        {copied ? "Copied" : ""}
      </span>
    </Button>
  );
}
