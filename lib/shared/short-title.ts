/** The name that a speaker's title begins with: "Small trained model: knows its prompt" → "Small trained model". */
export function shortTitle({ title }: { title: string }): string {
  return title.split(":")[0] as string;
}
