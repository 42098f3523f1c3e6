// What a pull ends with when it cannot go on: a code for the program, and a message that says what happened and what to do next.

/** @typedef {"bad_arguments" | "busy" | "token_missing" | "token_invalid" | "licence_not_accepted" | "not_found" | "refused" | "no_network" | "hub_failed" | "broken_connection" | "range_ignored" | "disk_full" | "wrong_content" | "unreadable_checkpoint" | "bad_archive" | "stopped"} PullErrorCode */

export class PullError extends Error {
  /**
   * @param {PullErrorCode} code
   * @param {string} message
   */
  constructor(code, message) {
    super(message);
    this.name = "PullError";
    this.code = code;
  }
}

/** What another try may mend by itself. */
export const isPassing = (error) =>
  error instanceof PullError && ["no_network", "hub_failed", "broken_connection", "range_ignored"].includes(error.code);

export const GO_ON = "What was fetched is kept: run the same command again and it goes on from there.";
