"use client";

import { Check, ChevronDown } from "lucide-react";
import { Select as RadixSelect } from "radix-ui";
import { type ReactNode, useState } from "react";
import { cn } from "./class-names";
import { useFieldAttributes } from "./field-context";
import { controlStyle } from "./input";

export interface SelectOption {
  value: string;
  label: ReactNode;
  disabled?: boolean;
}

export interface SelectProps {
  value: string;
  onValueChange: (value: string) => void;
  options: readonly SelectOption[];
  placeholder?: string;
  /** needed where no Field is around it */
  label?: string;
  size?: "sm" | "md";
  disabled?: boolean;
  id?: string;
  name?: string;
  className?: string;
  /** a letter opens the list instead of choosing at once: where a choice does something by itself */
  opensOnTyping?: boolean;
}

/** One of a list. Values must not be empty strings (Radix keeps "" for "nothing chosen"). */
export function Select(props: SelectProps) {
  const { value, onValueChange, options, placeholder, label, size = "md", disabled, id, name, className, opensOnTyping = false } = props;
  const attributes = useFieldAttributes({ id });
  const [open, setOpen] = useState(false);
  return (
    <RadixSelect.Root
      value={value}
      onValueChange={onValueChange}
      open={open}
      onOpenChange={setOpen}
      {...(disabled ? { disabled } : {})}
      {...(name ? { name } : {})}
    >
      <RadixSelect.Trigger
        {...attributes}
        onKeyDown={(event) => {
          if (!opensOnTyping || open || event.ctrlKey || event.altKey || event.metaKey || !/^\p{L}$/u.test(event.key)) return;
          event.preventDefault();
          setOpen(true);
        }}
        aria-label={label}
        className={cn(
          controlStyle,
          "inline-flex items-center justify-between gap-2 text-left data-[placeholder]:text-muted",
          size === "sm" ? "h-8 px-2.5 text-[13px]" : "h-10",
          className,
        )}
      >
        <span className="truncate">
          <RadixSelect.Value placeholder={placeholder} />
        </span>
        <RadixSelect.Icon>
          <ChevronDown aria-hidden className="size-4 text-muted" />
        </RadixSelect.Icon>
      </RadixSelect.Trigger>
      <RadixSelect.Portal>
        <RadixSelect.Content
          position="popper"
          sideOffset={4}
          className="z-50 max-h-(--radix-select-content-available-height) min-w-(--radix-select-trigger-width) animate-rise-in overflow-hidden rounded-lg border border-line bg-surface shadow-float"
        >
          <RadixSelect.Viewport className="p-1">
            {options.map((option) => (
              <RadixSelect.Item
                key={option.value}
                value={option.value}
                disabled={option.disabled ?? false}
                className="relative flex h-9 cursor-default select-none items-center rounded-md pr-8 pl-2.5 text-sm outline-none data-[disabled]:opacity-50 data-[highlighted]:bg-surface-raised"
              >
                <RadixSelect.ItemText>{option.label}</RadixSelect.ItemText>
                <RadixSelect.ItemIndicator className="absolute right-2.5">
                  <Check aria-hidden className="size-4 text-accent" />
                </RadixSelect.ItemIndicator>
              </RadixSelect.Item>
            ))}
          </RadixSelect.Viewport>
        </RadixSelect.Content>
      </RadixSelect.Portal>
    </RadixSelect.Root>
  );
}
