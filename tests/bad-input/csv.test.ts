import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { overgang } from '../helpers/cli.ts';
import {
  codesOf,
  csvText,
  emptyWorld,
  LIST_NAME,
  messageOf,
  refusalOf,
  SIP_HEADERS,
  sipCells,
  sipsOf,
  sipText,
  takeIn,
  told,
} from '../helpers/bad-input.ts';

const DAY = ['--as-of', '2025-09-29'];
/** Quoted where it must be, whatever the delimiter. */
const AWKWARD = { Namn: 'Öberg, Åsa; "Asta" | A\tB', 'Samordningsansvarig enhet': 'Hälsocentralen Ängen' };

describe('delimiters', () => {
  it.each([';', ',', '\t', '|'])('%j is found, also where it stands inside cells', async (delimiter) => {
    const attempt = await takeIn(sipText([AWKWARD, {}, {}], { delimiter }));
    expect([attempt.file.delimiter, codesOf(attempt)]).toEqual([delimiter, []]);
    expect(sipsOf(attempt.world).map(({ name }) => name)).toEqual([AWKWARD.Namn, 'Åsa Öberg', 'Åsa Öberg']);
  });

  it('a comma is found where every row has a semicolon in a cell, and a semicolon where every row has commas', async () => {
    const rows = Array.from({ length: 9 }, () => ({ Namn: 'Öberg; Åsa', Kommun: '2280' }));
    expect((await takeIn(sipText(rows, { delimiter: ',' }))).file.delimiter).toBe(',');
    const units = csvText([
      ['Enhet', 'Kommun'],
      ...Array.from({ length: 9 }, (_, at) => [`Enhet ${at}, vån 2, hus B, Sundsvall`, 'Sundsvall']),
    ]);
    const { file } = await takeIn(units, { name: 'enheter.csv', args: ['--as', 'enhet'] });
    expect([file.delimiter, file.fates.new]).toEqual([';', 9]);
  });

  it.each([';', ',', '\t', '|', ':'])('a sep= line says %j, and is a title row', async (delimiter) => {
    const attempt = await takeIn(`sep=${delimiter}\n${sipText([AWKWARD], { delimiter })}`);
    expect(attempt.file).toMatchObject({ delimiter, rows: 3, fates: { title: 2, new: 1 } });
    expect(told(attempt)).toEqual([['SEP_LINE', 1, null]]);
    expect(sipsOf(attempt.world)).toMatchObject([{ name: AWKWARD.Namn }]);
  });
});

describe('line ends', () => {
  it.each(['\r\n', '\n', '\r'])('%j', async (lineEnd) => {
    const attempt = await takeIn(sipText([{}, {}], { lineEnd }));
    expect([attempt.file.fates.new, codesOf(attempt)]).toEqual([2, []]);
  });

  it('CRLF, LF and CR mixed are all read, and it is said', async () => {
    const [header = '', ...rows] = sipText([{}, {}, {}]).trimEnd().split('\n');
    const attempt = await takeIn(`${header}\r\n${rows.join('\r')}\n`);
    expect(attempt.file).toMatchObject({ rows: 4, fates: { title: 1, new: 3 } });
    expect(told(attempt)).toEqual([['MIXED_LINE_ENDS', null, null]]);
  });

  it('a line end inside a cell, as Excel writes it, is no mixture', async () => {
    const attempt = await takeIn(sipText([{ Namn: 'Åsa\nÖberg' }, {}], { lineEnd: '\r\n' }));
    expect([attempt.file.rows, codesOf(attempt)]).toEqual([3, []]);
    expect(sipsOf(attempt.world)[0]?.name).toBe('Åsa\nÖberg');
  });

  it('a last line without newline is taken in, with a warning that the file may be cut off', async () => {
    const attempt = await takeIn(sipText([{}, {}]).trimEnd());
    expect(attempt.file.fates.new).toBe(2);
    expect(attempt.file.findings.map(({ code, severity, row }) => [code, severity, row])).toContainEqual([
      'LAST_LINE_WITHOUT_NEWLINE',
      'warning',
      3,
    ]);
  });
});

