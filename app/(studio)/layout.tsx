import type { ReactNode } from "react";
import { StudioShell } from "@/components/shell/studio-shell";
import { requireViewer } from "@/lib/server/auth/viewer";

export default async function StudioLayout({ children }: { children: ReactNode }) {
  return <StudioShell user={await requireViewer()}>{children}</StudioShell>;
}
