/** What a speaker runs on, as people write it: "cpu" is "CPU", "cuda:0 NVIDIA H100" stays. */
export function deviceWords(device: string): string {
  return device.replace(/^cpu\b/i, "CPU");
}
