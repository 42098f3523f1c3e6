import bankAgent from "../../templates/bank-agent.persona.json";
import marsAstronaut from "../../templates/mars-astronaut.persona.json";
import medicalReceptionist from "../../templates/medical-receptionist.persona.json";
import wiseTeacher from "../../templates/wise-teacher.persona.json";
import { parsePersona } from "./parse-persona";
import type { PersonaDocument } from "./schema";

export interface PersonaTemplate {
  /** the file's name: templates/ID.persona.json */
  id: string;
  title: string;
  summary: string;
  document: PersonaDocument;
}

/** The personas one can start from, in the order they are offered. Copy a document before changing it. */
export const personaTemplates: PersonaTemplate[] = Object.entries({
  "wise-teacher": wiseTeacher,
  "bank-agent": bankAgent,
  "medical-receptionist": medicalReceptionist,
  "mars-astronaut": marsAstronaut,
}).map(([id, json]) => {
  const { document } = parsePersona(json);
  return { id, title: document.meta.name, summary: document.meta.description, document };
});
