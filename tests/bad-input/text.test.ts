import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { filesIn } from '../helpers/folder.ts';
import { overgang } from '../helpers/cli.ts';
import { rowsOf } from '../helpers/database.ts';
import {
  codesOf,
  csvText,
  emptyWorld,
  encoded,
  ENCODINGS,
  LIST_NAME,
  messageOf,
  refusalOf,
  sipsOf,
  sipText,
  takeIn,
  told,
} from '../helpers/bad-input.ts';

/** The bytes with others in the place of a mark. */
function withBytes(whole: Buffer, mark: string, bytes: Buffer): Buffer {
  const at = whole.indexOf(mark, 0, 'latin1');
  return Buffer.concat([whole.subarray(0, at), bytes, whole.subarray(at + mark.length)]);
}

const DAY = ['--as-of', '2025-09-29'];

describe('the lists these tests change', () => {
  it('are flawless before', async () => {
    const attempt = await takeIn(sipText([{}]));
    expect([attempt.code, told(attempt)]).toEqual([0, []]);
    expect(attempt.file.fates).toMatchObject({ new: 1, title: 1 });
  });
});

describe('BOM, UTF-8, Windows-1252, cp850, MacRoman, UTF-16 LE and BE', () => {
  it.each(ENCODINGS)('%s gives the same å ä ö, and the choice is announced', async (encoding) => {
    const list = encoded(sipText([{}]), encoding);
    const { world, file, code, ...attempt } = await takeIn(list);
    expect([code, file.encoding]).toEqual([0, encoding]);
    expect(codesOf({ world, file, code, ...attempt })).toEqual([]);
    expect(sipsOf(world)).toMatchObject([
      { name: 'Åsa Öberg', kommun: '2280', unit: 'Hälsocentralen Ängen' },
    ]);
    const { stdout } = await overgang(['validate', LIST_NAME, ...DAY], world);
    expect(stdout).toContain(`(${encoding}, semikolon)`);
  });

  it('the choice is one for the whole file, never per line', async () => {
    const text = sipText([{}, { 'Samordningsansvarig enhet': '@' }, {}, {}]);
    const attempt = await takeIn(withBytes(encoded(text, 'windows-1252'), '@', Buffer.from('Åre', 'utf8')));
    expect(attempt.file.encoding).toBe('windows-1252');
    expect(told(attempt)).toEqual([['ENCODING_UNCERTAIN', null, null]]);
    // As it stands in that encoding; a person is told to look, and nothing is replaced.
    expect(sipsOf(attempt.world).map(({ unit }) => unit)).toEqual([
      'Hälsocentralen Ängen',
      'Ã…re',
      'Hälsocentralen Ängen',
      'Hälsocentralen Ängen',
    ]);
  });

  it('no character is ever replaced: UTF-8 with a bad byte is refused', async () => {
    const good = encoded(sipText([{}, { Namn: 'Åsa @berg' }]), 'utf-8');
    expect(await refusalOf(withBytes(good, '@', Buffer.from([0xd6])))).toMatchObject({
      code: 'ENCODING_BROKEN',
      remedy: 'Ta ut listan på nytt, eller spara om den raden; verktyget ersätter aldrig tecken.',
    });
  });

  it('no character is ever replaced: UTF-16 cut in the middle of one is refused', async () => {
    const whole = encoded(sipText([{}]), 'utf-16le');
    expect(await refusalOf(whole.subarray(0, -1))).toMatchObject({ code: 'ENCODING_BROKEN' });
  });
});

describe('NUL and lone surrogates', () => {
  it('NUL is refused with its row', async () => {
    const refusal = await refusalOf(sipText([{}, { Namn: 'Åsa\0Öberg' }]));
    expect(refusal).toMatchObject({ code: 'NUL_CHARACTER' });
    expect(refusal.message).toContain('rad 3 innehåller NUL-tecken');
  });

  it.each([
    ['UTF-8', Buffer.from([0xed, 0xa0, 0x80]), 'utf-8'],
    ['UTF-16', Buffer.from([0x00, 0xd8]), 'utf-16le'],
  ] as const)('a lone surrogate in %s is refused with its row', async (_name, bytes, encoding) => {
    const text = encoded(sipText([{}, { Namn: 'Åsa@Öberg' }]), encoding);
    const mark = encoding === 'utf-8' ? '@' : '@\0';
    const refusal = await refusalOf(withBytes(text, mark, bytes));
    expect(refusal).toMatchObject({ code: 'LONE_SURROGATE' });
    expect(refusal.message).toContain('rad 3');
  });
});

