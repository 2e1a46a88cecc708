/** A tone of a pattern: when it begins in s, Hz, how long in s. */
type Tone = readonly [at: number, hz: number, seconds: number];

interface Pattern {
  readonly everyMs: number;
  readonly loud: number;
  readonly tones: readonly Tone[];
}

/** One for each priority, to be told apart without looking: the more urgent the faster, higher and louder. */
const PATTERNS: Record<number, Pattern> = {
  4: { everyMs: 1_000, loud: 1, tones: [[0, 960, 0.2], [0.22, 720, 0.2], [0.44, 960, 0.2], [0.66, 720, 0.2]] },
  3: { everyMs: 2_000, loud: 0.8, tones: [[0, 830, 0.16], [0.24, 830, 0.16], [0.48, 830, 0.16]] },
  2: { everyMs: 4_000, loud: 0.6, tones: [[0, 620, 0.2], [0.32, 620, 0.2]] },
  1: { everyMs: 8_000, loud: 0.45, tones: [[0, 440, 0.35]] },
};
const EDGE_S = 0.015;
const GESTURES = ['pointerdown', 'keydown'] as const;

/** silent: nothing is to sound; blocked: the browser wants a click or key first; sounding: it can be heard. */
export type HornState = 'silent' | 'blocked' | 'sounding';

/** The alarm sound, made by the browser itself: no file. It goes on until it is told to be silent. */
export class Horn {
  state: HornState = 'silent';
  private context: AudioContext | null = null;
  private priority = 0;
  private volume = 0;
  private timer: ReturnType<typeof setInterval> | undefined;

  /** @param onState the state has changed */
  constructor(private readonly onState: () => void) {
    for (const gesture of GESTURES) addEventListener(gesture, this.unlock, { capture: true, passive: true });
  }

  /** Sounds for a priority from now on; 0 for none. */
  set(priority: number, volume: number): void {
    const wanted = volume > 0 ? priority : 0;
    const isSame = wanted === this.priority;
    this.volume = volume;
    if (isSame) return;
    this.priority = wanted;
    clearInterval(this.timer);
    if (wanted === 0) return this.be('silent');
    this.begin();
  }

  private begin(): void {
    if (!this.isAllowed()) return this.be('blocked');
    const pattern = PATTERNS[this.priority] ?? PATTERNS[1]!;
    clearInterval(this.timer);
    this.play(pattern);
    this.timer = setInterval(() => this.play(pattern), pattern.everyMs);
    this.be('sounding');
  }

  /** Browsers let a page sound only after somebody has done something on it. */
  private isAllowed(): boolean {
    if (navigator.userActivation !== undefined && !navigator.userActivation.hasBeenActive) return false;
    try {
      this.context ??= new AudioContext();
    } catch {
      return false;
    }
    if (this.context.state === 'suspended') void this.context.resume().catch(() => undefined);
    return true;
  }

  private readonly unlock = (): void => {
    if (this.state !== 'blocked' || this.priority === 0) return;
    // the gesture counts for the browser only when its handlers have run
    setTimeout(() => this.state === 'blocked' && this.priority > 0 && this.begin(), 50);
  };

  /** For good. */
  stop(): void {
    this.set(0, 0);
    for (const gesture of GESTURES) removeEventListener(gesture, this.unlock, { capture: true });
    void this.context?.close().catch(() => undefined);
  }

  private play(pattern: Pattern): void {
    const { context } = this;
    if (context === null || context.state !== 'running') return;
    const begin = context.currentTime + 0.02;
    for (const [at, hz, seconds] of pattern.tones) {
      const tone = context.createOscillator();
      const gain = context.createGain();
      tone.type = 'triangle';
      tone.frequency.value = hz;
      gain.gain.setValueAtTime(0, begin + at);
      gain.gain.linearRampToValueAtTime(this.volume * pattern.loud * 0.5, begin + at + EDGE_S);
      gain.gain.setValueAtTime(this.volume * pattern.loud * 0.5, begin + at + seconds - EDGE_S);
      gain.gain.linearRampToValueAtTime(0, begin + at + seconds);
      tone.connect(gain).connect(context.destination);
      tone.start(begin + at);
      tone.stop(begin + at + seconds);
    }
    if (this.priority === 4) navigator.vibrate?.([200, 80, 200]);
  }

  private be(state: HornState): void {
    if (state === this.state) return;
    this.state = state;
    this.onState();
  }
}
