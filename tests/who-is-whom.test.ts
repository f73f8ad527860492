import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { filesIn } from './helpers/folder.ts';
import { codesOf, emptyWorld, sipsOf, sipText, takeIn, told } from './helpers/bad-input.ts';
import { overgang, overgangJson } from './helpers/cli.ts';

const FIXTURES = 'fixtures/who-is-whom';
const listOf = (name: string): Buffer => readFileSync(`${FIXTURES}/${name}/prator-sip-2025-09-15.csv`);
const LARS = { Personnummer: '19550607-9820', Namn: 'Lars Ek' };

describe('an id that a spreadsheet has been at', () => {
  it('is read where nothing is lost, and told row by row where it is', async () => {
    const attempt = await takeIn(listOf('ids-through-a-spreadsheet'));
    expect(attempt.code).toBe(1);
    expect(sipsOf(attempt.world).map(({ key }) => key)).toEqual(['240001', '240003', '240004']);
    const rowsOfCode = (code: string): readonly (number | null)[] =>
      told(attempt).flatMap(([one, row]) => (one === code ? [row] : []));
    expect(rowsOfCode('ID_AS_NUMBER')).toEqual([2, 4, 5]);
    expect(rowsOfCode('ID_LOST')).toEqual([3, 6, 7, 8, 9, 10]);
    // Two of them are the same text: nobody can tell whether they are the same case.
    expect(attempt.file.fates).toMatchObject({ new: 3, rejected: 6, duplicate: 0 });
  });
});

describe('a person whose number is spelt in another way', () => {
  it('is identified, or the row says what is wrong and the SIP is a decision', async () => {
    const { world, code } = await takeIn(listOf('personnummer-spellings'));
    expect(code).toBe(0);
    expect(sipsOf(world).map((sip) => [sip.person_key, sip.identity, sip.class])).toEqual([
      ['193104129808', 'ok', 'move-outside-vardtillfalle'],
      ['194205239819', 'ok', 'move-outside-vardtillfalle'],
      ['195506079820', 'ok', 'move-outside-vardtillfalle'],
      [null, 'damaged-by-excel', 'needs-decision'],
      [null, 'damaged-by-excel', 'needs-decision'],
      ['197409099855', 'ok', 'move-outside-vardtillfalle'],
      [null, 'unknown-form', 'needs-decision'],
      [null, 'unknown-form', 'needs-decision'],
      [expect.any(String), 'control-characters', 'needs-decision'],
      ['?SE19330808-9899', 'unknown-form', 'needs-decision'],
    ]);
  });
});

describe('a number that stands in a column for names, units or roles', () => {
  it('is told, and printed in no worklist and no answer', async () => {
    const { world, file } = await takeIn(
      sipText([
        { Personnummer: '', Namn: 'Anna Öberg 19310412-9808' },
        {
          Personnummer: '',
          Namn: '(310412-9808) Anna Öberg',
          'Samordningsansvarig enhet': 'Enhet 193104129808',
        },
        { Personnummer: '', 'Samordningsansvarig roll': '19310412 9808' },
      ]),
    );
    const rows = file.findings.filter(({ code }) => code === 'PERSON_NUMBER_IN_TEXT').map(({ row }) => row);
    expect(rows.sort()).toEqual([2, 3, 3, 4]);
    expect(sipsOf(world).map(({ name }) => name)).toEqual(['Anna Öberg', 'Anna Öberg', 'Åsa Öberg']);
    const unit = 'SE2321000206-3E9 Region 232100-0206';
    const units = await takeIn(sipText([{ 'Samordningsansvarig enhet': unit }]));
    expect(sipsOf(units.world).map((sip) => sip.unit)).toEqual([unit]);
    await overgang(['worklist', '--format', 'csv', '--as-of', '2025-09-29', '-o', 'ut'], world);
    const written = filesIn(join(world.cwd, 'ut')).map((name) => readFileSync(join(world.cwd, 'ut', name)));
    expect(written.length).toBeGreaterThan(0);
    expect(written.filter((bytes) => bytes.includes('9808'))).toEqual([]);
    const { stdout } = await overgang(['explain', 'SIP-1', '--as-of', '2025-09-29'], world);
    expect(stdout).not.toContain('9808');
  });
});

