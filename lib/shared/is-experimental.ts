/** A trained model that says so in its title (its config.json has the words): what it says is not to be relied on. Reports keep of a speaker little more than that. */
export function isExperimental({ title }: { title: string }): boolean {
  return title.includes("(experimental)");
}
