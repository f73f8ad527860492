import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  csvText,
  emptyWorld,
  encoded,
  refusalOf,
  sipCells,
  SIP_HEADERS,
  sipsOf,
  sipText,
  takeIn,
} from './helpers/bad-input.ts';
import { overgang, overgangJson } from './helpers/cli.ts';
import { rowsOf } from './helpers/database.ts';

const PERSONS = ['19250628-9822', '19310412-9808', '19420523-9819'] as const;
const LIST = sipText(PERSONS.map((Personnummer) => ({ Personnummer })));

async function readWith(text: string | Buffer, mapping: Readonly<Record<string, unknown>>, name?: string) {
  const world = await emptyWorld();
  writeFileSync(join(world.cwd, 'm.json'), JSON.stringify({ kind: 'sip', columns: {}, ...mapping }));
  return takeIn(text, { world, args: ['--mapping', 'm.json'], ...(name === undefined ? {} : { name }) });
}

/** The list with some of its columns instead of others. */
function withColumns(
  left: readonly string[],
  more: Readonly<Record<string, (at: number) => string>>,
): string {
  const at = SIP_HEADERS.flatMap((header, index) => (left.includes(header) ? [] : [index]));
  const rows = PERSONS.map((Personnummer, row) => {
    const cells = sipCells({ Personnummer, 'SIP-id': `SIP-${row + 1}` });
    return [...at.map((index) => cells[index] ?? ''), ...Object.values(more).map((cell) => cell(row))];
  });
  return csvText([[...at.map((index) => SIP_HEADERS[index] ?? ''), ...Object.keys(more)], ...rows]);
}

