import { css, html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { Alarm } from '../../client/index.js';
import { app } from '../../model/app.js';
import { problemText } from '../../model/calls.js';
import { className } from '../../model/event-text.js';
import { timeText } from '../../model/format.js';
import { t } from '../../model/text.js';
import { controls } from '../../ui/controls.js';
import '../../ui/dialog.js';
import { listPageStyles } from '../../ui/list-page.css.js';
import { criticalityText, saidText, type Entry } from './entries.js';

const AROUND_MS = 10 * 60_000;

/** One event with what people wrote to it, ways to its moment, and room for another comment. Fires `closed` and `commented`. */
@customElement('rm-entry-detail')
export class EntryDetail extends LitElement {
  @property({ attribute: false }) entry: Entry | null = null;
  @state() private problem = '';
  @state() private isBusy = false;
  @state() private tag = '';

  static override styles = [controls, listPageStyles, css`:host { display: contents !important; }`];

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (!changed.has('entry') || changed.get('entry')?.id === this.entry?.id) return;
    this.tag = this.entry?.class === 'tag' ? this.entry.subject : '';
    this.problem = '';
    if (this.entry !== null && (this.entry.class === 'alarm' || this.entry.kind === 'LOG')) void this.findTag(this.entry);
  }

  /** Of the alarm that the event is about. */
  private async findTag(entry: Entry): Promise<void> {
    if (entry.subject === '') return;
    try {
      const alarm = (await app.client.rest.call('GET', `/alarms/${encodeURIComponent(entry.subject)}`)) as Alarm;
      if (this.entry?.id === entry.id) this.tag = alarm.tag;
    } catch {
      // The alarm is no longer defined: there is no way to its tag.
    }
  }

  override render(): TemplateResult | typeof nothing {
    const entry = this.entry;
    if (entry === null) return nothing;
    return html`<rm-dialog open .heading=${entry.subject || className(entry.class)} @closed=${() => this.dispatchEvent(new CustomEvent('closed'))}>
      <dl>
        <dt>${t('Time|of day')}</dt><dd>${timeText(Date.parse(entry.time))}</dd>
        <dt>${t('What')}</dt><dd>${saidText(entry)}</dd>
        <dt>${t('Class')}</dt><dd>${className(entry.class)} · ${entry.kind}</dd>
        <dt>${t('Criticality')}</dt><dd>${criticalityText(entry.criticality)}</dd>
        <dt>${t('Priority')}</dt><dd>${entry.priority}</dd>
        ${entry.user ? html`<dt>${t('User')}</dt><dd>${entry.user}</dd>` : nothing}
        ${entry.category ? html`<dt>${t('Category')}</dt><dd>${entry.category}</dd>` : nothing}
        ${entry.area ? html`<dt>${t('Area')}</dt><dd>${entry.area}</dd>` : nothing}
        <dt>${t('Sequence')}</dt><dd>${entry.sequence}</dd>
      </dl>
      <div class="more">${this.ways(entry)}</div>
      ${entry.comments.length === 0
        ? nothing
        : html`<h3>${t('Comments')}</h3>
            <ul class="comments">${entry.comments.map((comment) => html`<li><b>${comment.user}</b> <span class="quiet">${timeText(Date.parse(comment.time), Date.now())}</span>\n${comment.text}</li>`)}</ul>`}
      ${app.may('log', entry.area || undefined) ? this.form() : nothing}
    </rm-dialog>`;
  }

  /** To the moment of the event: trend, the whole site as it was, the tag it is about. */
  private ways(entry: Entry): TemplateResult {
    const ms = Date.parse(entry.time);
    const tag = this.tag;
    const span = `from=${new Date(ms - AROUND_MS).toISOString()}&to=${new Date(ms + AROUND_MS).toISOString()}`;
    return html`
      ${tag === '' ? nothing : html`<a class="button" href=${`#/trends?tags=${encodeURIComponent(tag)}&${span}`}>${t('Trend at that time')}</a>`}
      ${app.may('time-travel') ? html`<a class="button" href=${`#/travel?at=${encodeURIComponent(entry.time)}`}>${t('Site at that time')}</a>` : nothing}
      ${tag === '' ? nothing : html`<button @click=${() => this.openTag(tag)}>${t('Faceplate')}</button>`}
    `;
  }

  private openTag(tag: string): void {
    this.dispatchEvent(new CustomEvent('closed'));
    app.open(tag);
  }

  private form(): TemplateResult {
    return html`<form @submit=${this.comment}>
      <label for="comment">${t('Comment')}</label>
      <textarea id="comment" maxlength="4000" required></textarea>
      <div role="alert">${this.problem === '' ? nothing : html`<div class="problem">${this.problem}</div>`}</div>
      <div class="more"><button class="primary" ?disabled=${this.isBusy || app.link !== 'live'}>${t('Write the comment')}</button></div>
    </form>`;
  }

  private async comment(event: Event): Promise<void> {
    event.preventDefault();
    const field = this.renderRoot.querySelector<HTMLTextAreaElement>('#comment')!;
    this.isBusy = true;
    this.problem = '';
    try {
      await app.client.rest.call('POST', `/events/${encodeURIComponent(this.entry!.event ?? this.entry!.id)}/comments`, { comment: field.value.trim() });
      field.value = '';
      app.notify('done', t('The comment is in the log book.'));
      this.dispatchEvent(new CustomEvent('commented'));
    } catch (error) {
      this.problem = problemText(error);
    } finally {
      this.isBusy = false;
    }
  }
}
