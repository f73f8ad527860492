import { describe, expect, it } from 'vitest';
import { csvText, refusalOf, SIP_HEADERS, sipCells, sipsOf, takeIn, type How } from './helpers/bad-input.ts';

/** What stands above rows, or names their sheet or file, protects everybody below it; what a remark says of one is not guessed. */
const HEADERS = SIP_HEADERS.filter((header) => header !== 'Skyddade personuppgifter');
const PERSONS = ['19250628-9822', '19310412-9808', '19420523-9819', '19550607-9820'];
const ROWS = PERSONS.map((Personnummer, at) =>
  sipCells({ 'SIP-id': `SIP-24000${at + 1}`, Personnummer, Namn: at === 1 ? 'Bo Ek' : 'Åsa Öberg' }).filter(
    (_, index) => SIP_HEADERS[index] !== 'Skyddade personuppgifter',
  ),
);
const [first = [], second = [], ...rest] = ROWS;

const guarded = async (rows: readonly (readonly string[])[], how: How = {}): Promise<readonly string[]> => {
  const { world } = await takeIn(csvText(rows), how);
  return sipsOf(world).flatMap((sip) => (sip.class === 'protected' ? [sip.key] : []));
};
const ALL = ROWS.map(([id]) => id);

describe('a word of protection alone, or with criteria', () => {
  it.each([
    'Sekretess',
    'Personer med sekretess',
    'Skydd',
    'Protected',
    'Hemliga',
    'Sekr: Ja',
    'Sekretess Timrå',
  ])('as a group heading protects those below: %s', async (text) => {
    expect(await guarded([HEADERS, first, second, [text], ...rest])).toEqual(ALL.slice(2));
    expect(await guarded([HEADERS, first, second, ['', '', text], ...rest])).toEqual(ALL.slice(2));
  });

  it('as a title or in the name of a file protects all', async () => {
    expect(await guarded([['Urval: sekretess'], HEADERS, ...ROWS])).toEqual(ALL);
    expect(await guarded([HEADERS, ...ROWS], { name: 'sip-sekr-2025-09-15.csv' })).toEqual(ALL);
  });

  it('in a sentence about the document protects nobody', async () => {
    const sentence = 'Uppgifterna omfattas av sekretess enligt OSL 25 kap. 1 §';
    expect(await guarded([[sentence], HEADERS, ...ROWS, [sentence]])).toEqual([]);
  });
});

describe('a remark of protection that is about a row', () => {
  it.each([
    'Sekretess: SIP-240002',
    'OBS sekretess SIP-240002',
    'SIP-240002 har skyddad identitet',
    'Bo Ek har sekretess',
    'Sekretess: 19310412-9808',
    'Sekretess gäller rad 3',
    'Röd = sekretess',
  ])('refuses the list, wherever it stands: %s', async (text) => {
    const row = [text];
    for (const rows of [
      [HEADERS, ...ROWS, row],
      [HEADERS, first, second, row, ...rest],
    ])
      expect(await refusalOf(csvText(rows))).toMatchObject({ code: 'PROTECTION_UNPLACED' });
  });

  it('is found above the header, too', async () => {
    const rows = [['OBS: SIP-240002 sekretess!'], HEADERS, ...ROWS];
    expect(await refusalOf(csvText(rows))).toMatchObject({ code: 'PROTECTION_UNPLACED' });
  });

  it('about nobody in the list is a remark', async () => {
    expect(await guarded([HEADERS, ...ROWS, ['Sekretess: se SIP-990001'], ['* = sekretess']])).toEqual([]);
  });

  it('that explains a sign refuses where a row bears it', async () => {
    const bearing = second.with(2, 'Bo Ek *');
    const legend = ['* = sekretess'];
    for (const rows of [
      [HEADERS, first, bearing, ...rest, legend],
      [HEADERS, first, bearing, legend, ...rest],
    ])
      expect(await refusalOf(csvText(rows))).toMatchObject({ code: 'PROTECTION_UNPLACED' });
  });
});

describe('a column of protection', () => {
  const named = (...texts: readonly string[]): string =>
    csvText([[...HEADERS, 'Skyddade:'], ...ROWS.map((cells, at) => [...cells, texts[at] ?? ''])]);

  it.each(['SIP-240004', 'SIP-240002; SIP-240003', 'Bo Ek', '19310412-9808', '310412-9808'])(
    'that names other rows refuses the list: %s',
    async (text) => {
      expect(await refusalOf(named(text))).toMatchObject({ code: 'PROTECTION_UNPLACED' });
    },
  );

  it('that says something of its own rows protects them, whatever it says', async () => {
    const { world } = await takeIn(
      named('Uppgift saknas', 'Skyddad folkbokföring', '2026-05-01', 'SIP-240004'),
    );
    expect(sipsOf(world).flatMap((sip) => (sip.class === 'protected' ? [sip.key] : []))).toEqual(ALL);
  });
});

describe('a header of protection over two rows', () => {
  it.each([
    ['Skyddade', 'personuppgifter'],
    ['Skyddade person-', 'uppgifter'],
    ['Sekretess', 'markering'],
    ['Sekretess', 'Ja/Nej'],
    ['Skydd', 'Ja/Nej'],
  ])('is read as one of one row, whatever else has two: %s over %s', async (over, under) => {
    const whole = ROWS.map((cells, at) => [...cells, at === 1 ? 'Ja' : 'Nej']);
    const at = HEADERS.length;
    const others = { 4: ['Samordningsansvarig', 'enhet'], 5: ['Samordningsansvarig', 'roll'] } as const;
    for (const two of [{}, others]) {
      const parts: Readonly<Record<number, readonly string[]>> = { ...two, [at]: [over, under] };
      const row = (part: 0 | 1): string[] =>
        [...HEADERS, ''].map((header, index) => parts[index]?.[part] ?? (part === 0 ? '' : header));
      expect(await guarded([row(0), row(1), ...whole])).toEqual(['SIP-240002']);
      expect(await guarded([['Uttag 2025-09-15'], row(0), row(1), ...whole])).toEqual(['SIP-240002']);
    }
  });
});
