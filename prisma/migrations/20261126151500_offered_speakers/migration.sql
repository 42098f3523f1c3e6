-- AlterTable
ALTER TABLE "Call" ADD COLUMN     "offer" TEXT;

-- AlterTable
ALTER TABLE "Engine" ADD COLUMN     "offers" JSONB NOT NULL DEFAULT '[]';

-- AlterTable
ALTER TABLE "ShareLink" ADD COLUMN     "offer" TEXT;

