import { db } from "@duologue/db";

/** Calls with a recording from before there were scorecards wait from now on. Returns how many. */
export function queueUnmeasured(): Promise<number> {
  return db.$executeRaw`
    INSERT INTO "Scorecard" ("callId") SELECT "id" FROM "Call" WHERE "recordingKey" IS NOT NULL
    ON CONFLICT ("callId") DO NOTHING`;
}
