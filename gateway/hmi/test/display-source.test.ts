import assert from 'node:assert/strict';
import { test } from 'node:test';
import { lineStart, tagsOf, TextHistory, withAttributes, withElement } from '../src/model/display-source.js';

const TEXT = `<!-- <rm-value tag="no"> -->
<rm-display heading="A > B">
  <rm-value  x = '10' y="20"
    tag="A.B" label="a > b"></rm-value>
  <RM-BAR tag=A.C />
</rm-display>
`;

test('our elements are found in their order, none in comments', () => {
  assert.deepEqual(tagsOf(TEXT).map((tag) => tag.name), ['rm-value', 'rm-bar']);
  assert.equal(TEXT.slice(tagsOf(TEXT)[1]!.start, tagsOf(TEXT)[1]!.end), '<RM-BAR tag=A.C />');
});

test('an attribute is changed and the rest of the text stays byte for byte', () => {
  assert.equal(withAttributes(TEXT, tagsOf(TEXT)[0]!, { x: '11', y: '2' }), TEXT.replace("'10'", "'11'").replace('"20"', '"2"'));
  assert.equal(withAttributes(TEXT, tagsOf(TEXT)[1]!, { x: '5' }), TEXT.replace('<RM-BAR', '<RM-BAR x="5"'));
});

test('an element is put before the end of the display', () => {
  const { text, at } = withElement(TEXT, '<rm-link></rm-link>');
  assert.equal(text, TEXT.replace('</rm-display>', '  <rm-link></rm-link>\n</rm-display>'));
  assert.ok(text.slice(at).startsWith('<rm-link>'));
});

test('lines are counted from one', () => {
  assert.equal(TEXT.slice(lineStart(TEXT, 2)).split(' ')[0], '<rm-display');
  assert.equal(lineStart('a', 7), 1);
});

test('what is typed quickly is undone at once, and done again', () => {
  const history = new TextHistory('');
  history.take('a', 1000);
  history.take('ab', 1100);
  history.take('moved');
  assert.equal(history.undo(), 'ab');
  assert.equal(history.undo(), '');
  assert.ok(!history.canUndo);
  assert.equal(history.redo(), 'ab');
  history.take('abc', 1200);
  assert.ok(!history.canRedo);
  assert.equal(history.undo(), 'ab');
});
