import { app } from '../model/app.js';
import { clockText } from '../model/format.js';
import { t } from '../model/text.js';

const PREFIX = /^⟲ .*? · /;

let wears = '';

/** What says outside of the page, and all around it, that this is the past: title, icon, colours, frame. */
function dress(): void {
  const { phase, moment } = app.travel;
  const time = phase === 'past' && moment !== null ? clockText(moment) : '';
  if (`${phase} ${time}` === wears) return;
  wears = `${phase} ${time}`;
  const root = document.documentElement;
  root.toggleAttribute('data-past', phase !== 'present');
  const prefix = phase === 'present' ? '' : `⟲ ${phase === 'past' ? t('PAST {time}', { time }) : t('NOTHING SHOWN')} · `;
  document.title = prefix + document.title.replace(PREFIX, '');
  const icon = document.querySelector<HTMLLinkElement>('link[rel="icon"]');
  const wanted = phase === 'present' ? 'icon.svg' : 'icon-past.svg';
  if (icon !== null && icon.getAttribute('href') !== wanted) icon.setAttribute('href', wanted);
}

app.travel.changed.add(dress);
// the site's name comes when it is known, and takes the title over
app.changed.add(() => {
  if (app.travel.isAway && !PREFIX.test(document.title)) wears = '';
  dress();
});
