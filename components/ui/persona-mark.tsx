import type { PersonaSummary } from "@/lib/shared/personas";
import { Moment } from "./moment";

/** What tells a persona from another of the same name. */
export function PersonaMark({ publicName, updatedAt }: Pick<PersonaSummary, "publicName" | "updatedAt">) {
  return (
    <>
      {publicName ? `${publicName} · ` : ""}changed <Moment iso={updatedAt} />
    </>
  );
}
