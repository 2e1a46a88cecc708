import { t } from './text.js';

/** What stands in the file of a site for a tag, with its keys. */
export type Written = Record<string, unknown>;

/** The fields of the form, each with the key of the site file that it is about; the rest is kept as JSON. */
export interface TagFields {
  name: string;
  type: string;
  length: string;
  unit: string;
  displayUnit: string;
  description: string;
  area: string;
  low: string;
  high: string;
  deadband: string;
  stale: string;
  expression: string;
  connector: string;
  address: string;
  mode: string;
  interval: string;
  writable: boolean;
  isSigned: boolean;
  further: string;
}

export type FieldErrors = Partial<Record<keyof TagFields, string>>;

export const TYPES = ['bool', 'int64', 'float64', 'string', 'int64[]', 'float64[]'];
const PLAIN = ['name', 'type', 'length', 'unit', 'display-unit', 'description', 'area', 'range', 'deadband', 'stale', 'expression', 'source', 'writable', 'signature'];
const NAME = /^[A-Za-z0-9_-]+(\.[A-Za-z0-9_-]+)*$/;
const LONGEST_NAME = 200;

export function fieldsOf(written: Written): TagFields {
  const text = (key: string) => (written[key] === undefined ? '' : String(written[key]));
  const source = (written.source ?? {}) as Written;
  const range = Array.isArray(written.range) ? (written.range as unknown[]) : [];
  const further = Object.fromEntries(Object.entries(written).filter(([key]) => !PLAIN.includes(key)));
  const options = source.options === undefined ? {} : { 'source.options': source.options };
  const rest = { ...further, ...options };
  return {
    name: text('name'),
    type: text('type') || 'float64',
    length: text('length'),
    unit: text('unit'),
    displayUnit: text('display-unit'),
    description: text('description'),
    area: text('area'),
    low: range[0] === undefined ? '' : String(range[0]),
    high: range[1] === undefined ? '' : String(range[1]),
    deadband: text('deadband'),
    stale: text('stale'),
    expression: text('expression'),
    connector: String(source.connector ?? ''),
    address: String(source.address ?? ''),
    mode: String(source.mode ?? ''),
    interval: String(source.interval ?? ''),
    writable: written.writable === true,
    isSigned: written.signature === 'required',
    further: Object.keys(rest).length === 0 ? '' : JSON.stringify(rest, null, 1),
  };
}

/** What is to be written; only what was filled in. Throws where the further keys are no JSON: `errorsOf` says so before. */
export function writtenOf(fields: TagFields): Written {
  const written: Written = { name: fields.name.trim(), type: fields.type };
  const put = (key: string, value: string) => {
    if (value.trim() !== '') written[key] = value.trim();
  };
  const further = fields.further.trim() === '' ? {} : (JSON.parse(fields.further) as Written);
  const { 'source.options': options, ...rest } = further;
  if (fields.length.trim() !== '') written.length = Number(fields.length);
  put('unit', fields.unit);
  put('display-unit', fields.displayUnit);
  put('description', fields.description);
  put('area', fields.area);
  if (fields.low.trim() !== '' || fields.high.trim() !== '') written.range = [numberOf(fields.low), numberOf(fields.high)];
  if (fields.deadband.trim() !== '') written.deadband = asNumber(fields.deadband);
  put('stale', fields.stale);
  put('expression', fields.expression);
  if (fields.connector !== '') {
    written.source = {
      connector: fields.connector,
      address: fields.address.trim(),
      ...(fields.mode === '' ? {} : { mode: fields.mode }),
      ...(fields.interval.trim() === '' ? {} : { interval: fields.interval.trim() }),
      ...(options === undefined ? {} : { options }),
    };
  }
  if (fields.writable) written.writable = true;
  if (fields.isSigned) written.signature = 'required';
  return { ...written, ...rest };
}

/** What can be seen without asking the server. */
export function errorsOf(fields: TagFields): FieldErrors {
  const errors: FieldErrors = {};
  const isNumber = (text: string) => text.trim() !== '' && Number.isFinite(numberOf(text));
  if (fields.name.trim() === '') errors.name = t('A name is needed.');
  else if (!NAME.test(fields.name.trim()) || fields.name.length > LONGEST_NAME) {
    errors.name = t('Letters, digits, _ and -, parts separated by dots: Area.Unit.Tag');
  }
  if (fields.low !== '' || fields.high !== '') {
    if (!isNumber(fields.low)) errors.low = t('A number is needed.');
    if (!isNumber(fields.high)) errors.high = t('A number is needed.');
    if (!errors.low && !errors.high && numberOf(fields.low) >= numberOf(fields.high)) errors.high = t('The low end must be below the high end.');
  }
  if (fields.connector !== '' && fields.address.trim() === '') errors.address = t('An address is needed.');
  if (fields.further.trim() !== '') {
    try {
      const further: unknown = JSON.parse(fields.further);
      if (typeof further !== 'object' || further === null || Array.isArray(further)) errors.further = t('An object in JSON is needed.');
    } catch {
      errors.further = t('An object in JSON is needed.');
    }
  }
  return errors;
}

const FIELD_OF: Record<string, keyof TagFields> = {
  'display-unit': 'displayUnit',
  range: 'high',
  source: 'connector',
  'source.connector': 'connector',
  'source.address': 'address',
  'source.mode': 'mode',
  'source.interval': 'interval',
  signature: 'isSigned',
};

/** The field that a place such as `tags[A.B].unit` or `tags[A.B].source.address` is about; the further keys for any other. */
export function fieldOf(place: string): keyof TagFields {
  const key = place.replace(/^tags\[[^\]]*\]\.?/, '');
  const own = FIELD_OF[key] ?? FIELD_OF[key.split('.').slice(0, 2).join('.')] ?? FIELD_OF[key.split('.')[0]!];
  if (own !== undefined) return own;
  return PLAIN.includes(key) ? (key as keyof TagFields) : key === '' ? 'name' : 'further';
}

/** The faults in the detail of a refusal `definition-unsound`: `place: message; place: message`. */
export function faultsIn(detail: string): { place: string; message: string }[] {
  return [...detail.matchAll(/((?:tags|alarms|machines|alarm-groups|connectors)\[[^\]]*\][^:\s]*): (.*?)(?=; (?:tags|alarms|machines|alarm-groups|connectors)\[|$)/g)].map(
    ([, place, message]) => ({ place: place!, message: message! }),
  );
}

function numberOf(text: string): number {
  return Number(text.trim().replace('−', '-').replace(',', '.'));
}

function asNumber(text: string): number | string {
  const number = numberOf(text);
  return Number.isFinite(number) ? number : text.trim();
}
