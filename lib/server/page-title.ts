/** What the browser's tab says about one thing of the team. */
import { ProtocolError } from "@duologue/protocol";
import type { Metadata } from "next";
import type { Viewer } from "./auth/session";
import { getViewer } from "./auth/viewer";

/** The title that `titleFor` finds; `fallback` for a thing that is not there and for somebody who is not signed in. */
export async function pageTitle(fallback: string, titleFor: (viewer: Viewer) => Promise<string>): Promise<Metadata> {
  const viewer = await getViewer();
  if (!viewer) return { title: fallback };
  try {
    return { title: await titleFor(viewer) };
  } catch (error) {
    if (error instanceof ProtocolError) return { title: fallback };
    throw error;
  }
}
