import type { Metadata } from "next";
import { pageTitle } from "@/lib/server/page-title";
import { findPersona } from "@/lib/server/personas/find-persona";
import { EditorPage } from "./editor-page";

interface PersonaPageProps {
  params: Promise<{ id: string }>;
}

export async function generateMetadata({ params }: PersonaPageProps): Promise<Metadata> {
  const { id } = await params;
  return pageTitle("Persona", async ({ teamId }) => (await findPersona(teamId, id)).name);
}

export default async function PersonaPage({ params }: PersonaPageProps) {
  const { id } = await params;
  return <EditorPage key={id} personaId={id} />;
}
