-- AlterTable
ALTER TABLE "SuiteRun" ADD COLUMN     "judge" BOOLEAN NOT NULL DEFAULT false;

