import { expect, it } from 'vitest';
import { envelopeRows, parseEnvelope } from './worklist-envelope.ts';
import { aWorklist } from './worklist-for-tests.ts';
import { handedOut, laidColumns } from './worklist-layout.ts';

function rows(model = aWorklist()): string[][] {
  const laid = laidColumns(model);
  const values = model.rows.map((row) => laid.map((one) => handedOut(row, one)));
  return envelopeRows(model, laid, values).map((row) => [...row]);
}

it('is read whatever the order of its rows, with blank cells and rows between', () => {
  const [first = [], second = [], ...rest] = rows();
  const shuffled = [first, [...second, null, undefined], [], ...rest.reverse()];
  expect([...(parseEnvelope(shuffled)?.rows.keys() ?? [])].sort()).toEqual(['a1', 'a2', 'b1']);
});

it('says what does not count, as a list of a rehearsal, and nothing of it otherwise', () => {
  expect(parseEnvelope(rows(aWorklist({ watermark: 'ÖVNING' })))?.watermark).toBe('ÖVNING');
  expect(parseEnvelope(rows())?.watermark).toBeNull();
  expect(JSON.stringify(rows())).not.toContain('watermark');
});

it.each([
  ['an empty sheet', []],
  ['another tool', [['something', '1']]],
  ['a later version', [['overgang', '2'], ...rows().slice(1)]],
  ['broken JSON', [['overgang', '1'], ['list', '{'], ...rows().slice(2)]],
  [
    'a list without columns',
    [
      ['overgang', '1'],
      ['list', '{"id":"x"}'],
    ],
  ],
  ['a row twice', [...rows(), rows().at(-1) ?? []]],
  ['a row that holds no values', [...rows(), ['row', 'z', '[1]']]],
  ['a value of another kind', [...rows(), ['row', 'z', '{"ref":{"formula":"1"}}']]],
])('is refused: %s', (_, sheet) => {
  expect(parseEnvelope(sheet)).toBeNull();
});
