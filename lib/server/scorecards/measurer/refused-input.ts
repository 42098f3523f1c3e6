import type { ScorecardFailure } from "@/lib/shared/scorecards";

/** What ends a measurement, as one of the reasons that people are told. */
export class RefusedInput extends Error {
  constructor(readonly failure: ScorecardFailure) {
    super(failure);
    this.name = "RefusedInput";
  }
}
