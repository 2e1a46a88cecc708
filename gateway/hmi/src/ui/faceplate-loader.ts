import { app } from '../model/app.js';

/** Once the first values are on the screen: what opens on a click is to be there then, also when the server is not. */
const LATER_MS = 1_500;

let isPlanned = false;

function fetchFaceplate(): void {
  import('./faceplate.js').catch(() => (isPlanned = false));
}

app.changed.add(() => {
  if (app.faceplate !== null) fetchFaceplate();
  if (isPlanned || app.link !== 'live') return;
  isPlanned = true;
  setTimeout(fetchFaceplate, LATER_MS);
});
