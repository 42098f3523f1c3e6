import { type ImportedPersona, importPersona, PersonaError } from "@duologue/persona";
import { jsonMistake } from "../json/json-mistake";

/** The persona in a file's text. Throws `persona_invalid` or `persona_newer`; where the text breaks off being JSON, the words say the place. */
export function readPersonaText(text: string): ImportedPersona {
  try {
    return importPersona(text);
  } catch (error) {
    if (!(error instanceof PersonaError) || !error.message.startsWith(NO_JSON)) throw error;
    const mistake = jsonMistake(text.replace(/^\uFEFF/, ""));
    if (mistake === null) throw error;
    throw new PersonaError(error.code, `${NO_JSON} ${mistake}. Correct it there, or choose another .persona.json file.`);
  }
}

/** How the package's words begin for a text that is no JSON. */
const NO_JSON = "Expected JSON,";
