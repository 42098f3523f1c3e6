import { ProtocolError } from "@duologue/protocol";
import type { Metadata } from "next";
import Link from "next/link";
import { notFound } from "next/navigation";
import { CompareView } from "@/components/suite-runs/compare-view";
import { Button } from "@/components/ui/button";
import { ErrorState } from "@/components/ui/error-state";
import { PageHeader } from "@/components/ui/page-header";
import { requireViewer } from "@/lib/server/auth/viewer";
import { compareRuns } from "@/lib/server/suite-runs/compare-runs";
import { compareRunsInput } from "@/lib/shared/suite-runs";

export const metadata: Metadata = { title: "Runs side by side" };

interface ComparePageProps {
  searchParams: Promise<{ run?: string | string[] }>;
}

export default async function ComparePage({ searchParams }: ComparePageProps) {
  const viewer = await requireViewer();
  const { run } = await searchParams;
  const input = compareRunsInput.safeParse({ run: [...new Set([run ?? []].flat())] });
  if (!input.success) return <NotComparable words={input.error.issues[0]?.message ?? "Choose at least two."} />;
  try {
    return <CompareView comparison={await compareRuns(viewer, input.data)} />;
  } catch (error) {
    if (!(error instanceof ProtocolError)) throw error;
    if (error.code === "not_found") notFound();
    return <NotComparable words={error.message} />;
  }
}

function NotComparable({ words }: { words: string }) {
  return (
    <>
      <PageHeader back={{ href: "/suites/runs", label: "Runs" }} title="Runs side by side" />
      <ErrorState
        title="Nothing to compare"
        message={words}
        action={
          <Button asChild>
            <Link href="/suites/runs">All runs</Link>
          </Button>
        }
      />
    </>
  );
}
