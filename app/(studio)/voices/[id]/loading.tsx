export { VoiceSkeleton as default } from "@/components/voices/voice-skeleton";
