import { ProtocolError } from "@duologue/protocol";
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { VoiceView } from "@/components/voices/voice-view";
import { requireViewer } from "@/lib/server/auth/viewer";
import { readVoice } from "@/lib/server/voices/read-voice";
import { roleAllows } from "@/lib/shared/team";

export const metadata: Metadata = { title: "Voice" };

export default async function VoicePage({ params }: { params: Promise<{ id: string }> }) {
  const viewer = await requireViewer();
  const { id } = await params;
  const voice = await readVoice(viewer, id).catch((error: unknown) => {
    if (error instanceof ProtocolError && error.code === "not_found") notFound();
    throw error;
  });
  return <VoiceView key={id} initial={voice} viewerName={viewer.name ?? ""} canEdit={roleAllows(viewer.role, "editor")} />;
}
