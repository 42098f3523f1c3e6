/** What the column `checks` of a voice holds. */
import type { Prisma } from "@duologue/db";
import type { VoiceCheck, VoiceFigures } from "@/lib/shared/voices";

/** The way of measuring. 2: channels are averaged; before, without a number, two equal ones counted as 3 dB louder, and as clipped. */
const MEASURING = 2;

export interface StoredChecks {
  checks: VoiceCheck[];
  figures: VoiceFigures;
  measuring?: number;
}

export function storedChecks({ checks, figures }: StoredChecks): Prisma.InputJsonObject {
  return { checks, figures, measuring: MEASURING } as unknown as Prisma.InputJsonObject;
}

export function isMeasuredAsNow(column: unknown): boolean {
  return (column as StoredChecks).measuring === MEASURING;
}
