/** What somebody brings: the text of a suite file, and sounds by the paths that it names them by. */
export interface SuiteFiles {
  text: string;
  sounds: ReadonlyMap<string, Uint8Array>;
}
