"use client";

import { ListChecks } from "lucide-react";
import Link from "next/link";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { ErrorState } from "@/components/ui/error-state";
import { PageHeader } from "@/components/ui/page-header";
import { useResource } from "@/lib/client/use-resource";
import { isOver, type SuiteRunSummary } from "@/lib/shared/suite-runs";
import { RunTable } from "./run-table";

const REFRESH_EVERY_MS = 3_000;

/** Every run of the team. */
export function RunsView({ initial }: { initial: SuiteRunSummary[] }) {
  const [refreshEveryMs, setRefreshEveryMs] = useState(0);
  const { data: runs = initial, error, reload } = useResource<SuiteRunSummary[]>("/api/suite-runs", { initial, refreshEveryMs });
  const wantedMs = runs.some(({ state }) => !isOver(state)) ? REFRESH_EVERY_MS : 0;
  if (wantedMs !== refreshEveryMs) setRefreshEveryMs(wantedMs);
  return (
    <>
      <PageHeader back={{ href: "/suites", label: "Suites" }} title="Runs" description="Every run of a suite, newest first." />
      {error && runs.length === 0 ? (
        <ErrorState message={error.message} retry={() => void reload()} />
      ) : runs.length === 0 ? (
        <EmptyState
          icon={ListChecks}
          title="No runs yet"
          description="Open a suite and press Run."
          action={
            <Button asChild variant="primary">
              <Link href="/suites">To the suites</Link>
            </Button>
          }
        />
      ) : (
        <RunTable runs={runs} withSuite />
      )}
    </>
  );
}