/** What a terminal would obey, or show otherwise than it stands. */
const RAW = /(?!\n)[\p{Cc}\p{Bidi_Control}]/u;

describe('other control characters and bidi controls', () => {
  const hostile = '\x1b[31m\u009b2J\u0007Röd\u202e';

  it('control characters are remarked on, the row is taken in and the raw text kept', async () => {
    const attempt = await takeIn(sipText([{}, { 'Samordningsansvarig enhet': 'Eken\x1b[2J' }]));
    expect(told(attempt)).toEqual([['CONTROL_CHARACTER', 3, 'Samordningsansvarig enhet']]);
    expect(messageOf(attempt, 'CONTROL_CHARACTER')).toContain('(U+001B)');
    expect(sipsOf(attempt.world)[1]?.unit).toBe('Eken\x1b[2J');
  });

  it('bidi controls are flagged', async () => {
    const attempt = await takeIn(sipText([{ Namn: 'Anna \u202eLisa' }]));
    expect(told(attempt)).toEqual([['BIDI_CONTROL', 2, 'Namn']]);
  });

  it('mixed scripts are flagged', async () => {
    const attempt = await takeIn(sipText([{ 'Samordningsansvarig enhet': 'Hälsocentrаlen Ängen' }]));
    expect(told(attempt)).toEqual([['MIXED_SCRIPTS', 2, 'Samordningsansvarig enhet']]);
  });

  it('invisible characters are told of', async () => {
    const attempt = await takeIn(sipText([{ Namn: 'An\u200bna' }]));
    expect(told(attempt)).toEqual([['INVISIBLE_CHARACTER', 2, 'Namn']]);
  });

  // Known defect: src/cli/terminal.ts and run.ts write such characters raw. Make it `it` again when mended.
  it('they are shown escaped on output and never sent raw to a terminal', async () => {
    const world = await emptyWorld();
    const cells = {
      Namn: `Åsa ${hostile}`,
      'Samordningsansvarig enhet': `Eken ${hostile}`,
      'Samordningsansvarig roll': hostile,
      Kommun: hostile,
      Samordningsansvar: hostile,
      Startad: hostile,
      Fas: hostile,
      Vårdtillfälle: hostile,
    };
    const text = sipText([
      { ...cells, Samordningsansvar: 'Primärvård', Kommun: 'Sundsvall', Fas: 'Genomförande' },
      { 'SIP-id': `SIP-2${hostile}`, ...cells },
      { 'SIP-id': `SIP-3${hostile}` },
      { 'SIP-id': `SIP-3${hostile}`, Namn: 'En annan' },
    ]).replace('Samtycke;', `${hostile};`);
    await takeIn(text, { world });
    const ran = [
      await overgang(['validate', LIST_NAME, ...DAY], world),
      await overgang(['validate', LIST_NAME, ...DAY, '--json'], world),
      await overgang(['import', LIST_NAME, ...DAY], world),
      await overgang(['map', LIST_NAME, '-n'], world),
      await overgang(['map', LIST_NAME, '-n', '--json'], world),
      await overgang(['status', ...DAY], world),
      await overgang(['status', ...DAY, '--json'], world),
      await overgang(['worklist', '-o', 'ut', '--format', 'xlsx,html,csv', ...DAY], world),
    ];
    for (const { key } of sipsOf(world)) {
      for (const flags of [[], ['--json']])
        ran.push(await overgang(['explain', key, ...DAY, ...flags], world));
    }
    for (const row of ['1', '2', '3', '4', '5'])
      ran.push(await overgang(['explain', `${LIST_NAME}:${row}`, ...DAY], world));
    for (const { code, stdout, stderr } of ran) {
      expect([code < 2, RAW.exec(stdout)?.[0] ?? null, stdout]).toEqual([true, null, stdout]);
      expect(RAW.exec(stderr)?.[0] ?? null).toBeNull();
    }
    const made = filesIn(join(world.cwd, 'ut'));
    const texts = made.filter((name) => !name.endsWith('.xlsx'));
    expect(texts.length).toBeGreaterThan(2);
    let escaped = 0;
    for (const name of texts) {
      const content = readFileSync(join(world.cwd, 'ut', name), 'utf8').replaceAll('\r\n', '\n');
      expect([name, RAW.exec(content)?.[0] ?? null]).toEqual([name, null]);
      if (content.includes(String.raw`Eken \x1b[31m`)) escaped += 1;
    }
    expect(escaped).toBeGreaterThan(0);
    for (const name of made) expect(name).toMatch(/^(?:[a-z0-9-]+\/)?[a-z0-9-]+\.(?:xlsx|html|csv)$/u);
  });

  // Known defect: src/cli/terminal.ts and run.ts write such characters raw. Make it `it` again when mended.
  it('in headers, sheets and mapped columns of a message they are escaped too', async () => {
    const world = await emptyWorld();
    const twice = `SIP-id;Kom\x1b[31mmun;Kom\x1b[31mmun\nSIP-1;a;b\n`;
    const mapping = JSON.stringify({ kind: 'sip', columns: { kommun: 'Kom\x1b[31mmun' } });
    writeFileSync(join(world.cwd, 'm.json'), mapping);
    writeFileSync(join(world.cwd, LIST_NAME), twice);
    for (const flags of [[], ['--json']]) {
      const { code, stdout, stderr } = await overgang(
        ['import', LIST_NAME, '--mapping', 'm.json', ...DAY, ...flags],
        world,
      );
      expect(code).toBe(2);
      expect(stdout + stderr).not.toMatch(RAW);
      expect(stdout + stderr).toContain('står på flera kolumner');
    }
  });
});

