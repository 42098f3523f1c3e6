"use client";

import { Dialog } from "@/components/ui/dialog";
import { ErrorState } from "@/components/ui/error-state";
import { Spinner } from "@/components/ui/spinner";
import { useResource } from "@/lib/client/use-resource";
import type { LinkSummary } from "@/lib/shared/links";
import { CreateLink } from "./create-link";
import { LinkList } from "./link-list";
import { useVoiceObstacle } from "./use-voice-obstacle";
import { VoiceNotice } from "./voice-notice";

export interface ShareDialogProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  personaId: string;
  personaName: string;
  /** what callers see; empty: nothing of its own */
  publicName: string;
  /** stores a name for callers */
  onPublicName: (name: string) => Promise<void>;
  /** false: the links are shown, nothing can be changed */
  canEdit?: boolean;
  /** after a link was made, updated or revoked */
  onChanged?: () => void;
}

/** Test-call links of one persona: make one, see and close the others. */
export function ShareDialog(props: ShareDialogProps) {
  return (
    <Dialog
      open={props.open}
      onOpenChange={props.onOpenChange}
      size="lg"
      title={`Share ${props.personaName}`}
      description="Whoever has the link can call this persona from a browser, without an account. They see its public name and never its prompt. A link keeps to the persona as it is now, until you update it. Calls are recorded, and the page says so."
    >
      {props.open ? <ShareBody {...props} /> : null}
    </Dialog>
  );
}

function ShareBody({ personaId, publicName, onPublicName, canEdit = true, onChanged }: ShareDialogProps) {
  const list = useResource<{ links: LinkSummary[] }>(`/api/personas/${personaId}/links`);
  const { obstacle, isLooking } = useVoiceObstacle(personaId);
  const links = list.data?.links ?? [];

  function changed() {
    void list.reload();
    onChanged?.();
  }

  // what stands above the form comes with it: nothing moves under the hand of whoever is about to press
  if (canEdit && isLooking) return <Spinner label="Looking at the persona’s voice" />;
  return (
    <div className="flex flex-col gap-7">
      {canEdit && obstacle ? <VoiceNotice obstacle={obstacle} /> : null}
      {canEdit ? <CreateLink personaId={personaId} publicName={publicName} onPublicName={onPublicName} onCreated={changed} /> : null}
      {list.error && !list.data ? (
        <ErrorState message={list.error.message} retry={() => void list.reload()} />
      ) : !list.data ? (
        <Spinner label="Loading links" />
      ) : links.length > 0 ? (
        <section>
          <h3 className="mb-3 font-medium text-sm">Links of this persona</h3>
          <LinkList links={links} canEdit={canEdit} onChanged={changed} />
        </section>
      ) : null}
    </div>
  );
}
