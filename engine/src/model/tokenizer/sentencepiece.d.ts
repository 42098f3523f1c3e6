/** The package carries no types. */
declare module "@agnai/sentencepiece-js" {
  export class SentencePieceProcessor {
    load(filePath: string): Promise<void>;
    encodeIds(text: string): number[];
  }
}
