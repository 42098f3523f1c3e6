/** What is wrong with the fields of a form before it is sent, in our own words: the browser's bubbles look different everywhere, and go. */

export interface CheckedField {
  name: string;
  type: string;
  value: string;
  required: boolean;
  /** 0 or less: none */
  minLength: number;
  /** the browser takes it for no e-mail address */
  isMalformed: boolean;
}

/** Words per field, by name; empty where everything may be sent. */
export function fieldMistakes(fields: readonly CheckedField[]): Record<string, string> {
  const mistakes: Record<string, string> = {};
  for (const field of fields) {
    const words = wordsFor(field);
    if (words !== null) mistakes[field.name] = words;
  }
  return mistakes;
}

function wordsFor({ type, value, required, minLength, isMalformed }: CheckedField): string | null {
  if (required && value.trim() === "") return "Please fill this in.";
  if (value === "") return null;
  if (type === "email" && isMalformed) return "Enter an e-mail address such as name@example.org.";
  if (value.length < minLength) return `Use at least ${minLength} characters. These are ${value.length}.`;
  return null;
}

/** The fields of a form as it stands on the page. */
export function checkedFieldsOf(form: HTMLFormElement): CheckedField[] {
  return [...form.elements].flatMap((element) =>
    element instanceof HTMLInputElement && element.name !== "" && element.type !== "hidden"
      ? [
          {
            name: element.name,
            type: element.type,
            value: element.value,
            required: element.required,
            minLength: element.minLength,
            isMalformed: element.validity.typeMismatch,
          },
        ]
      : [],
  );
}
