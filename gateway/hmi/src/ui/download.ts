/** How long the browser may take to begin with the file; then its bytes are given back. */
const KEPT_MS = 60_000;

/** Hands a file to the person at the screen, as a link to it would. */
export function download(name: string, content: Blob): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(content);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), KEPT_MS);
}
