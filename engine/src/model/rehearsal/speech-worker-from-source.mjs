// Development only: teaches this thread to read TypeScript (a worker does not inherit tsx), then becomes the speech worker.
import { register } from "tsx/esm/api";

register();
await import("./speech-worker.ts");
