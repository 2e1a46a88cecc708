/** Wall clocks of time zones. Offsets are asked for once a quarter of an hour, as no zone changes its clock in between. */

const QUARTER_MS = 15 * 60_000;
const MOST_KEPT = 4_000;

export class Zone {
  private readonly parts: Intl.DateTimeFormat;
  private readonly offsets = new Map<number, number>();

  /** @throws RangeError for a name that no zone has */
  constructor(readonly name: string) {
    this.parts = new Intl.DateTimeFormat('en-u-ca-gregory-nu-latn', {
      timeZone: name,
      hourCycle: 'h23',
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
      second: '2-digit',
    });
  }

  static isKnown(name: string): boolean {
    try {
      new Zone(name);
      return true;
    } catch {
      return false;
    }
  }

  /** The zone of this computer. */
  static ofBrowser(): string {
    return Intl.DateTimeFormat().resolvedOptions().timeZone || 'UTC';
  }

  /** How much the zone's clock is ahead of UTC then. */
  offsetMs(ms: number): number {
    const quarter = Math.floor(ms / QUARTER_MS);
    const known = this.offsets.get(quarter);
    if (known !== undefined) return known;
    if (this.offsets.size >= MOST_KEPT) this.offsets.clear();
    const offset = this.computed(quarter * QUARTER_MS);
    this.offsets.set(quarter, offset);
    return offset;
  }

  /** A date whose UTC fields are what the zone's clock shows. */
  wallClock(ms: number): Date {
    return new Date(ms + this.offsetMs(ms));
  }

  /** The moment at which the zone's clock shows this; in the hour that a clock is set back, the first of the two. */
  momentOf(year: number, month: number, day: number, hour: number, minute: number, second = 0): number {
    const wall = Date.UTC(year, month - 1, day, hour, minute, second);
    const guess = wall - this.offsetMs(wall - this.offsetMs(wall));
    const earlier = wall - this.offsetMs(guess - 3_600_000);
    return earlier < guess && earlier + this.offsetMs(earlier) === wall ? earlier : guess;
  }

  private computed(ms: number): number {
    const part: Record<string, number> = {};
    for (const { type, value } of this.parts.formatToParts(ms)) part[type] = Number(value);
    return Date.UTC(part.year!, part.month! - 1, part.day, part.hour, part.minute, part.second) - ms;
  }
}
