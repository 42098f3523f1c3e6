-- CreateEnum
CREATE TYPE "SuiteRunState" AS ENUM ('waiting', 'running', 'done', 'cancelled', 'failed');

-- AlterEnum


ALTER TYPE "CallSource" ADD VALUE 'suite';
ALTER TYPE "CallSource" ADD VALUE 'replay';

-- CreateTable
CREATE TABLE "Suite" (
    "id" TEXT NOT NULL,
    "teamId" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "document" JSON NOT NULL,
    "sounds" JSONB NOT NULL DEFAULT '[]',
    "sha256" TEXT NOT NULL,
    "createdById" TEXT NOT NULL,
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMP(3) NOT NULL,
    "deletedAt" TIMESTAMP(3),

    CONSTRAINT "Suite_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "SuiteRun" (
    "id" TEXT NOT NULL,
    "teamId" TEXT NOT NULL,
    "suiteId" TEXT,
    "suiteName" TEXT NOT NULL,
    "suiteTitle" TEXT NOT NULL,
    "isBundled" BOOLEAN NOT NULL,
    "suiteSha256" TEXT NOT NULL,
    "document" JSON NOT NULL,
    "sounds" JSONB NOT NULL,
    "repeats" INTEGER NOT NULL,
    "callsAtOnce" INTEGER NOT NULL,
    "state" "SuiteRunState" NOT NULL DEFAULT 'waiting',
    "failureCode" TEXT,
    "failure" TEXT,
    "claim" TEXT,
    "claimedUntil" TIMESTAMP(3),
    "planned" INTEGER NOT NULL,
    "runningCalls" INTEGER NOT NULL DEFAULT 0,
    "engineBuild" TEXT,
    "runnerBuild" TEXT,
    "report" JSON,
    "createdById" TEXT NOT NULL,
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "startedAt" TIMESTAMP(3),
    "endedAt" TIMESTAMP(3),

    CONSTRAINT "SuiteRun_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "SuiteRunPersona" (
    "runId" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "name" TEXT NOT NULL,
    "personaId" TEXT,
    "versionId" TEXT,
    "document" JSONB NOT NULL,
    "sha256" TEXT NOT NULL,

    CONSTRAINT "SuiteRunPersona_pkey" PRIMARY KEY ("runId","name")
);

-- CreateTable
CREATE TABLE "SuiteRunResult" (
    "runId" TEXT NOT NULL,
    "persona" TEXT NOT NULL,
    "scenario" TEXT NOT NULL,
    "repeat" INTEGER NOT NULL,
    "callId" TEXT,
    "outcome" TEXT NOT NULL,
    "result" JSONB NOT NULL,
    "storedAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "SuiteRunResult_pkey" PRIMARY KEY ("runId","persona","scenario","repeat")
);

-- CreateTable
CREATE TABLE "CallReplay" (
    "id" TEXT NOT NULL,
    "teamId" TEXT NOT NULL,
    "callId" TEXT NOT NULL,
    "replayCallId" TEXT,
    "personaId" TEXT,
    "versionId" TEXT,
    "personaName" TEXT NOT NULL,
    "document" JSONB NOT NULL,
    "state" "SuiteRunState" NOT NULL DEFAULT 'waiting',
    "failureCode" TEXT,
    "failure" TEXT,
    "claim" TEXT,
    "claimedUntil" TIMESTAMP(3),
    "result" JSONB,
    "createdById" TEXT NOT NULL,
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "endedAt" TIMESTAMP(3),

    CONSTRAINT "CallReplay_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "Suite_teamId_deletedAt_idx" ON "Suite"("teamId", "deletedAt");

-- CreateIndex
CREATE INDEX "SuiteRun_teamId_createdAt_idx" ON "SuiteRun"("teamId", "createdAt");

-- CreateIndex
CREATE INDEX "SuiteRun_state_idx" ON "SuiteRun"("state");

-- CreateIndex
CREATE UNIQUE INDEX "SuiteRunResult_callId_key" ON "SuiteRunResult"("callId");

-- CreateIndex
CREATE UNIQUE INDEX "CallReplay_replayCallId_key" ON "CallReplay"("replayCallId");

-- CreateIndex
CREATE INDEX "CallReplay_callId_idx" ON "CallReplay"("callId");

-- CreateIndex
CREATE INDEX "CallReplay_state_idx" ON "CallReplay"("state");

-- AddForeignKey
ALTER TABLE "Suite" ADD CONSTRAINT "Suite_teamId_fkey" FOREIGN KEY ("teamId") REFERENCES "Team"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "SuiteRun" ADD CONSTRAINT "SuiteRun_teamId_fkey" FOREIGN KEY ("teamId") REFERENCES "Team"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "SuiteRun" ADD CONSTRAINT "SuiteRun_suiteId_fkey" FOREIGN KEY ("suiteId") REFERENCES "Suite"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "SuiteRunPersona" ADD CONSTRAINT "SuiteRunPersona_runId_fkey" FOREIGN KEY ("runId") REFERENCES "SuiteRun"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "SuiteRunResult" ADD CONSTRAINT "SuiteRunResult_runId_fkey" FOREIGN KEY ("runId") REFERENCES "SuiteRun"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "SuiteRunResult" ADD CONSTRAINT "SuiteRunResult_callId_fkey" FOREIGN KEY ("callId") REFERENCES "Call"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "CallReplay" ADD CONSTRAINT "CallReplay_teamId_fkey" FOREIGN KEY ("teamId") REFERENCES "Team"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "CallReplay" ADD CONSTRAINT "CallReplay_callId_fkey" FOREIGN KEY ("callId") REFERENCES "Call"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "CallReplay" ADD CONSTRAINT "CallReplay_replayCallId_fkey" FOREIGN KEY ("replayCallId") REFERENCES "Call"("id") ON DELETE SET NULL ON UPDATE CASCADE;

