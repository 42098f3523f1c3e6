"use client";

import { ArrowDown, ArrowUp, Plus, X } from "lucide-react";
import { type ReactNode, useId, useRef } from "react";
import { Button } from "@/components/ui/button";
import { Textarea } from "@/components/ui/input";

export interface LineListProps {
  label: string;
  hint: string;
  addLabel: string;
  /** "Sample line": the name of each field for screen readers, numbered */
  itemLabel: string;
  maxLength: number;
  maxLines?: number;
  /** `data-field` of the list; its lines are `${field}.${index}` */
  field?: string;
  lines: readonly string[];
  disabled: boolean;
  /** index: the line that was typed in; null when lines were added, removed or moved */
  onChange: (lines: string[], index: number | null) => void;
}

/** An ordered list of short texts. Enter in a line adds the next one. */
export function LineList({ label, hint, addLabel, itemLabel, maxLength, maxLines = 20, field, lines, disabled, onChange }: LineListProps) {
  const id = useId();
  const list = useRef<HTMLUListElement>(null);
  const focusLine = (index: number) =>
    requestAnimationFrame(() => list.current?.querySelectorAll<HTMLTextAreaElement>("textarea")[index]?.focus());

  function add(after: number) {
    if (lines.length >= maxLines) return;
    onChange([...lines.slice(0, after + 1), "", ...lines.slice(after + 1)], null);
    focusLine(after + 1);
  }
  function remove(index: number) {
    onChange(
      lines.filter((_, at) => at !== index),
      null,
    );
    focusLine(Math.max(0, index - 1));
  }
  function move(index: number, by: -1 | 1) {
    const next = [...lines];
    [next[index], next[index + by]] = [next[index + by] as string, next[index] as string];
    onChange(next, null);
  }

  return (
    <section aria-labelledby={id} data-field={field} className="flex flex-col gap-2">
      <div>
        <h3 id={id} className="font-medium text-sm">
          {label}
        </h3>
        <p className="mt-0.5 text-muted text-sm">{hint}</p>
      </div>
      <ul ref={list} className="flex flex-col gap-1.5">
        {lines.map((line, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: lines are plain texts; their place is all they have
          <li key={index} data-field={field ? `${field}.${index}` : undefined} className="group flex items-start gap-1">
            <Textarea
              rows={1}
              aria-label={`${itemLabel} ${index + 1}`}
              value={line}
              maxLength={maxLength}
              disabled={disabled}
              className="resize-y py-1.5"
              onChange={(event) =>
                onChange(
                  lines.map((old, at) => (at === index ? event.target.value : old)),
                  index,
                )
              }
              onKeyDown={(event) => {
                if (event.key === "Enter" && !event.shiftKey && !event.nativeEvent.isComposing) {
                  event.preventDefault();
                  add(index);
                } else if (event.key === "Backspace" && line === "") {
                  event.preventDefault();
                  remove(index);
                }
              }}
            />
            {disabled ? null : (
              <div className="flex pt-0.5">
                <RowButton label={`Move ${itemLabel.toLowerCase()} ${index + 1} up`} disabled={index === 0} onClick={() => move(index, -1)}>
                  <ArrowUp aria-hidden />
                </RowButton>
                <RowButton
                  label={`Move ${itemLabel.toLowerCase()} ${index + 1} down`}
                  disabled={index === lines.length - 1}
                  onClick={() => move(index, 1)}
                >
                  <ArrowDown aria-hidden />
                </RowButton>
                <RowButton label={`Remove ${itemLabel.toLowerCase()} ${index + 1}`} onClick={() => remove(index)}>
                  <X aria-hidden />
                </RowButton>
              </div>
            )}
          </li>
        ))}
      </ul>
      {disabled ? null : (
        <Button
          size="sm"
          variant="ghost"
          className="self-start px-2"
          disabled={lines.length >= maxLines}
          onClick={() => add(lines.length - 1)}
        >
          <Plus aria-hidden />
          {addLabel}
        </Button>
      )}
    </section>
  );
}

export function RowButton({ label, ...props }: { label: string; disabled?: boolean; onClick: () => void; children: ReactNode }) {
  return <Button variant="ghost" size="icon" className="size-7 text-muted [&_svg]:size-3.5" aria-label={label} title={label} {...props} />;
}
