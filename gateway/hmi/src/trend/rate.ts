const PER: Record<string, number> = { s: 1, min: 60, h: 3600, d: 86_400 };

/** `m3/h` is `m3` in 3,600 s; null for what is no rate. */
export function rateOf(unit: string): { unit: string; seconds: number } | null {
  const at = unit.lastIndexOf('/');
  const seconds = at > 0 ? PER[unit.slice(at + 1)] : undefined;
  return seconds === undefined ? null : { unit: unit.slice(0, at), seconds };
}
