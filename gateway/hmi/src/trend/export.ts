import type { Page, RawSample, Rest } from '../client/index.js';
import { iso } from './history.js';

const PAGE = 10_000;
/** What a browser and a spreadsheet can bear; more is a job for an export. */
export const MOST_SAMPLES = 500_000;

/** All samples of a tag in the span, page by page. */
export async function samplesOf(rest: Rest, tag: string, from: number, to: number): Promise<RawSample[]> {
  const samples: RawSample[] = [];
  let cursor: string | null | undefined;
  do {
    const more = cursor ? `&cursor=${encodeURIComponent(cursor)}` : '';
    const path = `/history/${encodeURIComponent(tag)}?from=${iso(from)}&to=${iso(to)}&limit=${PAGE}${more}`;
    const page = (await rest.call('GET', path)) as Page<RawSample>;
    samples.push(...page.items);
    cursor = page.next;
  } while (cursor && samples.length < MOST_SAMPLES);
  if (cursor) throw new Error(`${tag}: > ${MOST_SAMPLES}`);
  return samples;
}

/** The chart with its title and legend on a ground of its own. */
export function pictureOf(canvas: HTMLCanvasElement, title: string, legend: readonly { text: string; colour: string }[], style: CSSStyleDeclaration): Promise<Blob | null> {
  const ratio = devicePixelRatio;
  const line = 20 * ratio;
  const picture = document.createElement('canvas');
  picture.width = canvas.width;
  picture.height = canvas.height + line * (legend.length + 2);
  const ctx = picture.getContext('2d')!;
  ctx.fillStyle = style.getPropertyValue('--surface').trim();
  ctx.fillRect(0, 0, picture.width, picture.height);
  ctx.fillStyle = style.getPropertyValue('--text').trim();
  ctx.font = `600 ${14 * ratio}px sans-serif`;
  ctx.fillText(title, 10 * ratio, line);
  ctx.drawImage(canvas, 0, 1.5 * line);
  ctx.font = `${13 * ratio}px sans-serif`;
  legend.forEach(({ text, colour }, i) => {
    const y = 1.5 * line + canvas.height + (i + 0.7) * line;
    ctx.fillStyle = colour;
    ctx.fillRect(10 * ratio, y - 8 * ratio, 26 * ratio, 4 * ratio);
    ctx.fillStyle = style.getPropertyValue('--text').trim();
    ctx.fillText(text, 44 * ratio, y);
  });
  return new Promise((resolve) => picture.toBlob(resolve, 'image/png'));
}
