-- AlterTable
ALTER TABLE "Consent" ADD COLUMN     "agreedOn" DATE;
