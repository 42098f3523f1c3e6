import type { Metadata } from "next";
import { VoicesView } from "@/components/voices/voices-view";
import { requireViewer } from "@/lib/server/auth/viewer";
import { listVoices } from "@/lib/server/voices/list-voices";
import { roleAllows } from "@/lib/shared/team";

export const metadata: Metadata = { title: "Voices" };

export default async function VoicesPage() {
  const viewer = await requireViewer();
  return <VoicesView initial={await listVoices(viewer)} canEdit={roleAllows(viewer.role, "editor")} />;
}
