// What the checks of trends ask of the page.
import { until } from './desk.mjs';

/** Opens the page with these tags, whatever it showed before. */
export async function trendPage(desk, tags, rest = '') {
  await desk.go('overview');
  await desk.go('trends', `?tags=${tags.join(',')}${rest}`);
  await desk.page.locator('rm-trend-chart').waitFor();
  await until('the pens are there', async () => (await pens(desk.page)).length === tags.length);
}

/** Points of each pen, and the times in seconds of the first and the last of them that is no gap. */
export function pens(page) {
  return page.evaluate(() =>
    document.querySelector('rm-app').shadowRoot.querySelector('rm-trends-page').trend.pens.map(({ tag, series }) => {
      const times = series.time.filter((_, i) => series.mid[i] !== null);
      return { tag, points: times.length, first: times[0] ?? Infinity, last: times.at(-1) ?? 0 };
    }),
  );
}

export function view(page) {
  return page.evaluate(() => {
    const { view: shown, cursors } = document.querySelector('rm-app').shadowRoot.querySelector('rm-trends-page').trend;
    return { from: shown.from, to: shown.to, span: shown.span, isLive: shown.isLive, cursors };
  });
}

/** Where lines are drawn. */
export async function chartBox(page) {
  return page.locator('rm-trend-chart .surface').boundingBox();
}
