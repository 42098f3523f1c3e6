"use client";

import { ListChecks, Upload } from "lucide-react";
import Link from "next/link";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { RunTable } from "@/components/suite-runs/run-table";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { ErrorState } from "@/components/ui/error-state";
import { PageHeader } from "@/components/ui/page-header";
import { Skeleton } from "@/components/ui/skeleton";
import { useResource } from "@/lib/client/use-resource";
import { categoryWords } from "@/lib/shared/category-words";
import { formatCount } from "@/lib/shared/format";
import { isOver, type SuiteRunSummary } from "@/lib/shared/suite-runs";
import type { SuiteSummary } from "@/lib/shared/suites";
import { UploadSuiteDialog } from "./upload-suite-dialog";

const REFRESH_EVERY_MS = 3_000;
const MOST_RUNS = 5;

/** Tests of personas: the team's own and the bundled ones, and what was run last. */
export function SuitesView({ initial, canEdit }: { initial: SuiteSummary[]; canEdit: boolean }) {
  const router = useRouter();
  const { data: suites = [] } = useResource<SuiteSummary[]>("/api/suites", { initial });
  const [uploading, setUploading] = useState(false);
  const [refreshEveryMs, setRefreshEveryMs] = useState(0);
  const runs = useResource<SuiteRunSummary[]>("/api/suite-runs", { refreshEveryMs });
  const wantedMs = runs.data?.some(({ state }) => !isOver(state)) ? REFRESH_EVERY_MS : 0;
  if (wantedMs !== refreshEveryMs) setRefreshEveryMs(wantedMs);
  const own = suites.filter(({ isBundled }) => !isBundled);
  const bundled = suites.filter(({ isBundled }) => isBundled);
  const upload = (
    <Button onClick={() => setUploading(true)}>
      <Upload aria-hidden />
      Upload a suite
    </Button>
  );

  return (
    <>
      <PageHeader
        title="Suites"
        description="Simulated callers play a suite of calls against a persona; the report says how it took its turns and what it said, version beside version."
        actions={
          <>
            <Button asChild variant="ghost">
              <Link href="/suites/published">Published results</Link>
            </Button>
            {canEdit ? upload : null}
          </>
        }
      />
      <div className="flex flex-col gap-10">
        <section aria-labelledby="own-suites">
          <h2 id="own-suites" className="mb-3 font-semibold">
            Your team’s
          </h2>
          {own.length > 0 ? (
            <SuiteList suites={own} />
          ) : (
            <EmptyState
              icon={ListChecks}
              title="No suites of your own yet"
              description="Open a call and press “Make a test”: what its caller said becomes a test that every later version is put to. Or upload a .suite.json, or a .zip with its sounds."
              action={canEdit ? upload : null}
              className="py-10"
            />
          )}
        </section>
        <section aria-labelledby="bundled-suites">
          <h2 id="bundled-suites" className="mb-3 font-semibold">
            Bundled
          </h2>
          <SuiteList suites={bundled} />
        </section>
        <section aria-labelledby="last-runs">
          <div className="mb-3 flex items-baseline justify-between gap-4">
            <h2 id="last-runs" className="font-semibold">
              Last runs
            </h2>
            {(runs.data?.length ?? 0) > MOST_RUNS ? (
              <Link href="/suites/runs" className="text-accent text-sm underline-offset-4 hover:underline">
                All runs
              </Link>
            ) : null}
          </div>
          {runs.error && !runs.data ? (
            <ErrorState message={runs.error.message} retry={() => void runs.reload()} />
          ) : !runs.data ? (
            <Skeleton className="h-32" />
          ) : runs.data.length === 0 ? (
            <p className="text-muted text-sm">Nothing has been run yet. Open a suite and press Run.</p>
          ) : (
            <RunTable runs={runs.data.slice(0, MOST_RUNS)} withSuite />
          )}
        </section>
      </div>
      <UploadSuiteDialog open={uploading} onOpenChange={setUploading} onUploaded={({ id }) => router.push(`/suites/${id}`)} />
    </>
  );
}

function SuiteList({ suites }: { suites: readonly SuiteSummary[] }) {
  return (
    <ul className="divide-y divide-line rounded-lg border border-line bg-surface">
      {suites.map(({ id, title, description, scenarioCount, categories, isBundled, name }) => (
        <li
          key={id}
          className="relative flex flex-wrap items-center gap-x-6 gap-y-2 px-4 py-4 transition-colors hover:bg-surface-raised/60 sm:px-5"
        >
          <div className="min-w-0 flex-1 basis-64">
            <div className="flex flex-wrap items-center gap-x-2.5 gap-y-1">
              <h3 className="min-w-0 break-words font-medium">
                <Link href={`/suites/${id}`} className="after:absolute after:inset-0">
                  {title}
                </Link>
              </h3>
              {isBundled ? <span className="font-mono text-muted text-xs">{name}</span> : null}
            </div>
            {description ? <p className="mt-0.5 line-clamp-2 max-w-2xl text-pretty text-muted text-sm">{description}</p> : null}
          </div>
          <div className="flex flex-wrap items-center gap-1.5">
            {categories.slice(0, 3).map(({ category }) => (
              <Badge key={category} className="max-lg:hidden">
                {categoryWords(category)}
              </Badge>
            ))}
            <span className="text-muted text-sm tabular-nums sm:w-28 sm:text-right">{formatCount(scenarioCount, "scenario")}</span>
          </div>
        </li>
      ))}
    </ul>
  );
}
