import type { Metadata } from "next";
import { CallReplay } from "@/components/replay/call-replay";
import { findCall } from "@/lib/server/calls/find-call";
import { pageTitle } from "@/lib/server/page-title";

interface CallPageProps {
  params: Promise<{ id: string }>;
}

export async function generateMetadata({ params }: CallPageProps): Promise<Metadata> {
  const { id } = await params;
  return pageTitle("Call", async ({ teamId }) => `Call with ${(await findCall(teamId, id)).personaName}`);
}

export default async function CallPage({ params }: CallPageProps) {
  const { id } = await params;
  return <CallReplay callId={id} />;
}
