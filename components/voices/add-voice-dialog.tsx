"use client";

import { Mic, Upload } from "lucide-react";
import { useState } from "react";
import { Dialog } from "@/components/ui/dialog";
import { FileDrop } from "@/components/ui/file-drop";
import { FormError } from "@/components/ui/form-error";
import { Tabs, TabsContent, TabsList, TabsTrigger } from "@/components/ui/tabs";
import { wordsOf } from "@/lib/client/api";
import { checkFile, nameOfFile } from "@/lib/client/voice/check-file";
import { MAX_UPLOAD_BYTES, VOICE_FILE_TYPES, type VoiceDetail } from "@/lib/shared/voices";
import { RecordTab } from "./record-tab";
import { UploadForm } from "./upload-form";

type Source = "upload" | "record";

export interface AddVoiceDialogProps {
  onClose: () => void;
  onAdded: (voice: VoiceDetail) => void;
}

/** A new voice: a file or a recording first, then its name, then up it goes. Closing it stops whatever is under way. */
export function AddVoiceDialog({ onClose, onAdded }: AddVoiceDialogProps) {
  const [source, setSource] = useState<Source>("upload");
  const [chosen, setChosen] = useState<{ file: File; name: string }>();
  const [refusal, setRefusal] = useState<string>();

  async function choose(file: File, name: string) {
    try {
      await checkFile(file);
      setRefusal(undefined);
      setChosen({ file, name });
    } catch (error) {
      setRefusal(wordsOf(error));
    }
  }

  return (
    <Dialog
      open
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
      title="Add a voice"
      description="5 to 15 seconds of one person, clear and alone. You can trim it afterwards."
    >
      {chosen ? (
        <UploadForm file={chosen.file} initialName={chosen.name} onBack={() => setChosen(undefined)} onAdded={onAdded} />
      ) : (
        <Tabs
          value={source}
          onValueChange={(next) => {
            setSource(next as Source);
            setRefusal(undefined);
          }}
        >
          <TabsList aria-label="Where the voice comes from">
            <TabsTrigger value="upload">
              <Upload aria-hidden />
              Upload
            </TabsTrigger>
            <TabsTrigger value="record">
              <Mic aria-hidden />
              Record
            </TabsTrigger>
          </TabsList>
          <TabsContent value="upload" className="flex flex-col gap-4 pt-5">
            <FormError message={refusal} />
            <FileDrop
              label="Choose a sound file"
              hint={`or drop it here. WAV, FLAC, MP3, Ogg, WebM or M4A, at most 60 s and ${MAX_UPLOAD_BYTES / 1_000_000}\u00a0MB.`}
              accept={VOICE_FILE_TYPES}
              onFile={(file) => void choose(file, nameOfFile(file.name))}
            />
          </TabsContent>
          <TabsContent value="record" className="flex flex-col gap-4 pt-5">
            <FormError message={refusal} />
            <RecordTab onUse={(file) => void choose(file, "")} />
          </TabsContent>
        </Tabs>
      )}
      <p className="mt-5 text-pretty text-muted text-xs leading-relaxed">
        The recording stays on this installation until you delete the voice. No call can use it before its consent is recorded.
      </p>
    </Dialog>
  );
}
