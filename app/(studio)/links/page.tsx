import type { Metadata } from "next";
import { LinksView } from "@/components/links/links-view";
import { requireViewer } from "@/lib/server/auth/viewer";
import { listLinks } from "@/lib/server/links/list-links";
import { listPersonas } from "@/lib/server/personas/list-personas";
import { roleAllows } from "@/lib/shared/team";

export const metadata: Metadata = { title: "Links" };

export default async function LinksPage({ searchParams }: { searchParams: Promise<{ share?: string | string[] }> }) {
  const viewer = await requireViewer();
  const { share } = await searchParams;
  const [links, personas] = await Promise.all([listLinks(viewer), listPersonas(viewer, "")]);
  return (
    <LinksView
      initial={links}
      personas={personas.map(({ id, name, publicName, updatedAt }) => ({ id, name, publicName, updatedAt }))}
      sharePersonaId={typeof share === "string" ? share : undefined}
      canEdit={roleAllows(viewer.role, "editor")}
    />
  );
}
