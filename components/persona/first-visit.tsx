"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { FormError } from "@/components/ui/form-error";
import { Spinner } from "@/components/ui/spinner";
import { api } from "@/lib/client/api";
import { useSubmit } from "@/lib/client/use-submit";
import { FlowPicture } from "./flow-picture";
import type { TemplateChoice } from "./template-choice";

const STEPS = [
  { title: "Choose an example", words: "Four personas that work as they are. Or begin with a blank page." },
  { title: "Press Call", words: "The call panel stands beside the flow. Your browser asks for the microphone." },
  { title: "Talk, and interrupt", words: "Both sides can speak at once. Afterwards every moment can be replayed." },
];

/** What stands here before there is any persona: the shortest way to the first call. */
export function FirstVisit({
  templates,
  onBlank,
  onImport,
}: {
  templates: readonly TemplateChoice[];
  onBlank: () => void;
  onImport: () => void;
}) {
  const router = useRouter();
  const { pending, error, run } = useSubmit();
  const [chosen, setChosen] = useState<string>();

  function begin(templateId: string) {
    setChosen(templateId);
    void run(async () => {
      const { id } = await api.post<{ id: string }>("/api/personas", { templateId });
      router.push(`/personas/${id}`);
    });
  }

  return (
    <section aria-labelledby="first-visit" className="rounded-lg border border-line bg-surface p-5 sm:p-8">
      <h2 id="first-visit" className="font-semibold text-lg tracking-tight">
        Your first call is two clicks away
      </h2>
      <ol className="mt-5 grid gap-5 sm:grid-cols-3">
        {STEPS.map(({ title, words }, index) => (
          <li key={title} className="flex gap-3">
            <span aria-hidden className="grid size-6 shrink-0 place-items-center rounded-full border border-line font-medium text-xs">
              {index + 1}
            </span>
            <div>
              <h3 className="font-medium text-sm leading-6">{title}</h3>
              <p className="text-pretty text-muted text-sm leading-relaxed">{words}</p>
            </div>
          </li>
        ))}
      </ol>
      <div className="mt-6">
        <FormError message={error} />
      </div>
      <ul className="mt-2 grid gap-3 sm:grid-cols-2 lg:grid-cols-4">
        {templates.map(({ id, title, summary, flow }) => (
          <li key={id}>
            <button
              type="button"
              disabled={pending}
              onClick={() => begin(id)}
              className="flex h-full w-full flex-col overflow-hidden rounded-lg border border-line bg-surface text-left transition-colors hover:border-accent disabled:opacity-60"
            >
              <span className="grid w-full place-items-center border-line border-b bg-background p-3">
                {pending && chosen === id ? (
                  <span className="grid h-24 place-items-center">
                    <Spinner />
                  </span>
                ) : (
                  <FlowPicture flow={flow} className="h-24 w-full" />
                )}
              </span>
              <span className="block p-3.5">
                <span className="block font-medium text-sm">{title}</span>
                <span className="mt-1 block text-pretty text-muted text-xs leading-relaxed">{summary}</span>
              </span>
            </button>
          </li>
        ))}
      </ul>
      <div className="mt-5 flex flex-wrap gap-2">
        <Button onClick={onBlank}>Begin with a blank page</Button>
        <Button variant="ghost" onClick={onImport}>
          Import a persona file
        </Button>
      </div>
    </section>
  );
}
