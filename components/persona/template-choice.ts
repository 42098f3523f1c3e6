import type { Flow } from "@duologue/persona";

/** What a page needs of a template to offer it. */
export interface TemplateChoice {
  id: string;
  title: string;
  summary: string;
  flow: Flow;
}
