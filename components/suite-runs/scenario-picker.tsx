"use client";

import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/checkbox";
import { categoryWords } from "@/lib/shared/category-words";
import type { ScenarioDetail } from "@/lib/shared/suites";

export interface ScenarioPickerProps {
  scenarios: readonly Pick<ScenarioDetail, "id" | "title" | "category">[];
  chosen: ReadonlySet<string>;
  onChange: (chosen: ReadonlySet<string>) => void;
  error?: string | undefined;
}

/** Scenarios by category; a whole category at once or one by one. */
export function ScenarioPicker({ scenarios, chosen, onChange, error }: ScenarioPickerProps) {
  const categories = [...new Set(scenarios.map(({ category }) => category))];
  const set = (ids: readonly string[], isWanted: boolean) => {
    const next = new Set(chosen);
    for (const id of ids) isWanted ? next.add(id) : next.delete(id);
    onChange(next);
  };
  return (
    <div className="flex flex-col gap-1.5">
      <div className="flex max-h-72 flex-col gap-5 overflow-y-auto rounded-lg border border-line p-4">
        {categories.map((category) => {
          const own = scenarios.filter((scenario) => scenario.category === category);
          const ids = own.map(({ id }) => id);
          const isAll = ids.every((id) => chosen.has(id));
          return (
            <div key={category}>
              <div className="mb-2 flex items-center justify-between gap-3">
                <h4 className="font-medium text-sm">{categoryWords(category)}</h4>
                <Button size="sm" variant="ghost" onClick={() => set(ids, !isAll)}>
                  {isAll ? "None" : "All"}
                  <span className="sr-only"> of {categoryWords(category)}</span>
                </Button>
              </div>
              <div className="flex flex-col gap-2">
                {own.map(({ id, title }) => (
                  <Checkbox key={id} checked={chosen.has(id)} onCheckedChange={(checked) => set([id], checked)} label={title} />
                ))}
              </div>
            </div>
          );
        })}
      </div>
      {error ? (
        <p role="alert" className="text-danger text-sm">
          {error}
        </p>
      ) : null}
    </div>
  );
}
