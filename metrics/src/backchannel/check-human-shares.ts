import { refuseInput } from "../refuse-input";

/** The listeners' distribution: at least one bin, none below 0, not all 0. */
export function checkHumanShares(shares: readonly number[]): void {
  const wrong = shares.findIndex((share) => !(share >= 0 && share < Number.POSITIVE_INFINITY));
  if (wrong >= 0) refuseInput("shares of 0 or more", `${shares[wrong]} in bin ${wrong}`, "Pass how often listeners responded in each bin.");
  if (shares.every((share) => share === 0)) {
    refuseInput(
      "a distribution with at least one response",
      `${shares.length} empty bins`,
      "Leave out items without responses of listeners.",
    );
  }
}
