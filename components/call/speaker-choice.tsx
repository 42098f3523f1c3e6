import type { SpeakerInfo } from "@duologue/protocol";
import { ChoiceCards } from "@/components/ui/choice-cards";

export interface SpeakerChoiceProps {
  own: SpeakerInfo;
  offers: readonly SpeakerInfo[];
  /** an offered speaker's model; null, or one that is not on offer any more: the engine's own */
  offer: string | null;
  onOffer: (offer: string | null) => void;
}

const OWN = "own:";

/** Who answers the next call, each in its own words; what the chosen one can and cannot do is told at length. */
export function SpeakerChoice({ own, offers, offer, onOffer }: SpeakerChoiceProps) {
  const value = offers.some(({ model }) => model === offer) ? (offer as string) : OWN;
  const choice = (key: string, { title, description }: SpeakerInfo) =>
    key === value ? { value: key, label: title, explanation: description } : { value: key, label: title };
  return (
    <ChoiceCards
      label="Who answers"
      value={value}
      choices={[choice(OWN, own), ...offers.map((speaker) => choice(speaker.model, speaker))]}
      onChange={(next) => onOffer(next === OWN ? null : next)}
    />
  );
}
