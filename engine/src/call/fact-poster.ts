/**
 * Tells the studio how one call is going, in order, without ever holding the call up. While a post is under way or failing,
 * only the newest fact waits: an older one is of no use any more. The final facts are the outbox's business.
 */
import type { CallFacts } from "@duologue/protocol";
import type { Logger } from "pino";
import type { StudioApi } from "./ports";

export class FactPoster {
  private waiting: CallFacts | null = null;
  private posting: Promise<void> | null = null;

  constructor(
    private readonly studio: Pick<StudioApi, "postFacts">,
    private readonly callId: string,
    private readonly logger: Logger,
  ) {}

  post(facts: CallFacts): void {
    this.waiting = facts;
    this.posting ??= this.postAll();
  }

  /** Resolves when nothing is under way, so that the final facts cannot be overtaken. */
  async idle(): Promise<void> {
    while (this.posting) await this.posting;
  }

  private async postAll(): Promise<void> {
    while (this.waiting) {
      const facts = this.waiting;
      this.waiting = null;
      try {
        await this.studio.postFacts(this.callId, facts);
      } catch (error) {
        this.logger.warn({ callId: this.callId, state: facts.state, err: error }, "The studio did not take a fact about a call");
      }
    }
    this.posting = null;
  }
}
