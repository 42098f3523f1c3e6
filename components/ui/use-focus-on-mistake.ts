"use client";

import { type RefObject, useEffect } from "react";

/** Leads to the first field that needs another look, each time a form was refused. `refusals`: how often, as useSubmit counts them. */
export function useFocusOnMistake(form: RefObject<HTMLElement | null>, refusals: number): void {
  useEffect(() => {
    if (refusals === 0) return;
    const first = form.current?.querySelector<HTMLElement>("[aria-invalid=true]");
    (first?.matches("[role=radiogroup]") ? first.querySelector<HTMLElement>("[role=radio]") : first)?.focus();
  }, [refusals, form]);
}
