// Draws openapi.json. Everything it says is put in as text, never as markup; nothing is asked of any other server.
'use strict';

const DESCRIPTION = '/api/v1/openapi.json';
const METHODS = ['get', 'post', 'put', 'patch', 'delete'];
const JSON_TYPE = 'application/json';
const DEPTH = 6;

let api;

function element(name, attributes, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes ?? {})) made.setAttribute(key, value);
  made.append(...children.filter((child) => child !== null && child !== undefined));
  return made;
}

function resolved(node) {
  if (!node || !node.$ref) return node ?? {};
  return node.$ref.slice(2).split('/').reduce((at, key) => at[key.replaceAll('~1', '/')], api) ?? {};
}

const nameOf = (schema) => (schema?.$ref ? schema.$ref.split('/').pop() : '');

/** What a schema takes, in a few words. */
function words(schema) {
  const name = nameOf(schema);
  if (name) return name;
  if (schema.oneOf || schema.anyOf) return (schema.oneOf ?? schema.anyOf).map(words).join(' or ');
  if (schema.allOf) return schema.allOf.map(words).join(' and ');
  const types = [schema.type ?? 'anything'].flat();
  let text = types.map((type) => (type === 'array' ? `list of ${words(schema.items ?? {})}` : type)).join(' or ');
  if (schema.format) text += ` (${schema.format})`;
  if (schema.enum) text += `: ${schema.enum.map((value) => JSON.stringify(value)).join(', ')}`;
  if (schema.const !== undefined) text += `: ${JSON.stringify(schema.const)}`;
  const bounds = [['minimum', '≥ '], ['maximum', '≤ '], ['minLength', 'length ≥ '], ['maxLength', 'length ≤ '],
    ['minItems', 'items ≥ '], ['maxItems', 'items ≤ '], ['pattern', 'pattern ']]
    .filter(([key]) => schema[key] !== undefined).map(([key, label]) => label + schema[key]);
  if (schema.default !== undefined) bounds.push(`default ${JSON.stringify(schema.default)}`);
  return bounds.length ? `${text} (${bounds.join(', ')})` : text;
}

/** The parts of a schema as a list, null when it has none. */
function parts(schema, depth, above) {
  const name = nameOf(schema);
  const whole = resolved(schema);
  if (depth > DEPTH) return null;
  if (name && above.includes(name)) return element('span', { class: 'soft' }, ' (as above)');
  const seen = name ? [...above, name] : above;
  const branches = whole.allOf ?? whole.oneOf ?? whole.anyOf;
  if (branches) {
    const lists = branches.map((branch) => parts(branch, depth + 1, seen)).filter(Boolean);
    return lists.length ? element('div', {}, ...lists) : null;
  }
  if (whole.items) return parts(whole.items, depth + 1, seen);
  if (!whole.properties) {
    return whole.additionalProperties?.properties || whole.additionalProperties?.$ref
      ? parts(whole.additionalProperties, depth + 1, seen) : null;
  }
  const list = element('ul', { class: 'schema' });
  for (const [key, part] of Object.entries(whole.properties)) {
    const isRequired = (whole.required ?? []).includes(key);
    const text = part.description ?? '';
    list.append(element('li', {},
      element('code', {}, key), ' ', element('span', { class: 'soft' }, words(part)), ' ',
      isRequired ? element('span', { class: 'required' }, 'required ') : null, text ? ` ${text}` : null,
      parts(part, depth + 1, seen)));
  }
  return list;
}

/** A value that fits a schema: its example where it has one. */
function sample(schema, depth = 0) {
  const whole = resolved(schema);
  if (whole.example !== undefined) return whole.example;
  if (whole.default !== undefined) return whole.default;
  if (whole.enum) return whole.enum[0];
  if (depth > DEPTH) return null;
  if (whole.allOf) return Object.assign({}, ...whole.allOf.map((part) => sample(part, depth + 1)));
  if (whole.oneOf || whole.anyOf) {
    const branches = whole.oneOf ?? whole.anyOf;
    return sample(branches.find((branch) => branch.type !== 'null') ?? branches[0], depth + 1);
  }
  const type = [whole.type].flat().find((one) => one !== 'null');
  if (type === 'object' || whole.properties) {
    const keys = Object.keys(whole.properties ?? {});
    const shown = whole.required?.length ? keys.filter((key) => whole.required.includes(key)) : keys.slice(0, 3);
    return Object.fromEntries(shown.map((key) => [key, sample(whole.properties[key], depth + 1)]));
  }
  if (type === 'array') return [sample(whole.items ?? {}, depth + 1)];
  if (type === 'integer' || type === 'number') return whole.minimum ?? 1;
  if (type === 'boolean') return true;
  if (whole.format === 'date-time') return '2026-01-01T00:00:00Z';
  return 'text';
}

const quoted = (text) => `'${text.replaceAll("'", "'\\''")}'`;

function curl(method, path, operation) {
  const query = (operation.parameters ?? []).map(resolved).filter((one) => one.in === 'query' && one.required);
  const search = query.map((one) => `${one.name}=${encodeURIComponent(sample(one.schema ?? {}))}`).join('&');
  const place = path.replaceAll(/\{(\w+)\}/g, (all, name) => name.toUpperCase()) + (search ? `?${search}` : '');
  const lines = [`curl -X ${method} ${quoted(location.origin + place)}`];
  if (!operation.security) lines.push('-H "Authorization: Bearer $TOKEN"');
  if ((operation.parameters ?? []).some((one) => resolved(one).name === 'If-Match')) lines.push('-H "If-Match: $ETAG"');
  const [type, media] = Object.entries(operation.requestBody?.content ?? {})[0] ?? [];
  if (type) {
    const text = type === JSON_TYPE ? JSON.stringify(media.example ?? sample(media.schema ?? {})) : '@FILE';
    lines.push(`-H ${quoted(`Content-Type: ${type}`)}`, type === JSON_TYPE ? `-d ${quoted(text)}` : `--data-binary ${text}`);
  }
  return lines.join(' \\\n  ');
}

