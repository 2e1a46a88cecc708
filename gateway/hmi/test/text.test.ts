import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { t, useCatalogue } from '../src/model/text.js';

const CALL = /\bt\(\s*('(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*"|`(?:[^`\\]|\\.)*`)|\btitle: ('(?:[^'\\]|\\.)*')/g;

/** Every text that the sources hand to `t`, and every title of a page. */
function texts(): Set<string> {
  const found = new Set<string>();
  for (const file of readdirSync('src', { recursive: true, encoding: 'utf8' })) {
    if (!file.endsWith('.ts')) continue;
    for (const [, called, title] of readFileSync(`src/${file}`, 'utf8').matchAll(CALL)) {
      if (title !== undefined && !file.endsWith('registry.ts')) continue;
      const literal = (called ?? title)!;
      assert.ok(!literal.includes('${'), `${file}: t(${literal}) is no text that a catalogue can have; use {places}`);
      found.add(literal.slice(1, -1).replaceAll(/\\(.)/g, '$1'));
    }
  }
  return found;
}

function catalogue(language: string): Record<string, string> {
  const parts = readdirSync(`text/${language}`).map((part) => JSON.parse(readFileSync(`text/${language}/${part}`, 'utf8')));
  return Object.assign({}, ...parts) as Record<string, string>;
}

for (const language of readdirSync('text')) {
  test(`${language} has every text of the screens`, () => {
    const known = catalogue(language);
    assert.deepEqual([...texts()].filter((text) => known[text] === undefined), []);
  });

  test(`${language} has no text that no screen shows`, () => {
    const wanted = texts();
    assert.deepEqual(Object.keys(catalogue(language)).filter((text) => !wanted.has(text)), []);
  });

  test(`${language} says a text in one way`, () => {
    const said = new Map<string, string>();
    for (const part of readdirSync(`text/${language}`)) {
      for (const [text, other] of Object.entries(JSON.parse(readFileSync(`text/${language}/${part}`, 'utf8')) as Record<string, string>)) {
        assert.equal(said.get(text) ?? other, other, `${part}: ${text}`);
        said.set(text, other);
      }
    }
  });

  test(`${language} keeps the places of every text`, () => {
    const places = (text: string) => [...text.matchAll(/\{\w+\}/g)].map(String).sort();
    for (const [text, other] of Object.entries(catalogue(language))) assert.deepEqual(places(other), places(text), text);
  });
}

test('a context tells texts apart and is never shown', () => {
  useCatalogue({ 'High|limit': 'Superior' });
  try {
    assert.equal(t('High|limit'), 'Superior');
    assert.equal(t('Low|limit'), 'Low');
  } finally {
    useCatalogue({});
  }
});

test('a text is shown in the language that is in place, its places filled', () => {
  useCatalogue({ '{n} alarms': '{n} alarmas' });
  try {
    assert.equal(t('{n} alarms', { n: 3 }), '3 alarmas');
    assert.equal(t('Unknown {n}', { n: 3 }), 'Unknown 3');
  } finally {
    useCatalogue({});
  }
});
