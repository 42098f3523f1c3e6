"use client";

import { FilePlus2 } from "lucide-react";
import { RadioGroup } from "radix-ui";
import { FlowPicture } from "./flow-picture";
import type { TemplateChoice } from "./template-choice";

export const BLANK = "blank";

const cardStyle =
  "flex flex-col overflow-hidden rounded-lg border border-line bg-surface text-left transition-colors hover:border-line-strong data-[state=checked]:border-accent data-[state=checked]:ring-1 data-[state=checked]:ring-accent";

/** Templates and "blank" as cards, each with the shape of its flow; arrow keys move between them. */
export function TemplatePicker({
  templates,
  value,
  onValueChange,
}: {
  templates: readonly TemplateChoice[];
  value: string;
  onValueChange: (templateId: string) => void;
}) {
  return (
    <RadioGroup.Root
      value={value}
      onValueChange={onValueChange}
      aria-label="Begin with"
      className="grid gap-3 sm:grid-cols-2 md:grid-cols-3"
    >
      {templates.map(({ id, title, summary, flow }) => (
        <RadioGroup.Item key={id} value={id} className={cardStyle}>
          <span className="block w-full border-line border-b bg-background p-3">
            <FlowPicture flow={flow} className="h-20 w-full" />
          </span>
          <span className="block p-3.5">
            <span className="block font-medium text-sm">{title}</span>
            <span className="mt-1 block text-pretty text-muted text-xs leading-relaxed">{summary}</span>
          </span>
        </RadioGroup.Item>
      ))}
      <RadioGroup.Item value={BLANK} className={cardStyle}>
        <span className="grid w-full place-items-center border-line border-b bg-background p-3">
          <span className="grid h-20 place-items-center text-muted">
            <FilePlus2 aria-hidden className="size-6" />
          </span>
        </span>
        <span className="block p-3.5">
          <span className="block font-medium text-sm">Blank</span>
          <span className="mt-1 block text-pretty text-muted text-xs leading-relaxed">
            A start, a greeting, one stage and an end. Write the rest yourself.
          </span>
        </span>
      </RadioGroup.Item>
    </RadioGroup.Root>
  );
}