function roles(permission) {
  const having = Object.entries(api['x-roles'] ?? {}).filter(([, may]) => may.includes(permission));
  return having.map(([role]) => role).join(', ');
}

function parameters(operation) {
  const all = (operation.parameters ?? []).map(resolved);
  if (!all.length) return null;
  const rows = all.map((one) => element('tr', {},
    element('td', {}, element('code', {}, one.name), one.required ? element('span', { class: 'required' }, ' required') : null),
    element('td', {}, one.in),
    element('td', {}, words(one.schema ?? {})),
    element('td', {}, one.description ?? '')));
  return element('div', {}, element('h3', {}, 'Parameters'), element('table', {},
    element('tr', {}, ...['Name', 'In', 'Takes', ''].map((text) => element('th', { scope: 'col' }, text))), ...rows));
}

function body(operation) {
  const content = Object.entries(operation.requestBody?.content ?? {});
  if (!content.length) return null;
  return element('div', {}, element('h3', {}, 'Body'), ...content.flatMap(([type, media]) => [
    element('div', { class: 'soft' }, `${type}: ${words(media.schema ?? {})}. ${resolved(media.schema).description ?? ''}`),
    parts(media.schema ?? {}, 0, [])]));
}

function responses(operation) {
  const rows = Object.entries(operation.responses ?? {}).map(([status, given]) => {
    const response = resolved(given);
    const cell = element('td', {}, response.description ?? '');
    for (const [type, media] of Object.entries(response.content ?? {})) {
      const list = status < '400' ? parts(media.schema ?? {}, 0, []) : null;
      cell.append(element('div', { class: 'soft' }, `${type}: ${words(media.schema ?? {})}`), list ?? '');
    }
    return element('tr', {}, element('td', {}, element('code', {}, status)), cell);
  });
  return element('div', {}, element('h3', {}, 'Answers'), element('table', {}, ...rows));
}

function fill(box, entry) {
  const { method, path, operation } = entry;
  const permission = operation['x-permission'];
  box.append(
    operation.description ? element('p', {}, operation.description) : '',
    element('p', {}, permission
      ? element('span', {}, 'Needs ', element('code', {}, permission), element('span', { class: 'soft' }, ` (${roles(permission)})`))
      : 'Needs no login.'),
    parameters(operation) ?? '', body(operation) ?? '',
    element('h3', {}, 'curl'), element('pre', {}, curl(method, path, operation)),
    responses(operation));
}

function article(entry) {
  const { method, path, operation } = entry;
  const box = element('div', { class: 'body' });
  const details = element('details', {}, element('summary', {},
    element('span', { class: `method ${method}` }, method), element('code', { class: 'path' }, path),
    element('span', { class: 'soft' }, operation.summary ?? '')), box);
  // drawn when it is opened for the first time: there are many
  details.addEventListener('toggle', () => { if (details.open && !box.hasChildNodes()) fill(box, entry); });
  return element('article', { id: operation.operationId }, details);
}

function entries() {
  return Object.entries(api.paths).flatMap(([path, methods]) => METHODS.filter((method) => methods[method])
    .map((method) => ({ method: method.toUpperCase(), path, operation: methods[method] })));
}

function show(filter) {
  const main = document.getElementById('operations');
  const contents = document.getElementById('contents');
  const wanted = filter.toLowerCase();
  const groups = new Map();
  for (const entry of entries()) {
    const text = [entry.method, entry.path, entry.operation.summary, entry.operation['x-permission']].join(' ').toLowerCase();
    const tag = entry.operation.tags?.[0] ?? 'other';
    if (text.includes(wanted)) groups.set(tag, [...(groups.get(tag) ?? []), entry]);
  }
  main.replaceChildren();
  contents.replaceChildren();
  for (const [tag, group] of groups) {
    main.append(element('h2', {}, tag), ...group.map(article));
    contents.append(element('h2', {}, tag), ...group.map(({ method, path, operation }) =>
      element('a', { href: `#${operation.operationId}` }, `${method} ${path.replace('/api/v1', '')}`)));
  }
  if (!groups.size) main.append(element('p', { class: 'none' }, 'Nothing fits the filter.'));
}

function open() {
  const details = document.getElementById(decodeURIComponent(location.hash.slice(1)))?.querySelector('details');
  if (details) {
    details.open = true;
    details.scrollIntoView();
  }
}

async function start() {
  try {
    const answer = await fetch(DESCRIPTION);
    if (!answer.ok) throw new Error(`the server answers ${answer.status}`);
    api = await answer.json();
  } catch (error) {
    document.getElementById('state').textContent = `The description can not be read: ${error.message}`;
    return;
  }
  document.getElementById('version').textContent = `interface ${api.info.version}`;
  const filter = document.getElementById('filter');
  filter.addEventListener('input', () => show(filter.value));
  show('');
  window.addEventListener('hashchange', open);
  open();
}

start();
