/** A display file: plain HTML with one `<rm-display>`; scripts in it do not run. Null when there is none. */
export async function loadDisplay(url: string): Promise<HTMLElement | null> {
  try {
    const response = await fetch(url);
    if (!response.ok) return null;
    const file = new DOMParser().parseFromString(await response.text(), 'text/html');
    const display = file.querySelector('rm-display');
    return display === null ? null : document.importNode(display as HTMLElement, true);
  } catch {
    return null;
  }
}
