import type { Split } from "../split-of";

export type Turn = {
  who: "caller" | "agent";
  /** Said with a hesitation of 0.4 to 1.2 s between the segments. */
  say: string[];
  /** `during` cuts the other's turn before it short; `backchannel` is spoken while the other goes on. */
  enter: "after" | "during" | "backchannel";
  intent: string;
};

export type Dialogue = {
  id: string;
  split: Split;
  style: string;
  role: string;
  prompt: string;
  facts: Record<string, string>;
  turns: Turn[];
};
