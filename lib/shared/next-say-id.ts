import type { DirectorStatus } from "@duologue/protocol";

/** The director's line that is being spoken, after news of one: what has begun and is not over; null: the speaker finds its own words. */
export function nextSayId(sayId: string | null, moved: { commandId: string; status: DirectorStatus }): string | null {
  if (moved.status === "applied") return moved.commandId;
  return moved.commandId === sayId && moved.status !== "queued" ? null : sayId;
}
