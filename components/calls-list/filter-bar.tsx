"use client";

import { ListFilter, X } from "lucide-react";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/class-names";
import { Input } from "@/components/ui/input";
import { SearchInput } from "@/components/ui/search-input";
import { Select, type SelectOption } from "@/components/ui/select";
import { type CallFilters, hasFilters, NO_FILTERS, REASON_OPTIONS, SOURCE_OPTIONS } from "./call-filters";

const ANY = "any";

export interface FilterBarProps {
  filters: CallFilters;
  onChange: (filters: CallFilters) => void;
  personas: readonly { id: string; name: string }[];
  links: readonly { id: string; label: string; personaName: string }[];
}

/** Text, persona, source, how it ended, and days. On phones the choices fold away behind a button. */
export function FilterBar({ filters, onChange, personas, links }: FilterBarProps) {
  const [unfolded, setUnfolded] = useState(false);
  const set = (part: Partial<CallFilters>) => onChange({ ...filters, ...part });
  const choice = (name: keyof CallFilters, label: string, anyLabel: string, options: readonly SelectOption[]) => (
    <Select
      label={label}
      className="w-full sm:w-39"
      value={filters[name] || ANY}
      onValueChange={(value) => set({ [name]: value === ANY ? "" : value })}
      options={[{ value: ANY, label: anyLabel }, ...options]}
    />
  );
  const linkOptions = links.map(({ id, label, personaName }) => ({ value: id, label: label || `Link to ${personaName}` }));

  return (
    <search className="mb-4 flex flex-wrap items-center gap-2">
      <SearchInput
        key={filters.q === "" ? "empty" : "typed"}
        label="Search calls"
        value={filters.q}
        onSearch={(q) => set({ q })}
        className="min-w-0 flex-1 basis-40 sm:max-w-80"
      />
      <Button className="sm:hidden" aria-expanded={unfolded} onClick={() => setUnfolded(!unfolded)}>
        <ListFilter aria-hidden />
        Filters
      </Button>
      <div className={cn("w-full flex-wrap items-center gap-2 sm:contents", unfolded ? "flex" : "hidden")}>
        {choice(
          "personaId",
          "Persona",
          "Every persona",
          personas.map(({ id, name }) => ({ value: id, label: name })),
        )}
        {choice("source", "Source", filters.q ? "Every source" : "From people", SOURCE_OPTIONS)}
        {choice("reason", "How it ended", "Any ending", REASON_OPTIONS)}
        {linkOptions.length > 0 && filters.linkId ? choice("linkId", "Link", "Every link", linkOptions) : null}
        {/* where the room gets less, what clears the choices goes to the next line with the days, never alone */}
        <div className="contents sm:flex sm:items-center sm:gap-2">
          <span className="flex w-full items-center gap-2 sm:w-auto">
            <Input
              type="date"
              aria-label="From day"
              className="min-w-0 px-2.5 sm:w-34"
              max={filters.to || undefined}
              value={filters.from}
              onChange={(event) => set({ from: event.currentTarget.value })}
            />
            <span aria-hidden className="text-muted">
              –
            </span>
            <Input
              type="date"
              aria-label="To day"
              className="min-w-0 px-2.5 sm:w-34"
              min={filters.from || undefined}
              value={filters.to}
              onChange={(event) => set({ to: event.currentTarget.value })}
            />
          </span>
          {hasFilters(filters) ? (
            <Button variant="ghost" onClick={() => onChange(NO_FILTERS)}>
              <X aria-hidden />
              Clear
            </Button>
          ) : null}
        </div>
      </div>
    </search>
  );
}
