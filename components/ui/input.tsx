"use client";

import { Label as RadixLabel } from "radix-ui";
import { type ComponentProps, type ReactNode, useId } from "react";
import { cn } from "./class-names";
import { FieldContext, useFieldAttributes } from "./field-context";

export const controlStyle =
  "w-full rounded-lg border border-line-strong/70 bg-surface px-3 text-foreground text-sm placeholder:text-muted/80 transition-colors hover:border-line-strong focus-visible:border-accent focus-visible:outline-offset-0 disabled:cursor-not-allowed disabled:opacity-60 aria-invalid:border-danger";

export function Input({ className, ...props }: ComponentProps<"input">) {
  return <input {...props} {...useFieldAttributes(props)} className={cn(controlStyle, "h-10", className)} />;
}

/** Grows with what is written in it, from `rows` lines to some fifteen; then it scrolls. */
export function Textarea({ className, rows = 4, style, ...props }: ComponentProps<"textarea">) {
  return (
    <textarea
      rows={rows}
      {...props}
      {...useFieldAttributes(props)}
      style={{ minHeight: `calc(${rows}lh + 1.125rem)`, ...style }}
      className={cn(controlStyle, "field-sizing-content max-h-96 min-w-0 py-2 leading-relaxed", className)}
    />
  );
}

/** For a fieldset that is disabled because its reader may not change it: its fields are plain text on a ground, easy to read and to copy. */
export const readOnlyFields =
  "[&:disabled_:is(input,textarea)]:cursor-default [&:disabled_:is(input,textarea)]:resize-none [&:disabled_:is(input,textarea)]:border-transparent [&:disabled_:is(input,textarea)]:bg-surface-raised [&:disabled_:is(input,textarea)]:opacity-100";

export function Label({ className, ...props }: ComponentProps<typeof RadixLabel.Root>) {
  return <RadixLabel.Root className={cn("font-medium text-foreground text-sm", className)} {...props} />;
}

export interface FieldProps {
  label: ReactNode;
  hint?: ReactNode;
  error?: string | undefined;
  /** stands at the right of the label: a counter, "optional", a link */
  aside?: ReactNode;
  /** hide the label from the eye; screen readers keep it */
  labelHidden?: boolean;
  className?: string;
  /** exactly one Input, Textarea or Select */
  children: ReactNode;
}

/** A labelled control with hint and error; Input, Textarea and Select inside it are tied to all three by themselves. */
export function Field({ label, hint, error, aside, labelHidden = false, className, children }: FieldProps) {
  const id = useId();
  const hintId = hint ? `${id}-hint` : undefined;
  const errorId = error ? `${id}-error` : undefined;
  const describedBy = [errorId, hintId].filter(Boolean).join(" ") || undefined;
  return (
    <FieldContext.Provider value={{ id, describedBy, invalid: Boolean(error) }}>
      <div className={cn("flex flex-col gap-1.5", className)}>
        <div className={cn("flex items-baseline justify-between gap-3", labelHidden && "sr-only")}>
          <Label htmlFor={id}>{label}</Label>
          {aside ? <span className="text-muted text-xs">{aside}</span> : null}
        </div>
        {children}
        {error ? (
          <p id={errorId} className="text-danger text-sm">
            {error}
          </p>
        ) : null}
        {hint ? (
          <p id={hintId} className="text-muted text-sm">
            {hint}
          </p>
        ) : null}
      </div>
    </FieldContext.Provider>
  );
}
