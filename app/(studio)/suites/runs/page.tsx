import type { Metadata } from "next";
import { RunsView } from "@/components/suite-runs/runs-view";
import { requireViewer } from "@/lib/server/auth/viewer";
import { listRuns } from "@/lib/server/suite-runs/list-runs";

export const metadata: Metadata = { title: "Runs" };

export default async function RunsPage() {
  const viewer = await requireViewer();
  return <RunsView initial={await listRuns(viewer, {})} />;
}
