import type { Metadata } from "next";
import { CallReplay } from "@/components/replay/call-replay";

export const metadata: Metadata = { title: "Call" };

export default async function CallPage({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params;
  return <CallReplay callId={id} />;
}
