/** OPC UA status codes (OPC 10000-4, 7.39), reduced to what an operator is shown. */

export const GOOD = 0;
/** Somebody has forced the value; what its source says does not count. */
export const GOOD_LOCAL_OVERRIDE = 0x00960000;
export const BAD_NO_COMMUNICATION = 0x80310000;
export const BAD_WAITING = 0x80320000;

const NAMES: Record<number, string> = {
  0x00000000: 'Good',
  0x002e0000: 'Good, completes asynchronously',
  0x00960000: 'Good, forced',
  0x40000000: 'Uncertain',
  0x40900000: 'Uncertain, last usable value',
  0x40930000: 'Uncertain, sensor not accurate',
  0x40940000: 'Uncertain, engineering units exceeded',
  0x40a40000: 'Uncertain, fewer good sources than needed',
  0x80000000: 'Bad',
  0x80020000: 'Bad, internal error',
  0x800a0000: 'Bad, timeout',
  0x800c0000: 'Bad, shut down',
  0x801f0000: 'Bad, access denied',
  0x80310000: 'Bad, no communication',
  0x80320000: 'Bad, waiting for the first value',
  0x80340000: 'Bad, node unknown',
  0x803c0000: 'Bad, out of range',
  0x80740000: 'Bad, wrong type',
  0x80890000: 'Bad, configuration error',
  0x808a0000: 'Bad, not connected',
  0x808b0000: 'Bad, device failure',
  0x808c0000: 'Bad, sensor failure',
  0x809b0000: 'Bad, no data',
};

export type Severity = 'good' | 'uncertain' | 'bad';

/** Status code of a number (signed or not) or of a name such as `Good` or `BadSensorFailure`. */
export function qualityCode(raw: unknown): number {
  if (typeof raw === 'number') return raw >>> 0;
  if (typeof raw !== 'string') return GOOD;
  if (raw.startsWith('Good')) return GOOD;
  return raw.startsWith('Uncertain') ? 0x40000000 : 0x80000000;
}

export function severityOf(code: number): Severity {
  const top = code >>> 30;
  return top === 0 ? 'good' : top === 1 ? 'uncertain' : 'bad';
}

export function isForced(code: number): boolean {
  return (code & 0xffff0000) >>> 0 === GOOD_LOCAL_OVERRIDE;
}

export function qualityName(code: number): string {
  const severity = severityOf(code);
  const known = NAMES[code & 0xffff0000] ?? NAMES[code >>> 0];
  if (known !== undefined && severityOf(code) === severity) return known;
  const word = severity === 'good' ? 'Good' : severity === 'uncertain' ? 'Uncertain' : 'Bad';
  return `${word} (0x${(code >>> 0).toString(16).toUpperCase().padStart(8, '0')})`;
}
