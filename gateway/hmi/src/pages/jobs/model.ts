import { t } from '../../model/text.js';

export interface JobError {
  code: string;
  detail: string;
}

export interface Attempt {
  number: number;
  worker: string;
  startedAt: string;
  endedAt: string | null;
  outcome: string | null;
  error: JobError | null;
}

export interface Job {
  id: string;
  kind: string;
  parameters: Record<string, unknown>;
  priority: string;
  user: string;
  reason: string;
  state: string;
  cancelRequested: boolean;
  idempotent: boolean;
  timeoutMs: number;
  maxAttempts: number;
  attemptsLeft: number;
  submittedAt: string;
  dueAt: string | null;
  startedAt: string | null;
  endedAt: string | null;
  waitMs: number;
  runMs: number;
  progress: { done: number; text: string };
  attempts: Attempt[];
  error: JobError | null;
  result: { name: string; contentType: string; bytes: number; sha256: string } | null;
}

export interface Lane {
  priority: string;
  waiting: number;
  delayed: number;
  running: number;
  oldestWaitMs: number;
  succeeded: number;
  failed: number;
  cancelled: number;
  dead: number;
  meanRunMs: number;
  longestRunMs: number;
}

/** A parameter as JSON Schema describes it. */
export interface Parameter {
  type: string | string[];
  title?: string;
  description?: string;
  enum?: string[];
  default?: unknown;
  format?: string;
  contentMediaType?: string;
  minimum?: number;
  maximum?: number;
}

export interface Kind {
  kind: string;
  permission: string;
  allowed: boolean;
  parameters: { properties?: Record<string, Parameter>; required?: string[] };
}

export const STATES = ['queued', 'running', 'succeeded', 'failed', 'cancelled', 'dead'] as const;

export function stateText(job: Pick<Job, 'state' | 'cancelRequested'>): string {
  if (job.state === 'running' && job.cancelRequested) return t('is being cancelled');
  return stateName(job.state);
}

export function stateName(state: string): string {
  switch (state) {
    case 'queued':
      return t('queued');
    case 'running':
      return t('running');
    case 'succeeded':
      return t('succeeded');
    case 'failed':
      return t('failed|job');
    case 'cancelled':
      return t('cancelled');
    case 'dead':
      return t('dead: all attempts are used up');
    default:
      return state;
  }
}

export function priorityName(priority: string): string {
  return priority === 'high' ? t('high') : priority === 'low' ? t('low') : t('normal');
}

/** A shape beside the word; only what went wrong has a colour. */
export function stateShape(state: string): string {
  return { queued: '…', running: '▶', succeeded: '✓', cancelled: '✕', failed: '■', dead: '■' }[state] ?? '';
}

export function kindName(kind: string): string {
  switch (kind) {
    case 'export':
      return t('Export of history');
    case 'replay':
      return t('Re-execution');
    case 'what-if':
      return t('What-if run');
    case 'verify':
      return t('Verification of the journal');
    case 'report':
      return t('Report');
    case 'rebuild':
      return t('Rebuilding of copies');
    case 'import':
      return t('Import of definitions');
    case 'backup':
      return t('Backup');
    default:
      return kind;
  }
}

/** The words of the screens for parameters that they know; those of the server for others. */
export function parameterName(name: string, parameter: Parameter): string {
  switch (name) {
    case 'tags':
      return t('Tags');
    case 'from':
      return t('From');
    case 'to':
      return t('To');
    case 'by':
      return t('Times are');
    case 'format':
      return t('Format');
    case 'exactText':
      return t('Exact texts');
    case 'site':
      return t('Other site file');
    case 'renames':
      return t('Renames');
    case 'what':
      return t('What');
    case 'report':
      return t('Report');
    case 'positions':
      return t('Operator positions');
    case 'page':
      return t('Page');
    case 'width':
      return t('Width');
    case 'height':
      return t('Height');
    case 'into':
      return t('Into');
    case 'user':
      return t('User of the server');
    case 'schemaPrefix':
      return t('Prefix of the schemas');
    case 'content':
      return t('Content');
    case 'mode':
      return t('Mode');
    case 'dryRun':
      return t('Dry run');
    default:
      return parameter.title ?? name;
  }
}

export function isEnded(job: Job): boolean {
  return job.state !== 'queued' && job.state !== 'running';
}
