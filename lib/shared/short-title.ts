/** The name that a speaker's title begins with: "Small trained model (experimental): knows its prompt" → "Small trained model (experimental)". */
export function shortTitle({ title }: { title: string }): string {
  return title.split(":")[0] as string;
}
