import { svg, type TemplateResult } from 'lit';

/** Line drawings of 20 by 20 for the navigation, by page; `engineer`, `manage` and `more` for what opens a list of pages. */
const PATHS: Record<string, string> = {
  overview: 'M3 3h6v5H3ZM12 3h5v9h-5ZM3 11h6v6H3ZM12 15h5v2h-5Z',
  trends: 'M3 3v14h14M5.500 13l3.500-5 3 3 5-7',
  alarms: 'M10 2.500c3 0 5 2.200 5 5v4l2 3H3l2-3v-4c0-2.800 2-5 5-5ZM8 17h4',
  machines: 'M2.500 5h6v4h-6ZM11.500 11h6v4h-6ZM8.500 7h3.500c2 0 2.500 1 2.500 4M11.500 13H8c-2 0-2.500-1-2.500-4',
  travel: 'M4 6.500a7 7 0 1 1-1 5M4 2.500v4h4M10 6v4.500l3 2',
  logbook: 'M4 2.500h11.500v15H4ZM7 6.500h6M7 10h6M7 13.500h4',
  engineer: 'M12.500 3a4.500 4.500 0 0 0-4 6.500L3 15l2 2 5.500-5.500a4.500 4.500 0 0 0 6-5.500L14 8.500 11.500 6 14 3.500A4.500 4.500 0 0 0 12.500 3Z',
  manage: 'M3 5h14M3 10h14M3 15h14M7 3.500v3M13 8.500v3M6 13.500v3',
  more: 'M3 5h14M3 10h14M3 15h14',
  page: 'M4 3h12v14H4Z',
};

export function pageIcon(name: string): TemplateResult {
  return svg`<svg viewBox="0 0 20 20" width="20" height="20" aria-hidden="true">
    <path d=${PATHS[name] ?? PATHS.page!} fill="none" stroke="currentColor" stroke-width="1.600" stroke-linejoin="round" stroke-linecap="round" />
  </svg>`;
}
