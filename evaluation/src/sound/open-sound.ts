/** The bundled ears and voices: Silero and flite, as the engine has them. A door of its own, as they bring a network and a program along. */
import { createSileroFactory, type SileroFactory } from "@duologue/engine/silero";
import { SpeechSynthesiser } from "@duologue/engine/speech-synthesiser";
import { createLineSpeaker, type LineSpeaker } from "./line-speaker";

export interface Sound {
  /** serves an engine of one's own as well */
  readonly ears: SileroFactory;
  readonly speaker: LineSpeaker;
  close(): Promise<void>;
}

export async function openSound(): Promise<Sound> {
  const ears = await createSileroFactory();
  const synthesiser = new SpeechSynthesiser();
  return {
    ears,
    speaker: createLineSpeaker(synthesiser),
    async close() {
      await Promise.all([synthesiser.close(), ears.close()]);
    },
  };
}
