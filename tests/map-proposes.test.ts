import { readFileSync, writeFileSync, copyFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { csvText, encoded, sipCells, SIP_HEADERS } from './helpers/bad-input.ts';
import { overgang, overgangDone, overgangJson } from './helpers/cli.ts';
import { newFolder } from './helpers/folder.ts';
import { workbookReader } from './helpers/workbook-reader.ts';

const PERSONS = [
  '19250628-9822',
  '19310412-9808',
  '19420523-9819',
  '19550607-9820',
  '19271206-9810',
  '19640430-9848',
] as const;

type Columns = Readonly<Record<string, (at: number) => string>>;

/** A list of six SIPs with other columns instead of some. */
function listOf(left: readonly string[], more: Columns): string {
  const at = SIP_HEADERS.flatMap((header, index) => (left.includes(header) ? [] : [index]));
  const rows = PERSONS.map((Personnummer, row) => {
    const cells = sipCells({ Personnummer, 'SIP-id': `SIP-${row + 1}` });
    return [...at.map((index) => cells[index] ?? ''), ...Object.values(more).map((cell) => cell(row))];
  });
  return csvText([[...at.map((index) => SIP_HEADERS[index] ?? ''), ...Object.keys(more)], ...rows]);
}

interface Mapped {
  readonly columns: readonly { readonly header: string }[];
  readonly reading: readonly {
    readonly code: string;
    readonly confidence: string;
    readonly message: string;
  }[];
  readonly path: string;
}
interface Written {
  readonly columns: Readonly<Record<string, unknown>>;
  readonly [key: string]: unknown;
}

async function mapOf(
  text: string | Buffer,
  name = 'lista-2025-09-15.csv',
): Promise<{ mapped: Mapped; written: Written }> {
  const cwd = newFolder();
  writeFileSync(join(cwd, name), text);
  const mapped = await overgangJson<Mapped>(['map', name, '-o', 'm.json'], { cwd });
  return { mapped, written: JSON.parse(readFileSync(join(cwd, 'm.json'), 'utf8')) as Written };
}

const codes = ({ reading }: Mapped): readonly string[] => reading.map(({ code }) => code);

describe('map proposes how a list is read beyond its headers, and calls none of it sure', () => {
  it('nothing where nothing shows it', async () => {
    const { mapped, written } = await mapOf(listOf([], {}));
    expect(mapped.reading).toEqual([]);
    expect(Object.keys(written)).toEqual(['kind', 'columns', 'values']);
  });

  it('a day of birth and four figures are a person', async () => {
    const { mapped, written } = await mapOf(
      listOf(['Personnummer'], {
        Född: (at) => (PERSONS[at] ?? '').slice(0, 8),
        Sista: (at) => (PERSONS[at] ?? '').slice(9),
      }),
    );
    expect(mapped.reading).toMatchObject([{ code: 'JOIN', confidence: 'guess' }]);
    expect(written.columns['person_id']).toEqual({ join: ['Född', 'Sista'], with: '-' });
  });

  it('the order of day and month, where the list’s other days show it', async () => {
    const day = (at: number): string => (at === 0 ? '25/03/2025' : `0${at}/04/2025`);
    const { mapped, written } = await mapOf(listOf(['Startad'], { Startad: day }));
    expect([codes(mapped), written['dayOrder']]).toEqual([['DAY_ORDER'], 'day-month']);
    const open = await mapOf(listOf(['Startad'], { Startad: (at) => `0${at + 1}/08/2025` }));
    expect(codes(open.mapped)).toEqual([]);
    const both = await mapOf(
      listOf(['Startad'], { Startad: (at) => ['25/03/2025', '03/25/2025', '03/04/2025'][at % 3] ?? '' }),
    );
    expect(codes(both.mapped)).toEqual([]);
  });

  it('words for nothing, but none of protection', async () => {
    const { written } = await mapOf(
      listOf(['Fas', 'Skyddade personuppgifter'], {
        Fas: (at) => (at < 3 ? 'Ej satt' : 'Genomförande'),
        'Skyddade personuppgifter': (at) => (at < 3 ? 'Okänt' : 'Nej'),
      }),
    );
    expect(written['nothing']).toEqual(['Ej satt']);
  });

  it('the kommun in the name of the file, where no column has it', async () => {
    const { mapped, written } = await mapOf(listOf(['Kommun'], {}), 'sip-sundsvall-2025-09-15.csv');
    expect([codes(mapped), written.columns['kommun']]).toEqual([['KOMMUN_FROM_NAME'], { from: 'file' }]);
    const has = await mapOf(listOf([], {}), 'sip-sundsvall-2025-09-15.csv');
    expect(codes(has.mapped)).toEqual([]);
  });

  it('sheets with the same headers as one list', async () => {
    const cwd = newFolder();
    copyFileSync('fixtures/lists/sheet-per-kommun-2025-09-15.xlsx', join(cwd, 'a-2025-09-15.xlsx'));
    const world = { cwd, readerProcess: await workbookReader() };
    const mapped = await overgangJson<Mapped>(['map', 'a-2025-09-15.xlsx', '-o', 'm.json'], world);
    const written = JSON.parse(readFileSync(join(cwd, 'm.json'), 'utf8')) as Written;
    expect(codes(mapped)).toContain('SHEETS');
    expect(written['sheet']).toBeUndefined();
    expect((written['sheets'] as readonly string[]).length).toBeGreaterThan(1);
  });

  it('the kind and the columns of the rows of data alone, whatever stands around them', async () => {
    const plain = listOf([], {});
    const [header = '', ...rows] = plain.trimEnd().split('\n');
    const around = ['Uttag SIP', '', header, ...rows, ';'.repeat(15), header, header, 'Antal poster: 6'];
    const { mapped, written } = await mapOf(`${around.join('\n')}\n`);
    const alone = await mapOf(plain);
    expect([mapped.columns, written]).toEqual([alone.mapped.columns, alone.written]);
  });

  it('the encoding, where the bytes leave it open', async () => {
    const text = csvText([
      SIP_HEADERS,
      ...PERSONS.map((Personnummer, at) =>
        sipCells({ Personnummer, 'SIP-id': `SIP-${at}`, Namn: '@ Öberg' }),
      ),
    ]);
    const { mapped, written } = await mapOf(
      Buffer.from(encoded(text, 'windows-1252').toString('latin1').replace('@', '\u00c3\u0085re'), 'latin1'),
    );
    expect([codes(mapped), written['encoding']]).toEqual([['ENCODING'], 'windows-1252']);
  });

  it('the headers above a row of data with words that are headers too', async () => {
    const header = ['Plannr', 'Födelsedata', 'För- och efternamn', 'Bostad', 'Typ', 'Läge', 'Påbörjad den'];
    const rows = PERSONS.map((person, at) => [
      `P-${at}`,
      person,
      'Åsa Öberg',
      'Kommun',
      'SIP',
      'Status',
      '2025-01-02',
    ]);
    const { mapped } = await mapOf(csvText([header, ...rows]));
    expect(mapped.columns.map(({ header: of }) => of)).toEqual(
      expect.arrayContaining(['Plannr', 'Födelsedata']),
    );
  });

  it('the headers of unusual words below a title as wide as the rows', async () => {
    const header = ['Plannr', 'Födelsedata', 'Bostad', 'Yrkeskategori', 'Läge', 'Påbörjad den'];
    const rows = PERSONS.map((person, at) => [`P-${at}`, person, '', '', '', '2025-01-02']);
    const { mapped } = await mapOf(csvText([['Uttag', 'Pågående planer', 'Hela länet'], header, ...rows]));
    expect(mapped.columns.map(({ header: of }) => of)).toContain('Plannr');
  });

  it('headers that stand over two rows', async () => {
    const plain = listOf([], {});
    const [header = '', ...rows] = plain.trimEnd().split('\n');
    const cells = header.split(';');
    const two = [
      cells.map((cell, at) => (at < 3 ? cell : '')),
      cells.map((cell, at) => (at < 3 ? '' : cell)),
    ];
    const { mapped } = await mapOf(`${[...two.map((row) => row.join(';')), ...rows].join('\n')}\n`);
    expect(mapped.columns).toEqual((await mapOf(plain)).mapped.columns);
  });

  it('nothing of a file without rows', async () => {
    const cwd = newFolder();
    writeFileSync(join(cwd, 'tom.csv'), ' ;\n;\n');
    const { code, stderr } = await overgang(['map', 'tom.csv'], { cwd });
    expect([code, stderr]).toEqual([2, expect.stringContaining('det står ingenting i listan')]);
  });
});

describe('map on a terminal', () => {
  const text = listOf(['Kommun', 'Fas'], {
    Ort: () => 'Timrå',
    'Plats i landet': () => 'Timrå',
    Fas: (at) => (at < 3 ? 'Steg fyra' : 'Genomförande'),
  });

  async function asked(answer: (question: string) => string) {
    const cwd = newFolder();
    writeFileSync(join(cwd, 'lista-2025-09-15.csv'), text);
    const questions: string[] = [];
    const { stdout } = await overgangDone(['map', 'lista-2025-09-15.csv', '-o', 'm.json'], {
      cwd,
      terminal: { stderr: true },
      answer: (question) => {
        questions.push(question);
        return answer(question);
      },
    });
    return { questions, stdout, written: JSON.parse(readFileSync(join(cwd, 'm.json'), 'utf8')) as Written };
  }

  it('asks one thing at a time, with three rows of each column masked', async () => {
    const { questions } = await asked(() => '');
    expect(questions.length).toBeGreaterThan(1);
    const ofKommun = questions.find((question) => question.includes('Vilken kolumn är Kommun?')) ?? '';
    expect(ofKommun).toContain('Xxxxx | Xxxxx | Xxxxx');
    expect(ofKommun).toContain('listan har ingen sådan kolumn');
    for (const question of questions) {
      expect(question.match(/\?\s/gu) ?? []).toHaveLength(1);
      for (const secret of ['Timrå', 'Öberg', '9822']) expect(question).not.toContain(secret);
    }
  });

  it('writes what is answered, and leaves what is not as it was', async () => {
    const unanswered = await asked(() => '');
    const { written, stdout } = await asked((question) =>
      question.includes('är Kommun?') ? '0' : question.includes('Steg fyra') ? '0' : '',
    );
    expect(written.columns['kommun']).toEqual([]);
    expect(written['nothing']).toEqual(['Steg fyra']);
    expect(stdout).toContain('Sagt av dig');
    expect(written.columns['sip_id']).toEqual(unanswered.written.columns['sip_id']);
    const chosen = await asked((question) => {
      const line = question.split('\n').find((one) => one.includes('”Plats i landet”'));
      return question.includes('är Kommun?') ? (/\d+/u.exec(line ?? '')?.[0] ?? '') : '';
    });
    expect(chosen.written.columns['kommun']).toBe('Plats i landet');
  });
});
