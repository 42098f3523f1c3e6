import type { Metadata } from "next";
import { EditorPage } from "./editor-page";

export const metadata: Metadata = { title: "Persona" };

export default async function PersonaPage({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params;
  return <EditorPage key={id} personaId={id} />;
}
