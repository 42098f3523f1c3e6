import { personaTemplates } from "@duologue/persona";
import type { Metadata } from "next";
import { PersonasView } from "@/components/persona/personas-view";
import { requireViewer } from "@/lib/server/auth/viewer";
import { listPersonas } from "@/lib/server/personas/list-personas";
import { roleAllows } from "@/lib/shared/team";

export const metadata: Metadata = { title: "Personas" };

export default async function PersonasPage({ searchParams }: { searchParams: Promise<{ q?: string | string[] }> }) {
  const viewer = await requireViewer();
  const { q } = await searchParams;
  const query = typeof q === "string" ? q.slice(0, 200) : "";
  const templates = personaTemplates.map(({ id, title, summary, document }) => ({ id, title, summary, flow: document.flow }));
  return (
    <PersonasView
      initial={await listPersonas(viewer, query)}
      initialQuery={query}
      templates={templates}
      canEdit={roleAllows(viewer.role, "editor")}
    />
  );
}
