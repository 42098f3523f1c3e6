-- AlterTable
ALTER TABLE "Call" ADD COLUMN     "missedBeats" INTEGER NOT NULL DEFAULT 0;
