import { readAnswer, unreachable } from "@/lib/client/api";
import type { VoiceDetail } from "@/lib/shared/voices";

export interface VoiceUpload {
  file: File;
  name: string;
  /** 0…1 of the bytes sent; 1: sent, the studio is listening to it */
  onProgress: (share: number) => void;
  signal: AbortSignal;
}

/**
 * Sends a sample with its name. XMLHttpRequest, as fetch does not tell how much of a body has gone. Rejects with the
 * studio's ProtocolError, or with AbortError.
 */
export function uploadVoice({ file, name, onProgress, signal }: VoiceUpload): Promise<VoiceDetail> {
  return new Promise((resolve, reject) => {
    const form = new FormData();
    form.set("name", name);
    form.set("file", file, file.name);
    const request = new XMLHttpRequest();
    request.upload.onprogress = ({ lengthComputable, loaded, total }) => {
      if (lengthComputable && total > 0) onProgress(loaded / total);
    };
    request.upload.onload = () => onProgress(1);
    request.onload = () => {
      try {
        resolve(readAnswer<VoiceDetail>(request.status, request.responseText));
      } catch (error) {
        reject(error);
      }
    };
    request.onerror = () => reject(unreachable());
    request.onabort = () => reject(new DOMException("The upload was stopped.", "AbortError"));
    signal.addEventListener("abort", () => request.abort(), { once: true });
    request.open("POST", "/api/voices");
    request.setRequestHeader("accept", "application/json");
    request.send(form);
  });
}
