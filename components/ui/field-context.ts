import { createContext, useContext } from "react";

interface FieldIds {
  id: string;
  describedBy: string | undefined;
  invalid: boolean;
}

/** Ties a control to the label, hint and error of the Field around it. */
export const FieldContext = createContext<FieldIds | null>(null);

/** The attributes a control takes from the Field around it; its own win. */
export function useFieldAttributes(own: { id?: string | undefined; "aria-describedby"?: string | undefined }) {
  const field = useContext(FieldContext);
  return {
    id: own.id ?? field?.id,
    "aria-describedby": own["aria-describedby"] ?? field?.describedBy,
    "aria-invalid": field?.invalid || undefined,
  };
}
