-- CreateEnum
CREATE TYPE "ScorecardState" AS ENUM ('waiting', 'measuring', 'ready', 'failed');

-- CreateTable
CREATE TABLE "Scorecard" (
    "callId" TEXT NOT NULL,
    "state" "ScorecardState" NOT NULL DEFAULT 'waiting',
    "failure" TEXT,
    "claim" TEXT,
    "claimedUntil" TIMESTAMP(3),
    "version" INTEGER,
    "metricsBuild" TEXT,
    "result" JSONB,
    "speaker" JSONB,
    "responseMsMedian" DOUBLE PRECISION,
    "stopMsMedian" DOUBLE PRECISION,
    "measuredAt" TIMESTAMP(3),

    CONSTRAINT "Scorecard_pkey" PRIMARY KEY ("callId")
);

-- CreateIndex
CREATE INDEX "Scorecard_state_version_idx" ON "Scorecard"("state", "version");

-- AddForeignKey
ALTER TABLE "Scorecard" ADD CONSTRAINT "Scorecard_callId_fkey" FOREIGN KEY ("callId") REFERENCES "Call"("id") ON DELETE CASCADE ON UPDATE CASCADE;

