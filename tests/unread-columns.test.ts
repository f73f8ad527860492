import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { emptyWorld, refusalOf, sipsOf, SIP_HEADERS, sipText, takeIn, told } from './helpers/bad-input.ts';

const PERSONS = ['19250628-9822', '19310412-9808', '19420523-9819', '19550607-9820'];
const LIST = sipText(PERSONS.map((Personnummer) => ({ Personnummer })));
/** The list with other headers, position by position. */
const renamed = (headers: Readonly<Record<string, string>>): string =>
  LIST.replace(SIP_HEADERS.join(';'), SIP_HEADERS.map((header) => headers[header] ?? header).join(';'));

async function withMapping(text: string, columns: Readonly<Record<string, unknown>>) {
  const world = await emptyWorld();
  writeFileSync(join(world.cwd, 'm.json'), JSON.stringify({ kind: 'sip', columns }));
  return takeIn(text, { world, args: ['--mapping', 'm.json'] });
}

describe('a column that nobody reads, though it looks needed', () => {
  it('refuses the list, by its header, and names the way on', async () => {
    const { code, message, remedy } = await refusalOf(
      renamed({ Personnummer: 'Identitet', Kommun: 'Municipality', Namn: 'Vem' }),
    );
    expect(code).toBe('COLUMNS_UNREAD');
    expect(message).toContain('”Identitet” (Personnummer?)');
    expect(message).toContain('”Municipality” (Kommun?)');
    expect(remedy).toContain('overgang map');
  });

  it('is settled by a mapping file: pointed out, or said to be none', async () => {
    const text = renamed({ Personnummer: 'Identitet', Kommun: 'Municipality' });
    const pointed = await withMapping(text, { person_id: 'Identitet', kommun: 'Municipality' });
    expect(pointed.code).toBe(0);
    expect(sipsOf(pointed.world).map(({ kommun, identity }) => [kommun, identity])).toEqual(
      PERSONS.map(() => ['2280', 'ok']),
    );
    const none = await withMapping(text, { person_id: 'Identitet', kommun: [] });
    expect(sipsOf(none.world).map(({ kommun }) => kommun)).toEqual(PERSONS.map(() => null));
    expect(told(none).map(([code]) => code)).not.toContain('COLUMN_LOOKS_NEEDED');
  });

  it('is read where map would be sure of it, and that is said', async () => {
    const { world, code, file } = await takeIn(renamed({ Personnummer: 'Person Nummer' }));
    expect(code).toBe(0);
    expect(sipsOf(world).map(({ identity }) => identity)).toEqual(PERSONS.map(() => 'ok'));
    expect(file.findings.find((finding) => finding.code === 'COLUMN_READ_AS')).toMatchObject({
      column: 'Person Nummer',
    });
  });

  it('is told where somebody has pointed out others', async () => {
    const text = renamed({ Personnummer: 'Identitet', Kommun: 'Municipality' });
    const { code, file } = await withMapping(text, { person_id: 'Identitet' });
    expect(code).toBe(0);
    expect(file.findings.find((finding) => finding.code === 'COLUMN_LOOKS_NEEDED')).toMatchObject({
      column: 'Municipality',
      message: 'Kolumnen läses inte, men kan vara Kommun, som listan annars saknar.',
    });
  });
});

describe('of columns that nothing leads to', () => {
  it('one without a header is told by its letter; a numbering of the rows is none', async () => {
    const own = await takeIn(
      LIST.replaceAll(/$\n/gmu, ';\n').replace(';Ja;Nej;;\n', ';Ja;Nej;;ring först\n'),
    );
    expect(own.file.findings.find(({ code }) => code === 'COLUMN_WITHOUT_HEADER')?.message).toContain(
      'Kolumn Q',
    );
    const numbered = await takeIn(
      LIST.split('\n')
        .map((line, at) => (line === '' ? '' : `${at === 0 ? '' : at - 1};${line}`))
        .join('\n'),
    );
    expect(told(numbered).map(([code]) => code)).not.toContain('COLUMN_WITHOUT_HEADER');
  });

  it('one that the mapping file names, and that is not there, is an error by its header', async () => {
    const { code, file } = await withMapping(LIST, { phase: 'Läge i processen' });
    expect(code).toBe(1);
    expect(file.findings.find((finding) => finding.code === 'MAPPED_HEADER_ABSENT')?.message).toContain(
      '”Läge i processen”',
    );
  });

  it('one that marks some of the rows is told with its marks; what stands for words in it is not shown', async () => {
    const rows = LIST.trimEnd().split('\n');
    const marked = (header: string, marks: readonly string[]): string =>
      rows.map((line, at) => `${line};${at === 0 ? header : (marks[at - 1] ?? '')}\n`).join('');
    const flagged = await takeIn(marked('Flagga', ['', 'S', '', 'ALA']));
    expect(flagged.file.findings.find(({ code }) => code === 'COLUMN_OF_MARKS')).toMatchObject({
      column: 'Flagga',
      message: expect.stringContaining('”S” på 1 rad, annat på 1 rad') as unknown,
    });
    const { code, message } = await refusalOf(marked('Skm', ['', 'x', '', '']));
    expect([code, message]).toEqual(['COLUMNS_UNREAD', expect.stringContaining('”Skm” (Skyddade')]);
    const settled = await emptyWorld();
    const said = { kind: 'sip', columns: { is_protected: ['Skyddade personuppgifter', 'Skm'] } };
    writeFileSync(join(settled.cwd, 'm.json'), JSON.stringify(said));
    const text = marked('Skm', ['', 'x', '', '']);
    const { world } = await takeIn(text, { world: settled, args: ['--mapping', 'm.json'] });
    expect(sipsOf(world).filter((sip) => sip.class === 'protected')).toHaveLength(1);
  });
});
