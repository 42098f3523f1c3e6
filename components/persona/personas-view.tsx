"use client";

import { Plus, SearchX } from "lucide-react";
import { useRouter } from "next/navigation";
import { useEffect, useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { ErrorState } from "@/components/ui/error-state";
import { PageHeader } from "@/components/ui/page-header";
import { SearchInput } from "@/components/ui/search-input";
import { Spinner } from "@/components/ui/spinner";
import { toast } from "@/components/ui/toast";
import { api, wordsOf } from "@/lib/client/api";
import { tellPersonasChanged, watchPersonas } from "@/lib/client/open-personas";
import { replaceQuery, withQuery } from "@/lib/client/query";
import { useResource } from "@/lib/client/use-resource";
import type { PersonaSummary } from "@/lib/shared/personas";
import { CreateDialog } from "./create-dialog";
import { FirstVisit } from "./first-visit";
import { ImportDialog } from "./import-dialog";
import { PersonaRow } from "./persona-row";
import type { TemplateChoice } from "./template-choice";
import { offerUndoOfImport } from "./undo-import";

export interface PersonasViewProps {
  initial: PersonaSummary[];
  initialQuery: string;
  templates: readonly TemplateChoice[];
  canEdit: boolean;
}

/** The list of personas, with everything that can be done without opening one. */
export function PersonasView({ initial, initialQuery, templates, canEdit }: PersonasViewProps) {
  const router = useRouter();
  const [query, setQuery] = useState(initialQuery);
  const list = useResource<{ personas: PersonaSummary[] }>(withQuery("/api/personas", { q: query }), { initial: { personas: initial } });
  const [creating, setCreating] = useState<"template" | "blank">();
  const [importing, setImporting] = useState<{ replaces?: PersonaSummary }>();
  useEffect(
    // the router keeps the page's state for "back": no dialog should stand open there
    () => () => {
      setCreating(undefined);
      setImporting(undefined);
    },
    [],
  );
  const { reload } = list;
  useEffect(() => watchPersonas(() => void reload()), [reload]);
  const listElement = useRef<HTMLUListElement>(null);
  const personas = list.data?.personas ?? [];
  const nothingYet = personas.length === 0 && query === "" && !list.isStale && !list.error;

  function search(text: string) {
    setQuery(text);
    replaceQuery({ q: text });
  }

  async function change(work: () => Promise<unknown>, said?: string) {
    try {
      await work();
      await list.reload();
      if (said) toast.success(said);
    } catch (error) {
      toast.error(wordsOf(error));
    }
  }

  async function remove(persona: PersonaSummary) {
    list.replace({ personas: personas.filter(({ id }) => id !== persona.id) });
    try {
      await api.delete(`/api/personas/${persona.id}`);
      toast(`${persona.name} was deleted`, {
        undo: () => void change(() => api.post(`/api/personas/${persona.id}/restore`), `${persona.name} is back`).then(tellPersonasChanged),
      });
    } catch (error) {
      toast.error(wordsOf(error));
    }
    await list.reload();
    // the row that had the focus is gone
    if (document.activeElement === document.body) listElement.current?.focus();
  }

  async function rename(persona: PersonaSummary, name: string) {
    list.replace({ personas: personas.map((one) => (one.id === persona.id ? { ...one, name } : one)) });
    await change(() => api.patch(`/api/personas/${persona.id}`, { name }));
  }

  return (
    <>
      <PageHeader
        title="Personas"
        description="Who answers a call: what it knows, how it goes through a conversation, and which voice it has."
        actions={
          canEdit && !nothingYet ? (
            <>
              <Button onClick={() => setImporting({})}>Import</Button>
              <Button variant="primary" onClick={() => setCreating("template")}>
                <Plus aria-hidden />
                New persona
              </Button>
            </>
          ) : null
        }
      />

      {nothingYet ? (
        canEdit ? (
          <FirstVisit templates={templates} onBlank={() => setCreating("blank")} onImport={() => setImporting({})} />
        ) : (
          <EmptyState
            icon={SearchX}
            title="No personas yet"
            description="As soon as an editor of your team makes one, you can call it here."
          />
        )
      ) : (
        <>
          <SearchInput label="Search personas" value={query} onSearch={search} className="mb-4 max-w-sm" />
          {list.error && personas.length === 0 ? (
            <ErrorState message={list.error.message} retry={() => void list.reload()} />
          ) : personas.length === 0 && list.isStale ? (
            <Spinner label="Searching" />
          ) : personas.length === 0 ? (
            <EmptyState icon={SearchX} title="Nothing matches" description={`No persona has “${query}” in its name or description.`} />
          ) : (
            <ul
              ref={listElement}
              tabIndex={-1}
              aria-label="Personas"
              aria-busy={list.isStale}
              className="divide-y divide-line rounded-lg border border-line bg-surface"
            >
              {personas.map((persona) => (
                <PersonaRow
                  key={persona.id}
                  persona={persona}
                  canEdit={canEdit}
                  onRename={(name) => void rename(persona, name)}
                  onDuplicate={() => void change(() => api.post(`/api/personas/${persona.id}/duplicate`), `${persona.name} was duplicated`)}
                  onImportOver={() => setImporting({ replaces: persona })}
                  onDelete={() => void remove(persona)}
                />
              ))}
            </ul>
          )}
        </>
      )}

      {creating ? (
        <CreateDialog
          open
          onOpenChange={() => setCreating(undefined)}
          templates={templates}
          startBlank={creating === "blank"}
          onImport={() => {
            setCreating(undefined);
            setImporting({});
          }}
        />
      ) : null}
      <ImportDialog
        open={importing !== undefined}
        onOpenChange={(open) => {
          if (!open) setImporting(undefined);
        }}
        replaces={importing?.replaces}
        onImported={(reply) => {
          if (importing?.replaces) offerUndoOfImport(importing.replaces.name, reply);
          router.push(`/personas/${reply.id}`);
        }}
      />
    </>
  );
}
