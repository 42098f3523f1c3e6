import type { Metadata } from "next";
import { readCallFilters } from "@/components/calls-list/call-filters";
import { CallsView } from "@/components/calls-list/calls-view";
import { requireViewer } from "@/lib/server/auth/viewer";
import { listLinks } from "@/lib/server/links/list-links";
import { listPersonas } from "@/lib/server/personas/list-personas";

export const metadata: Metadata = { title: "Calls" };

export default async function CallsPage({ searchParams }: { searchParams: Promise<Record<string, string | string[] | undefined>> }) {
  const viewer = await requireViewer();
  const [personas, links] = await Promise.all([listPersonas(viewer, ""), listLinks(viewer)]);
  return (
    <CallsView
      initialFilters={readCallFilters(await searchParams)}
      personas={personas.map(({ id, name }) => ({ id, name }))}
      links={links.map(({ id, label, personaName }) => ({ id, label, personaName }))}
    />
  );
}
