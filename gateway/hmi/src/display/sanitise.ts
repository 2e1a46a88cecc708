/**
 * What may stand in a display. The server refuses more exactly; this is for files that somebody has put into the folder by hand.
 * Everything that is not named here is left out with what is in it.
 */
const SVG =
  'svg g path rect circle ellipse line polyline polygon text tspan textPath defs use symbol marker linearGradient radialGradient stop clipPath mask pattern title desc image';
const HTML =
  'div span p h1 h2 h3 h4 b strong i em u s small sub sup br hr ul ol li dl dt dd table caption thead tbody tfoot tr th td section article header footer figure figcaption img a pre code';
const OURS =
  'rm-display rm-value rm-bar rm-gauge rm-pump rm-valve rm-trend rm-spark rm-alarms rm-machine rm-setpoint rm-mode rm-link rm-text rm-check rm-tank rm-loop';
const ALLOWED = new Set(`${SVG} ${HTML} ${OURS}`.toLowerCase().split(' '));
export const ELEMENTS: ReadonlySet<string> = new Set(OURS.split(' '));

const IMAGE_DATA = /^data:image\/(png|jpeg|gif|webp|avif|svg\+xml)[;,]/i;
const OUTSIDE = /url\(\s*['"]?\s*(?!#)/i;
const ADDRESS = /^(?:href|src)$/i;

/** A display from the text of its file, without what must not be there; null when there is no display in it. */
export function displayOf(text: string, type: 'html' | 'svg'): HTMLElement | null {
  if (text.trim() === '') return null;
  const parser = new DOMParser();
  if (type === 'svg') {
    const root = parser.parseFromString(text, 'image/svg+xml').documentElement;
    return root.localName === 'svg' ? ofSvg(root) : null;
  }
  const file = parser.parseFromString(text, 'text/html');
  const found = file.querySelector('rm-display') ?? wrapped(file.body);
  return found === null ? null : cleaned(found as HTMLElement);
}

/** A file of HTML without an `<rm-display>` is text to read. */
function wrapped(body: HTMLElement): HTMLElement | null {
  if (body.childNodes.length === 0) return null;
  const display = body.ownerDocument.createElement('rm-display');
  display.setAttribute('flow', '');
  display.append(...body.childNodes);
  return display;
}

/** The elements of ours that stand in a drawing are lifted out of it: only there they are alive. */
function ofSvg(root: Element): HTMLElement | null {
  const file = document.implementation.createHTMLDocument('');
  const display = file.createElement('rm-display');
  const [, , width, height] = (root.getAttribute('viewBox') ?? '').split(/[\s,]+/).map(Number);
  const size = (name: string, other: number | undefined) => String(Number.parseFloat(root.getAttribute(name) ?? '') || other || 800);
  display.setAttribute('width', String(width || size('width', width)));
  display.setAttribute('height', String(height || size('height', height)));
  display.setAttribute('heading', root.querySelector(':scope > title')?.textContent?.trim() ?? '');
  const drawing = file.importNode(root, true);
  drawing.setAttribute('width', display.getAttribute('width')!);
  drawing.setAttribute('height', display.getAttribute('height')!);
  drawing.setAttribute('aria-hidden', 'true');
  drawing.querySelector(':scope > title')?.remove();
  display.append(drawing);
  for (const one of [...drawing.querySelectorAll('*')].filter((element) => ELEMENTS.has(element.localName))) {
    const lifted = file.createElement(one.localName);
    for (const { name, value } of one.attributes) lifted.setAttribute(name, value);
    one.remove();
    display.append(lifted);
  }
  return cleaned(display);
}

function cleaned(display: HTMLElement): HTMLElement {
  for (const element of [display, ...display.querySelectorAll('*')]) {
    if (!ALLOWED.has(element.localName.toLowerCase())) element.remove();
    else for (const { name, value } of [...element.attributes]) if (!isAllowed(element, name, value)) element.removeAttribute(name);
  }
  return document.importNode(display, true);
}

/** Whether the attribute may stay. Any prefix may stand for the namespace of links. */
export function isAllowed(element: Pick<Element, 'localName'>, name: string, value: string): boolean {
  if (/^(on|style$|is$|srcset$|srcdoc$|form|xml:)/i.test(name) || OUTSIDE.test(value)) return false;
  if (!ADDRESS.test(name.replace(/^.*:/, ''))) return true;
  const isPicture = /^(img|image)$/i.test(element.localName);
  return value.trim().startsWith('#') || (isPicture && IMAGE_DATA.test(value.trim()));
}
