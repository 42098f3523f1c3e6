import { ProtocolError } from "@duologue/protocol";
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { SuiteView } from "@/components/suites/suite-view";
import { requireViewer } from "@/lib/server/auth/viewer";
import { pageTitle } from "@/lib/server/page-title";
import { openSuite } from "@/lib/server/suites/open-suite";
import { readSuite } from "@/lib/server/suites/read-suite";

interface SuitePageProps {
  params: Promise<{ id: string }>;
  searchParams: Promise<{ run?: string | string[] }>;
}

export async function generateMetadata({ params }: SuitePageProps): Promise<Metadata> {
  const { id } = await params;
  return pageTitle("Suite", async ({ teamId }) => (await openSuite(teamId, id)).loaded.suite.meta.title);
}

export default async function SuitePage({ params, searchParams }: SuitePageProps) {
  const viewer = await requireViewer();
  const { id } = await params;
  const suite = await readSuite(viewer, id).catch((error: unknown) => {
    if (error instanceof ProtocolError && error.code === "not_found") notFound();
    throw error;
  });
  return <SuiteView initial={suite} isRunOpen={(await searchParams).run === "1"} />;
}
