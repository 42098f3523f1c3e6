import { ProtocolError } from "@duologue/protocol";
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { RunView } from "@/components/suite-runs/run-view";
import { requireViewer } from "@/lib/server/auth/viewer";
import { pageTitle } from "@/lib/server/page-title";
import { findRun } from "@/lib/server/suite-runs/find-run";
import { readRun } from "@/lib/server/suite-runs/read-run";

interface RunPageProps {
  params: Promise<{ id: string }>;
}

export async function generateMetadata({ params }: RunPageProps): Promise<Metadata> {
  const { id } = await params;
  return pageTitle("Run", async ({ teamId }) => `Run of ${(await findRun(teamId, id)).suiteTitle}`);
}

export default async function RunPage({ params }: RunPageProps) {
  const viewer = await requireViewer();
  const { id } = await params;
  const run = await readRun(viewer, id).catch((error: unknown) => {
    if (error instanceof ProtocolError && error.code === "not_found") notFound();
    throw error;
  });
  return <RunView initial={run} />;
}
