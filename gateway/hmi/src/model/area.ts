/** `Feed` covers `Feed`, `Feed.North` and `Feed/North`, not `Feedwater`. */
export function isWithin(own: string, area: string): boolean {
  return area === own || (area.startsWith(own) && /^[./]/.test(area.slice(own.length)));
}