describe('title rows and footers', () => {
  const titled = (footer: string): string =>
    `Region Västernorrland\nUttag 2025-09-15 07:32;;\n\n${sipText([{}, {}, {}])}${footer}`;

  it('are listed, each with its fate', async () => {
    const { world, file, code } = await takeIn(titled('\nAntal poster: 3\n'), { name: 'sip.csv' });
    expect([code, file.rows]).toEqual([0, 9]);
    expect(file.fates).toMatchObject({ title: 3, blank: 2, new: 3, footer: 1 });
    const { stdout } = await overgang(['validate', 'sip.csv', ...DAY], world);
    expect(stdout).toContain('9 rader = 3 nya + 2 tomma + 3 titel- och rubrikrader + 1 summarad');
    expect(stdout).toContain('uttag 2025-09-15');
    for (const [row, fate] of [
      [1, 'title'],
      [3, 'blank'],
      [9, 'footer'],
    ] as const) {
      const told = await overgang(['explain', `sip.csv:${row}`, '--json', ...DAY], world);
      expect(JSON.parse(told.stdout)).toMatchObject({ row, fate });
    }
  });

  it.each(['Antal poster: 3', 'Totalt;3', 'Summa 3', 'ANTAL RADER: 3', 'Totalt antal: 3 st'])(
    'a footer total that holds: %s',
    async (footer) => {
      const attempt = await takeIn(titled(`${footer}\n`));
      expect([attempt.code, attempt.file.fates.footer, codesOf(attempt)]).toEqual([0, 1, []]);
    },
  );

  it('a footer total that does not hold is an error: rows may have fallen away', async () => {
    const attempt = await takeIn(titled('Antal poster: 4\n'));
    expect(attempt.code).toBe(1);
    expect(told(attempt)).toEqual([['FOOTER_COUNT_DIFFERS', 8, null]]);
    expect(messageOf(attempt, 'FOOTER_COUNT_DIFFERS')).toContain('listan säger 4, 3 olika ärenden lästes');
  });

  it('the header once more further down is no case', async () => {
    const attempt = await takeIn(sipText([{}]) + sipText([{ 'SIP-id': 'SIP-2' }]));
    expect(attempt.file.fates).toMatchObject({ title: 2, new: 2 });
  });
});

describe('headers', () => {
  it('duplicate headers are refused', async () => {
    const rows = [
      [...SIP_HEADERS, 'Kommun'],
      [...sipCells(), 'Timrå'],
    ];
    expect(await refusalOf(csvText(rows))).toMatchObject({
      code: 'HEADER_DUPLICATED',
      message: `${LIST_NAME}: rubriken Kommun står på flera kolumner.`,
    });
  });

  it('duplicate headers that lead nowhere are named, and stop nothing', async () => {
    const rows = [
      [...SIP_HEADERS, 'Övrigt', 'Övrigt'],
      [...sipCells(), 'a', 'b'],
    ];
    const attempt = await takeIn(csvText(rows));
    expect(told(attempt)).toEqual([
      ['COLUMN_NOT_USED', null, 'Övrigt'],
      ['COLUMN_NOT_USED', null, 'Övrigt'],
    ]);
  });

  it.each(['__proto__', 'constructor', 'toString', 'hasOwnProperty'])(
    'a %s header is harmless',
    async (name) => {
      const rows = [
        [name, ...SIP_HEADERS],
        ['{"polluted":true}', ...sipCells()],
      ];
      const attempt = await takeIn(csvText(rows));
      expect(told(attempt)).toEqual([['COLUMN_NOT_USED', null, name]]);
      expect(sipsOf(attempt.world)).toMatchObject([{ key: 'SIP-1', name: 'Åsa Öberg' }]);
      expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
    },
  );

  it.each(['__proto__', 'constructor'])('%s as a word, a kommun and an id is harmless', async (name) => {
    const attempt = await takeIn(
      sipText([{ 'SIP-id': name, Kommun: name, Samordningsansvar: name, Status: name, Samtycke: name }]),
    );
    expect(codesOf(attempt)).toContain('KOMMUN_UNKNOWN');
    expect(codesOf(attempt)).toContain('TERM_NOT_UNDERSTOOD');
    expect(sipsOf(attempt.world)).toMatchObject([
      { key: expect.stringMatching(/^DOLT-ID-[0-9A-Z]{12}$/u) as string, kommun: null },
    ]);
  });

  it('a __proto__ column in a mapping file is refused or harmless', async () => {
    const world = await emptyWorld();
    writeFileSync(
      join(world.cwd, 'm.json'),
      '{"kind":"sip","columns":{"sip_id":"SIP-id","__proto__":"Namn"},"values":{"__proto__":{"a":"b"}}}',
    );
    writeFileSync(join(world.cwd, LIST_NAME), sipText([{}]));
    const { code, stderr } = await overgang(['import', LIST_NAME, '--mapping', 'm.json', ...DAY], world);
    expect([code <= 2, stderr.includes('Något gick fel')]).toEqual([true, false]);
    expect(({} as Record<string, unknown>)['a']).toBeUndefined();
  });
});

