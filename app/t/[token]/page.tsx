import type { Metadata } from "next";
import { PublicCall } from "@/components/call/public-call";

export const metadata: Metadata = {
  title: "Call",
  robots: { index: false, follow: false, nocache: true },
  referrer: "no-referrer",
};

export default async function PublicCallPage({ params }: { params: Promise<{ token: string }> }) {
  const { token } = await params;
  return <PublicCall token={token} />;
}
