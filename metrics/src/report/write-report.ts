import type { Report } from "./build-report";

const DIGITS = 6;

/** The report as JSON text: the same figures give the same bytes everywhere, as nothing beyond six decimals is written. */
export function writeReport(report: Report): string {
  return `${JSON.stringify(report, (_, value: unknown) => (typeof value === "number" ? Number(value.toFixed(DIGITS)) : value), 2)}\n`;
}
