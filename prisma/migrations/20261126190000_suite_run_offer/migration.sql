-- AlterTable
ALTER TABLE "SuiteRun" ADD COLUMN     "offer" TEXT;

