"use client";

import Link from "next/link";
import { Checkbox } from "@/components/ui/checkbox";
import { cn } from "@/components/ui/class-names";
import { ErrorState } from "@/components/ui/error-state";
import { Moment } from "@/components/ui/moment";
import { PersonaMark } from "@/components/ui/persona-mark";
import { Spinner } from "@/components/ui/spinner";
import { type Resource, useResource } from "@/lib/client/use-resource";
import { repeatedNames } from "@/lib/shared/repeated-names";
import type { PersonaVersions } from "@/lib/shared/suite-runs";

/** A persona's draft or one of its versions, as one word. */
export function versionKey({ personaId, versionId }: { personaId: string; versionId?: string | undefined }): string {
  return versionId === undefined ? personaId : `${personaId}/${versionId}`;
}

export function readVersionKey(key: string): { personaId: string; versionId?: string } {
  const [personaId = "", versionId] = key.split("/");
  return versionId === undefined ? { personaId } : { personaId, versionId };
}

/** Every persona that can be called, with its versions. */
export function usePersonaVersions(): Resource<PersonaVersions[]> {
  return useResource<PersonaVersions[]>("/api/personas/versions");
}

export interface PersonaVersionPickerProps {
  list: Resource<PersonaVersions[]>;
  chosen: readonly string[];
  onChange: (chosen: string[]) => void;
  error?: string | undefined;
}

/** Every persona with its draft and its published versions, to be ticked. The first that is ticked is what the others are compared with. */
export function PersonaVersionPicker({ list, chosen, onChange, error }: PersonaVersionPickerProps) {
  const { data: personas, error: failure, reload } = list;
  if (!personas)
    return failure ? (
      <ErrorState message={failure.message} retry={() => void reload()} className="py-6" />
    ) : (
      <Spinner label="Loading personas" />
    );
  const isMissed = error !== undefined && chosen.length === 0;
  if (personas.length === 0)
    return (
      <p role={isMissed ? "alert" : undefined} className={cn("text-sm", isMissed ? "text-danger" : "text-muted")}>
        There is no persona to call yet.{" "}
        <Link href="/personas" className="text-foreground underline underline-offset-4">
          Make one
        </Link>
        , then come back.
      </p>
    );
  const repeated = repeatedNames(personas);
  const box = (key: string, label: React.ReactNode) => (
    <Checkbox
      key={key}
      checked={chosen.includes(key)}
      onCheckedChange={(checked) => onChange(checked ? [...chosen, key] : chosen.filter((one) => one !== key))}
      label={label}
    />
  );
  return (
    <div className="flex flex-col gap-1.5">
      <ul className="flex max-h-64 flex-col gap-4 overflow-y-auto rounded-lg border border-line p-4">
        {personas.map((persona) => {
          const mark = repeated.has(persona.name) ? <PersonaMark {...persona} /> : null;
          const spoken = (
            <span className="sr-only">
              {persona.name}, {mark ? <>{mark}, </> : null}
            </span>
          );
          return (
            <li key={persona.id}>
              <p className="mb-1.5 break-words font-medium text-sm">
                {persona.name}
                {mark ? <span className="block font-normal text-muted text-xs">{mark}</span> : null}
              </p>
              <div className="flex flex-wrap gap-x-6 gap-y-2.5">
                {box(
                  versionKey({ personaId: persona.id }),
                  <>
                    {spoken}Draft
                    {persona.draftIsNumber === null ? null : <span className="text-muted"> (same as v{persona.draftIsNumber})</span>}
                  </>,
                )}
                {persona.versions.map(({ id, number, createdAt }) =>
                  box(
                    versionKey({ personaId: persona.id, versionId: id }),
                    <>
                      {spoken}v{number}{" "}
                      <span className="text-muted">
                        <Moment iso={createdAt} as="day" />
                      </span>
                    </>,
                  ),
                )}
              </div>
            </li>
          );
        })}
      </ul>
      {isMissed ? (
        <p role="alert" className="text-danger text-sm">
          {error}
        </p>
      ) : null}
    </div>
  );
}
