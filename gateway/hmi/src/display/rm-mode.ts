import { customElement } from 'lit/decorators.js';
import { RmText } from './rm-text.js';

/**
 * `<rm-mode tag="Area.Loop.Mode">`: manual, automatic or cascade. What `normal` does not name (the design mode, automatic if
 * nothing is said) stands in a dark field: somebody has the loop in hand.
 */
@customElement('rm-mode')
export class RmMode extends RmText {
  override words = '0=MAN;1=AUTO;2=CAS;false=MAN;true=AUTO';
  override normal = '1;true';
}
