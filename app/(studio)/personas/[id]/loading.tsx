export { EditorSkeleton as default } from "@/components/editor/load/editor-skeleton";
