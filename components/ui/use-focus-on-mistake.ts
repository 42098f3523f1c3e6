"use client";

import { type RefObject, useEffect } from "react";

/** Leads to the first field that needs another look, each time a form was refused. `fields`: words per field, as useSubmit has them. */
export function useFocusOnMistake(form: RefObject<HTMLElement | null>, fields: Record<string, string>): void {
  useEffect(() => {
    if (Object.keys(fields).length === 0) return;
    const first = form.current?.querySelector<HTMLElement>("[aria-invalid=true]");
    (first?.matches("[role=radiogroup]") ? first.querySelector<HTMLElement>("[role=radio]") : first)?.focus();
  }, [fields, form]);
}