describe('a mapping file can say', () => {
  it('that two columns are one, put together', async () => {
    const text = withColumns(['Personnummer'], {
      Född: (at) => (PERSONS[at] ?? '').slice(0, 8),
      'Fyra sista': (at) => (PERSONS[at] ?? '').slice(9),
    });
    const { world, file } = await readWith(text, {
      columns: { person_id: { join: ['Född', 'Fyra sista'], with: '-' } },
    });
    expect(file.fates['new']).toBe(3);
    expect(sipsOf(world).map(({ person_id, identity }) => [person_id, identity])).toEqual(
      PERSONS.map((person) => [person, 'ok']),
    );
  });

  it('and that a part of them is not in the list is an error by its name', async () => {
    const { code, file } = await readWith(withColumns(['Personnummer'], { Född: () => '19250628' }), {
      columns: { person_id: { join: ['Född', 'Fyra sista'] } },
    });
    expect(code).toBe(1);
    expect(file.findings.find((finding) => finding.code === 'MAPPED_HEADER_ABSENT')?.message).toContain(
      'Fyra sista',
    );
  });

  it('that a column is the same for every row', async () => {
    const { world } = await readWith(withColumns(['Kommun', 'Planform'], {}), {
      columns: { kommun: { constant: 'Timrå' }, plan_form: { constant: 'sip' } },
    });
    expect(sipsOf(world).map(({ kommun, plan_form }) => [kommun, plan_form])).toEqual(
      PERSONS.map(() => ['2262', 'sip']),
    );
  });

  it('that the name of the file says the kommun; one that names none leaves it to people', async () => {
    const columns = { kommun: { from: 'file' } };
    const text = withColumns(['Kommun'], {});
    const named = await readWith(text, { columns }, 'prator-sip-harnosand-2025-09-15.csv');
    expect(sipsOf(named.world).map(({ kommun }) => kommun)).toEqual(PERSONS.map(() => '2280'));
    const unnamed = await readWith(text, { columns }, 'prator-sip-2025-09-15.csv');
    expect(sipsOf(unnamed.world).map(({ kommun }) => kommun)).toEqual(PERSONS.map(() => null));
    expect(unnamed.file.findings.map(({ code }) => code)).toContain('KOMMUN_UNKNOWN');
    const { sips } = await overgangJson<{ sips: { classes: Record<string, number> } }>(
      ['status'],
      unnamed.world,
    );
    expect(sips.classes['needs-decision']).toBe(3);
  });

  it('that words mean nothing; of protection they still protect', async () => {
    const text = sipText([
      { Fas: 'Ej satt', Möte: 'xx' },
      { Personnummer: PERSONS[1], Fas: 'EJ SATT', 'Skyddade personuppgifter': 'Ej satt' },
    ]);
    const { world, file } = await readWith(text, { nothing: ['ej satt', 'XX'] });
    expect(sipsOf(world).map(({ phase, is_protected }) => [phase, is_protected])).toEqual([
      [null, 0],
      [null, 1],
    ]);
    const codes = file.findings.map(({ code, column }) => `${code} ${column ?? ''}`);
    expect(codes.filter((code) => code.startsWith('TERM_NOT_UNDERSTOOD'))).toEqual([
      'TERM_NOT_UNDERSTOOD Skyddade personuppgifter',
    ]);
    expect(codes.filter((code) => code.startsWith('DATE'))).toEqual([]);
  });

  it('which of day and month comes first, and a day that makes it impossible is told', async () => {
    const text = sipText([
      { Startad: '03/04/2025', 'Senast ändrad': '05/04/2025' },
      { Personnummer: PERSONS[1], Startad: '12/25/2024', 'Senast ändrad': '13/05/2025' },
    ]);
    const { world, file } = await readWith(text, { dayOrder: 'day-month' });
    expect(sipsOf(world).map(({ started_on, changed_on }) => [started_on, changed_on])).toEqual([
      ['2025-04-03', '2025-04-05'],
      [null, '2025-05-13'],
    ]);
    expect(file.findings.filter(({ code }) => code === 'DATE_IMPOSSIBLE').map(({ row }) => row)).toEqual([3]);
    const other = await readWith(text, { dayOrder: 'month-day' });
    expect(sipsOf(other.world).map(({ started_on }) => started_on)).toEqual(['2025-03-04', '2024-12-25']);
    const unsaid = await readWith(text, {});
    expect(sipsOf(unsaid.world).map(({ started_on }) => started_on)).toEqual([null, '2024-12-25']);
  });

  it('what the file is written in, also for the next list with its headers', async () => {
    // One letter of which nobody can tell whether it is cp850 or Windows-1252 at the end of a word.
    const list = (id: string): Buffer =>
      encoded(
        withColumns(['Namn', 'Senast ändrad', 'Möte', 'Vårdtillfälle', 'Kommun', 'Samordningsansvar'], {
          Kommun: () => 'Ånge',
        })
          .replace('Hälsocentralen Ängen', 'HC')
          .replace(/Fas|Genomförande|Pågående|Läkare|Hälsocentralen Ängen/gu, 'x')
          .replaceAll('SIP-1', id),
        'cp850',
      );
    const { world, file } = await readWith(list('SIP-1'), { encoding: 'cp850' });
    expect(file.encoding).toBe('cp850');
    expect(new Set(sipsOf(world).map(({ kommun }) => kommun))).toEqual(new Set(['2260']));
    const next = await takeIn(list('SIP-4'), {
      world,
      name: 'sip-2025-09-16.csv',
      args: ['--whole', '--by', 'A', '--reason', 'B'],
    });
    expect(next.file.encoding).toBe('cp850');
    expect(next.file.findings.map(({ code }) => code)).toContain('MAPPING_REMEMBERED');
    expect(file.findings.map(({ code }) => code)).not.toContain('MAPPING_REMEMBERED');
    const text = sipText([{ Kommun: 'Ånge', Namn: 'Åsa Öberg' }]);
    const refused = await readWith(encoded(text, 'utf-16le'), { encoding: 'cp850' }).catch(
      (error: unknown) => error,
    );
    expect(String(refused)).toContain('ENCODING_BROKEN');
  });

  it('that everybody is protected, and never that nobody is', async () => {
    const text = withColumns(['Skyddade personuppgifter'], { Sekretess: (at) => (at === 1 ? 'Ja' : 'Nej') });
    const { world } = await readWith(text, { columns: { is_protected: { constant: '1' } } });
    expect(sipsOf(world).map(({ is_protected }) => is_protected)).toEqual([1, 1, 1]);
    const refused = await readWith(text, { columns: { is_protected: { constant: '0' } } }).catch(
      (error: unknown) => error,
    );
    expect(String(refused)).toContain('MAPPING_FAULTY');
  });

  it('no column together with one whose header stands twice', async () => {
    const text = withColumns(['Personnummer'], { Född: () => '19250628', Sista: () => '9822' }).replace(
      'Namn',
      'Född',
    );
    const world = await emptyWorld();
    writeFileSync(
      join(world.cwd, 'm.json'),
      JSON.stringify({ kind: 'sip', columns: { person_id: { join: ['Född', 'Sista'] }, name: [] } }),
    );
    const refused = await refusalOf(text, { world, args: ['--mapping', 'm.json'] });
    expect(refused.code).toBe('HEADER_DUPLICATED');
  });

  it('no more than it can mean', async () => {
    const faults = async (mapping: Readonly<Record<string, unknown>>): Promise<string> => {
      const world = await emptyWorld();
      writeFileSync(join(world.cwd, 'sip-2025-09-15.csv'), LIST);
      writeFileSync(join(world.cwd, 'm.json'), JSON.stringify({ kind: 'sip', ...mapping }));
      const { stdout } = await overgang(
        ['import', 'sip-2025-09-15.csv', '--mapping', 'm.json', '--json'],
        world,
      );
      expect(rowsOf(world, 'SELECT * FROM source')).toEqual([]);
      return stdout;
    };
    expect(await faults({ columns: { sip_id: { constant: 'S-1' } } })).toContain('ska peka ut en rubrik');
    expect(await faults({ columns: { person_id: { constant: '19' } } })).toContain('kan inte vara samma');
    expect(await faults({ columns: { unit: { from: 'file' } } })).toContain('bara kommun');
    expect(await faults({ columns: { part: { constant: 'x' } } })).toContain('primarvard');
    expect(await faults({ sheet: 'A', sheets: ['B'] })).toContain('skriv bara en av dem');
  });
});
