import { customElement } from 'lit/decorators.js';
import { RmTrend } from './rm-trend.js';

/** `<rm-spark tag="..." minutes="60">`: a trend without words, for beside a value. */
@customElement('rm-spark')
export class RmSpark extends RmTrend {
  override bare = true;
}
