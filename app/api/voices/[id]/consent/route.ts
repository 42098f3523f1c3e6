import { route } from "@/lib/server/http/route";
import { recordConsent } from "@/lib/server/voices/record-consent";
import { withdrawConsent } from "@/lib/server/voices/withdraw-consent";
import { consentInput } from "@/lib/shared/voices";

export const POST = route({ permission: "editor" }, async ({ viewer, param, json }) =>
  recordConsent(viewer, param("id"), await json(consentInput)),
);

export const DELETE = route({ permission: "editor" }, ({ viewer, param }) => withdrawConsent(viewer, param("id")));
