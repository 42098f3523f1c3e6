/** Where results are kept while a run goes on, so that it can be taken up again: a file for the command line, tables for the studio. */
import type { CallResult } from "../call/call-result";

/** What makes a run the same run; another one must not be continued in its place. */
export interface RunIdentity {
  readonly suiteSha256: string;
  readonly personas: readonly { readonly name: string; readonly sha256: string }[];
}

export interface ResultsStore {
  /** what is there already; a later result of the same call stands for an earlier */
  read(): Promise<CallResult[]>;
  /** Resolves when it is safe. */
  add(result: CallResult): Promise<void>;
}

export function createMemoryResults(): ResultsStore {
  const results: CallResult[] = [];
  return {
    read: async () => [...results],
    async add(result) {
      results.push(result);
    },
  };
}
