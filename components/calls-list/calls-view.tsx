"use client";

import { PhoneCall, SearchX } from "lucide-react";
import Link from "next/link";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { ErrorState } from "@/components/ui/error-state";
import { PageHeader } from "@/components/ui/page-header";
import { Skeleton } from "@/components/ui/skeleton";
import { replaceQuery } from "@/lib/client/query";
import { type CallFilters, hasFilters, NO_FILTERS } from "./call-filters";
import { CallTable } from "./call-table";
import { FilterBar, type FilterBarProps } from "./filter-bar";
import { useCallPages } from "./use-call-pages";

export interface CallsViewProps extends Pick<FilterBarProps, "personas" | "links"> {
  initialFilters: CallFilters;
}

const ROWS = ["a", "b", "c", "d", "e", "f"];

/** Every call of the team, with filters that live in the address bar. */
export function CallsView({ initialFilters, personas, links }: CallsViewProps) {
  const [filters, setFilters] = useState(initialFilters);
  const { calls, hasMore, error, loadMore, loadingMore, reload } = useCallPages(filters);
  const nothingYet = calls?.length === 0 && !hasFilters(filters);

  function change(next: CallFilters) {
    setFilters(next);
    replaceQuery({ ...next });
  }

  return (
    <>
      <PageHeader
        title="Calls"
        description="Every call of a person, with its recording, its timeline and how the two sides took turns. For those of suites and replays, choose them as the source."
      />
      {nothingYet ? null : <FilterBar filters={filters} onChange={change} personas={personas} links={links} />}
      {!calls && error ? (
        <ErrorState message={error.message} retry={reload} />
      ) : !calls ? (
        <div role="status" aria-label="Loading calls" className="flex flex-col gap-2">
          {ROWS.map((row) => (
            <Skeleton key={row} className="h-14" />
          ))}
        </div>
      ) : nothingYet ? (
        <EmptyState
          icon={PhoneCall}
          title="No calls yet"
          description="Open a persona and press Call. Afterwards the call stands here, to be heard again moment by moment."
          action={
            <Button asChild variant="primary">
              <Link href="/personas">To your personas</Link>
            </Button>
          }
        />
      ) : calls.length === 0 ? (
        <EmptyState
          icon={SearchX}
          title="No call matches"
          description="Take a filter away to see more."
          action={<Button onClick={() => change(NO_FILTERS)}>Clear all filters</Button>}
        />
      ) : (
        <>
          <CallTable calls={calls} />
          {hasMore ? (
            <div className="mt-4 flex justify-center">
              <Button pending={loadingMore} onClick={loadMore}>
                Load more
              </Button>
            </div>
          ) : null}
          {error ? (
            <p role="status" className="mt-3 text-center text-muted text-sm">
              {error.message}
            </p>
          ) : null}
        </>
      )}
    </>
  );
}