describe('rows that do not fit', () => {
  it('a ragged row is named, and taken in', async () => {
    const rows = [SIP_HEADERS, sipCells(), [...sipCells({ 'SIP-id': 'SIP-2' }), 'en', 'till']];
    const attempt = await takeIn(csvText(rows));
    expect(told(attempt)).toEqual([['ROW_RAGGED', 3, null]]);
    expect(messageOf(attempt, 'ROW_RAGGED')).toContain('18 mot 16');
    expect(attempt.file.fates.new).toBe(2);
  });

  it('a short row is named, and taken in', async () => {
    const rows = [SIP_HEADERS, sipCells().slice(0, 14), sipCells({ 'SIP-id': 'SIP-2' })];
    const attempt = await takeIn(csvText(rows));
    expect(told(attempt)).toEqual([['ROW_SHORT', 2, null]]);
    expect(attempt.file.fates.new).toBe(2);
  });

  it('an unclosed quote is refused and says where it opened', async () => {
    const refusal = await refusalOf(sipText([{}, {}, {}, {}]).replace('SIP-3;', 'SIP-3;"'));
    expect(refusal).toMatchObject({ code: 'QUOTE_UNCLOSED' });
    expect(refusal.message).toContain('öppnas på rad 4 och stängs aldrig');
  });

  it('an unclosed quote that another quote would close says where the first opened', async () => {
    const text = sipText([{}, {}, { Namn: 'Öberg; Åsa' }, {}]).replace('SIP-2;', 'SIP-2;"');
    expect((await refusalOf(text)).message).toContain('öppnas på rad 3');
  });

  it('a quote inside a cell is text', async () => {
    const list = sipText([{}]).replace('Åsa Öberg', 'Åsa "Asta" Öberg');
    const attempt = await takeIn(list);
    expect([codesOf(attempt), sipsOf(attempt.world)[0]?.name]).toEqual([[], 'Åsa "Asta" Öberg']);
  });

  it('a 10 MB cell meets the limit: it is not taken in, and the rest of the row is', async () => {
    const attempt = await takeIn(sipText([{}, { Namn: 'å'.repeat(10 * 1024 * 1024) }, {}]));
    expect(told(attempt)).toEqual([
      ['CELL_TOO_LONG', 3, 'Namn'],
      ['FREE_TEXT_REFUSED', 3, 'Namn'],
    ]);
    expect(sipsOf(attempt.world)[1]).toMatchObject({ name: null, kommun: '2280' });
    expect(sipsOf(attempt.world)[1]?.not_understood?.length).toBeLessThan(100);
  });

  it('a row without end is refused instead of filling the memory', async () => {
    const refusal = await refusalOf(sipText([{}, { Namn: 'a'.repeat(17 * 1024 * 1024) }, {}]));
    expect(refusal).toMatchObject({ code: 'RECORD_TOO_LONG' });
    expect(refusal.message).toContain('rad 3');
  });
});

describe('a fault in a whole column', () => {
  const many = 10_050;
  const ofColumn = (header: string, last: Parameters<typeof sipCells>[0]): string => {
    const rows = Array.from({ length: many }, (_, at) => [...sipCells({ 'SIP-id': `SIP-${at}` }), 'x']);
    const at = [...SIP_HEADERS, 'Övrigt'].indexOf(header);
    for (const row of rows) row[at] = 'a\u0007';
    return csvText([
      [...SIP_HEADERS, 'Övrigt'],
      ...rows,
      [...sipCells({ 'SIP-id': `SIP-${many}`, ...last }), 'x'],
    ]);
  };

  it('that is not taken in hides nothing in another', async () => {
    const attempt = await takeIn(ofColumn('Övrigt', { Namn: 'b\u0007' }));
    expect(told(attempt)).toEqual([
      ['COLUMN_NOT_USED', null, 'Övrigt'],
      ['CONTROL_CHARACTER', many + 2, 'Namn'],
    ]);
  });

  it('is told of ten thousand times, and then how many they are: nothing stops without saying so', async () => {
    const attempt = await takeIn(ofColumn('Namn', {}));
    expect(codesOf(attempt).filter((code) => code === 'CONTROL_CHARACTER')).toHaveLength(10_000);
    expect(told(attempt)).toContainEqual(['REMARKS_NOT_LISTED', null, 'Namn']);
    expect(messageOf(attempt, 'REMARKS_NOT_LISTED')).toContain('CONTROL_CHARACTER, 10\u00a0050 celler');
  });
});

describe('files without data', () => {
  it.each([
    ['an empty file', ''],
    ['a byte order mark alone', '\ufeff'],
  ])('%s is refused as empty', async (_what, content) => {
    expect(await refusalOf(content)).toMatchObject({ code: 'FILE_EMPTY' });
  });

  it('blank lines alone have no header', async () => {
    expect(await refusalOf('\n\n \n')).toMatchObject({ code: 'HEADER_MISSING' });
  });

  it.each(['', '\n\n\n', 'Antal poster: 0\n'])('a header only, then %j, is held', async (rest) => {
    const attempt = await takeIn(sipText([]) + rest);
    expect([attempt.code, codesOf(attempt)]).toEqual([1, expect.arrayContaining(['LIST_EMPTY'])]);
  });

  it('a list whose data begins far below its header has rows', async () => {
    const [header = '', row = ''] = sipText([{}]).split('\n');
    const attempt = await takeIn(`${header}\n${'\n'.repeat(70)}${row}\n`);
    expect(attempt.file.fates).toMatchObject({ title: 1, blank: 70, new: 1 });
  });
});
