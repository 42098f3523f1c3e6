import { ProtocolError } from "@duologue/protocol";
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { ReplayView } from "@/components/replay/replay-view";
import { requireViewer } from "@/lib/server/auth/viewer";
import { pageTitle } from "@/lib/server/page-title";
import { readReplay } from "@/lib/server/replays/read-replay";

interface ReplayPageProps {
  params: Promise<{ id: string; replayId: string }>;
}

export async function generateMetadata({ params }: ReplayPageProps): Promise<Metadata> {
  const { replayId } = await params;
  return pageTitle("Replay", async (viewer) => `Replayed to ${(await readReplay(viewer, replayId)).personaName}`);
}

export default async function ReplayPage({ params }: ReplayPageProps) {
  const viewer = await requireViewer();
  const { id, replayId } = await params;
  const replay = await readReplay(viewer, replayId).catch((error: unknown) => {
    if (error instanceof ProtocolError && error.code === "not_found") notFound();
    throw error;
  });
  if (replay.callId !== id) notFound();
  return <ReplayView initial={replay} />;
}