describe('spelling variants of one id', () => {
  const spellings = ['SIP-240001', 'SIP 240001', 'SIP240001', 'sip_240001', 'Sip–240001', 'SIP - 240001'];

  it('are one case, in lists of other days too; it keeps the spelling that it had first', async () => {
    const { world } = await takeIn(
      sipText([{ 'SIP-id': 'SIP-240001' }, { ...LARS, 'SIP-id': 'SIP-240002' }]),
    );
    for (const [at, spelling] of spellings.entries()) {
      const day = `2025-09-${16 + at}`;
      const text = sipText([{ 'SIP-id': spelling }, { ...LARS, 'SIP-id': 'SIP-240002' }]);
      const { code, file } = await takeIn(text, { world, name: `sip-${day}.csv` });
      expect([spelling, code, file.fates.unchanged]).toEqual([spelling, 0, 2]);
    }
    expect(sipsOf(world).map(({ key }) => key)).toEqual(['SIP-240001', 'SIP-240002']);
  });

  it('of one list are one case; that say different things are told, and two persons never joined', async () => {
    const same = await takeIn(sipText([{ 'SIP-id': 'SIP 240001' }, { 'SIP-id': 'SIP-240001' }]));
    expect(same.file.fates).toMatchObject({ new: 1, duplicate: 1 });
    const two = await takeIn(sipText([{ 'SIP-id': 'SIP240001' }, { ...LARS, 'SIP-id': 'SIP-240001' }]));
    expect([two.code, two.file.fates.rejected]).toEqual([1, 2]);
    expect(codesOf(two)).toContain('SAME_ID_OTHER_CONTENT');
    expect(sipsOf(two.world).map((sip) => [sip.key, sip.class])).toEqual([['SIP240001', 'needs-decision']]);
  });

  it('are not those that differ in a figure, a zero first or the letters', async () => {
    const ids = ['SIP-240001', 'SIP 0240001', 'SIP-240010', 'VT240001', '240001'];
    const { world } = await takeIn(sipText(ids.map((id) => ({ 'SIP-id': id }))));
    expect(sipsOf(world).map(({ key }) => key)).toEqual([...ids].sort());
  });

  it('lead from a SIP to its vårdtillfälle whichever list comes first, and from what is asked for', async () => {
    const stays =
      'Vårdtillfälle;Personnummer;Namn;Kommun;Vårdenhet;Vårdform;Inskriven;Status\n' +
      'VT 88001;19250628-9822;Åsa Öberg;Härnösand;Medicin;Somatik;2025-09-10 10:00;Inskriven\n';
    const sips = sipText([{ 'SIP-id': 'SIP-1', Vårdtillfälle: 'VT88001' }]);
    for (const order of [
      [['vardtillfallen-2025-09-15.csv', stays] as const, ['sip-2025-09-15.csv', sips] as const],
      [['sip-2025-09-15.csv', sips] as const, ['vardtillfallen-2025-09-15.csv', stays] as const],
    ]) {
      const [one, other] = order;
      const { world } = await takeIn(one?.[1] ?? '', { name: one?.[0] ?? '' });
      await takeIn(other?.[1] ?? '', { world, name: other?.[0] ?? '' });
      expect(sipsOf(world).map((sip) => sip.class)).toEqual(['move-with-vardtillfalle']);
      const { stdout } = await overgang(['explain', 'vt-88001', '--as-of', '2025-09-29'], world);
      expect(stdout).toContain('start-in-lifecare');
      const found = await overgangJson<{ id: string }>(['explain', 'sip 1', '--as-of', '2025-09-29'], world);
      expect(found.id).toBe('SIP-1');
    }
  });
});

describe('an id that lists give to two persons', () => {
  it('is a case that waits for a decision, also where the lists are of one day', async () => {
    for (const days of [
      ['15', '15'],
      ['15', '16'],
    ] as const) {
      const world = await emptyWorld();
      for (const [at, day] of days.entries()) {
        const name = `sip-del-${String(at)}-2025-09-${day}.csv`;
        writeFileSync(
          join(world.cwd, name),
          sipText([at === 0 ? { 'SIP-id': 'SIP-1' } : { ...LARS, 'SIP-id': 'SIP-1' }]),
        );
        const { code } = await overgang(
          ['import', name, '--whole', '--by', 'P Exempel', '--reason', 'prov'],
          world,
        );
        expect(code).toBe(at);
      }
      expect(sipsOf(world).map((sip) => sip.class)).toEqual(['needs-decision']);
    }
  });

  it('is not given to two where the row of one has been mended', async () => {
    const world = await emptyWorld();
    writeFileSync(
      join(world.cwd, 'sip-2025-09-15.csv'),
      sipText([{ 'SIP-id': 'SIP-1', Samtycke: 'Kanske' }]),
    );
    await overgang(['import', 'sip-2025-09-15.csv', '--errors', 'ratta.csv'], world);
    const toMend = readFileSync(join(world.cwd, 'ratta.csv'), 'utf8').replace('Kanske', 'Ja');
    const [first = ''] = sipsOf(world).map((sip) => String(sip.person_key));
    const mended = toMend.replace(/\d{8}-\d{4}/u, LARS.Personnummer);
    expect(mended).not.toBe(toMend);
    writeFileSync(join(world.cwd, 'ratta.csv'), mended);
    await overgang(['import', 'ratta.csv'], world);
    const [sip] = sipsOf(world);
    expect([sip?.person_key === first, sip?.class]).toEqual([false, 'move-outside-vardtillfalle']);
  });
});
