import { css } from 'lit';

/** How the drawing of a display looks: the classes an author uses in its SVG. */
export const displayStyles = css`
  rm-display .area rect { fill: var(--surface); stroke: var(--line); }
  rm-display .title text { font-size: 14px; font-weight: 600; fill: var(--text); }
  rm-display .pipe path { fill: none; stroke: var(--pipe); stroke-width: 4; stroke-linejoin: round; }
  rm-display .arrow path { fill: var(--pipe); }
  rm-display .vessel > * { fill: var(--vessel); stroke: var(--vessel-edge); stroke-width: 2; }
  rm-display .vessel .jacket { fill: var(--surface); }
  rm-display .detail path { fill: none; stroke: var(--vessel-edge); stroke-width: 2; }
  rm-display .name text { font-size: 13px; font-weight: 600; fill: var(--text); }
  rm-display .note text { font-size: 12px; fill: var(--quiet); }
  rm-display text.end { text-anchor: end; }
  rm-display text.mid { text-anchor: middle; }
`.styleSheet!;
