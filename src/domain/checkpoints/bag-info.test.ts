import { describe, expect, it } from 'vitest';
import { bagInfo, infoProblems, makerOf } from './bag-info.ts';
import type { CheckpointStatement } from './checkpoint-schema.ts';

const STATEMENT = {
  ...{ region: 'Västernorrland', checkpoint: 'K-0001', kind: 'read-only', effectiveAt: '2025-10-16T17:00' },
  event: { recordedAt: '2025-10-16T22:30:00.000Z' },
} as CheckpointStatement;

type Info = { readonly label: string; readonly value: string }[];
const made = (): Info => [
  ...bagInfo(STATEMENT, 'overgang 1').map(([label, value]) => ({ label, value })),
  { label: 'Payload-Oxum', value: '1.1' },
];
const told = (info: Info): readonly string[] => infoProblems(info, STATEMENT).map(({ what }) => what);
const without = (label: string): Info => made().filter((entry) => entry.label !== label);

describe('bag-info.txt', () => {
  it('is held against what is stated, and what makes it says nothing else', () => {
    expect(told(made())).toEqual([]);
  });

  it('has the day in Sweden', () => {
    expect(new Map(bagInfo(STATEMENT, 'x')).get('Bagging-Date')).toBe('2025-10-17');
  });

  it.each(['Source-Organization', 'External-Identifier', 'Bagging-Date', 'Payload-Oxum'])(
    'without %s says too little',
    (label) => {
      expect(told(without(label))).toEqual([`${label} i bag-info.txt är inte det som intygas.`]);
    },
  );

  it.each(['Source-Organization', 'External-Identifier', 'Bagging-Date'])(
    'with another %s, or with two, says something else',
    (label) => {
      expect(told([...without(label), { label, value: 'x' }])).toHaveLength(1);
      expect(told([...made(), ...made().filter((entry) => entry.label === label)])).toHaveLength(1);
    },
  );

  it('may have been made by another program, in other words', () => {
    const other = [
      ...without('Bag-Software-Agent').filter(({ label }) => label !== 'External-Description'),
      { label: 'Bag-Software-Agent', value: 'overgang 0.9' },
    ];
    expect(told(other)).toEqual([]);
    expect([makerOf(other), makerOf([])]).toEqual(['overgang 0.9', 'okänt program']);
  });
});
