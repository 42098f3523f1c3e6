import type { Metadata } from "next";
import { HowMeasured } from "@/components/replay/how-measured";
import { requireViewer } from "@/lib/server/auth/viewer";

export const metadata: Metadata = { title: "How calls are measured" };

export default async function HowMeasuredPage() {
  await requireViewer();
  return <HowMeasured />;
}