describe('NFC for keys, raw kept', () => {
  const nfd = (text: string): string => text.normalize('NFD');

  it('a unit written with loose dots is the unit of the list of units', async () => {
    const world = await emptyWorld();
    const units = csvText([
      ['HSA-id', 'Enhet', 'Enhetstyp', 'Kommun', 'Huvudman/verksamhet'],
      ['SE2321000206-A1', 'Hälsocentralen Ängen', 'Hälsocentral', 'Härnösand', 'Primärvård'],
    ]);
    await takeIn(units, { world, name: 'enheter.csv' });
    const attempt = await takeIn(nfd(sipText([{}])), { world });
    expect(codesOf(attempt)).toEqual([]);
    expect(sipsOf(world)).toMatchObject([{ kommun: '2280', unit: 'Hälsocentralen Ängen' }]);
  });

  it('the name is kept as it was written', async () => {
    const { world } = await takeIn(sipText([{ Namn: nfd('Åsa Öberg') }]));
    expect(sipsOf(world)[0]?.name).toBe(nfd('Åsa Öberg'));
  });

  it('an id written in two ways is one case', async () => {
    const attempt = await takeIn(sipText([{ 'SIP-id': 'VÅRD-1' }, { 'SIP-id': nfd('VÅRD-1') }]));
    expect(attempt.file.fates).toMatchObject({ new: 1, duplicate: 1 });
    expect(sipsOf(attempt.world).map(({ key }) => key)).toEqual(['VÅRD-1']);
  });

  it('a reference to a vårdtillfälle meets the id written in the other way', async () => {
    const world = await emptyWorld();
    const stays = csvText([
      ['Vårdtillfälle', 'Personnummer', 'Namn', 'Kommun', 'Vårdenhet', 'Inskriven'],
      ['VÅRD-7', '19250628-9822', 'Åsa Öberg', 'Härnösand', 'Avdelning 1', '2025-09-01 10:00'],
    ]);
    await takeIn(stays, { world, name: 'vardtillfallen-2025-09-15.csv' });
    const attempt = await takeIn(sipText([{ Vårdtillfälle: nfd('VÅRD-7') }]), { world });
    expect(codesOf(attempt)).not.toContain('CASE_UNKNOWN');
    expect(rowsOf(world, 'SELECT key FROM vardtillfalle')).toEqual([{ key: 'VÅRD-7' }]);
  });
});
