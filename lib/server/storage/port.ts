/** Where recordings and voices lie: one port, so that disk can become an object store without anybody noticing. */
export interface StoredPart {
  stream: ReadableStream<Uint8Array>;
  /** of the part that is streamed */
  bytes: number;
  totalBytes: number;
}

export interface Storage {
  /** Stores bytes or a stream under `key`, replacing what was there; a reader never sees half of it. Returns its size. */
  put(key: string, content: Uint8Array | ReadableStream<Uint8Array>): Promise<number>;
  /** Whole content in memory; null where nothing is stored. For small things. */
  get(key: string): Promise<Uint8Array | null>;
  /** Streams bytes `from` to `to` (inclusive), all without a range; null where nothing is stored. */
  open(key: string, range?: { from: number; to: number }): Promise<StoredPart | null>;
  /** Size in bytes; null where nothing is stored. */
  size(key: string): Promise<number | null>;
  /** No error where nothing is stored. */
  delete(key: string): Promise<void>;
}
