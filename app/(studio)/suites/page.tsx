import type { Metadata } from "next";
import { SuitesView } from "@/components/suites/suites-view";
import { requireViewer } from "@/lib/server/auth/viewer";
import { listSuites } from "@/lib/server/suites/list-suites";
import { roleAllows } from "@/lib/shared/team";

export const metadata: Metadata = { title: "Suites" };

export default async function SuitesPage() {
  const viewer = await requireViewer();
  return <SuitesView initial={await listSuites(viewer)} canEdit={roleAllows(viewer.role, "editor")} />;
}
