const SECONDS = 0.35;
const HERTZ = 880;

/** A short tone, to hear how loud it is. */
export function playTone(volume: number): void {
  const context = new AudioContext();
  const gain = context.createGain();
  const tone = context.createOscillator();
  tone.frequency.value = HERTZ;
  gain.gain.setValueAtTime(volume * volume, context.currentTime);
  gain.gain.linearRampToValueAtTime(0, context.currentTime + SECONDS);
  tone.connect(gain).connect(context.destination);
  tone.onended = () => void context.close();
  tone.start();
  tone.stop(context.currentTime + SECONDS);
}
