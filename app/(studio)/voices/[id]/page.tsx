import { ProtocolError } from "@duologue/protocol";
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { VoiceView } from "@/components/voices/voice-view";
import { requireViewer } from "@/lib/server/auth/viewer";
import { pageTitle } from "@/lib/server/page-title";
import { findVoice } from "@/lib/server/voices/find-voice";
import { readVoice } from "@/lib/server/voices/read-voice";
import { roleAllows } from "@/lib/shared/team";

interface VoicePageProps {
  params: Promise<{ id: string }>;
}

export async function generateMetadata({ params }: VoicePageProps): Promise<Metadata> {
  const { id } = await params;
  return pageTitle("Voice", async ({ teamId }) => `Voice ${(await findVoice(teamId, id)).name}`);
}

export default async function VoicePage({ params }: VoicePageProps) {
  const viewer = await requireViewer();
  const { id } = await params;
  const voice = await readVoice(viewer, id).catch((error: unknown) => {
    if (error instanceof ProtocolError && error.code === "not_found") notFound();
    throw error;
  });
  return <VoiceView key={id} initial={voice} viewerName={viewer.name ?? ""} canEdit={roleAllows(viewer.role, "editor")} />;
}
