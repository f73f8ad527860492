import { beforeEach, describe, expect, it } from 'vitest';
import { overgang, overgangJson, type World } from './helpers/cli.ts';
import { emptyRegister, importSips, PNR, type ListedSip } from './helpers/sip-lists.ts';

/** Six SIPs of one person each; those of two are protected, by the list's column. */
const SIPS: readonly ListedSip[] = Object.values(PNR).flatMap((pnr, at) => [
  { id: `SIP-${at}1`, pnr, skydd: at === 0 ? 'Ja' : 'Nej' },
]);
const saying = (skydd: string, sips = SIPS): readonly ListedSip[] => sips.map((sip) => ({ ...sip, skydd }));
const CODES = ['PROTECTION_LIFTED', 'PROTECTION_COLUMN_SILENT'];

let world: World;
beforeEach(async () => {
  world = await emptyRegister();
});
async function take(
  day: string,
  sips: readonly ListedSip[],
): Promise<readonly (readonly [string, number | null])[]> {
  const { findings } = await importSips(world, day, sips);
  return findings.filter(({ code }) => CODES.includes(code)).map(({ code, row }) => [code, row]);
}
async function isProtected(id = 'SIP-01', asOf = '2025-10-05'): Promise<boolean> {
  const { class: ofCase } = await overgangJson<{ class: string }>(['explain', id, '--as-of', asOf], world);
  return ofCase === 'protected';
}

describe('a column of protection in which no row says anything', () => {
  it.each(['', '-', '–', ' '])(
    'is as one that is not there: what is known stays, and is told (%j)',
    async (nothing) => {
      await take('2025-09-15', SIPS);
      expect(await take('2025-09-22', saying(nothing))).toEqual([['PROTECTION_COLUMN_SILENT', null]]);
      expect(await isProtected()).toBe(true);
      // The one after it says so again, and one that says no is heard.
      expect(await take('2025-09-23', SIPS)).toEqual([]);
      expect(await take('2025-09-24', saying('Nej'))).toEqual([['PROTECTION_LIFTED', 2]]);
      expect(await isProtected()).toBe(false);
    },
  );

  it('protects by any other word, and says nothing of itself where nobody was protected', async () => {
    expect(await take('2025-09-15', saying(''))).toEqual([]);
    expect(await isProtected()).toBe(false);
    expect(await take('2025-09-22', saying('Uppgift saknas'))).toEqual([]);
    expect(await isProtected()).toBe(true);
  });

  it('says nothing of who was protected by a list that is set aside', async () => {
    await take('2025-09-15', SIPS);
    await take('2025-09-22', saying(''));
    const { code } = await overgang(['undo', 'sip-2025-09-15.csv', '--yes', '--as-of', '2025-09-23'], world);
    expect(code).toBe(0);
    expect(await isProtected()).toBe(false);
  });
});

describe('a list that comes in after a newer one', () => {
  const SILENT = saying('');
  it('protects in the lists after it that say nothing of protection, up to one that does', async () => {
    await take('2025-09-22', SILENT);
    await take(
      '2025-09-29',
      SILENT.map((sip) => ({ ...sip, kommun: 'Ånge' })),
    );
    expect(await isProtected()).toBe(false);
    await take('2025-09-15', SIPS);
    expect(await isProtected()).toBe(true);
    expect(await isProtected('SIP-01', '2025-09-23')).toBe(true);
    expect(await isProtected('SIP-11')).toBe(false);
  });

  it('protects nobody whom a list after it says no of', async () => {
    await take('2025-09-22', saying('Nej'));
    await take('2025-09-29', SILENT);
    await take('2025-09-15', SIPS);
    expect(await isProtected()).toBe(false);
  });
});

describe('protection that a list before said, and a row says no longer', () => {
  it.each(['', '-', 'Nej', 'nej', '0'])('is told by its row: %j', async (no) => {
    await take('2025-09-15', SIPS);
    const next = SIPS.map((sip, at) => (at === 0 ? { ...sip, skydd: no } : sip));
    expect(await take('2025-09-22', next)).toEqual([['PROTECTION_LIFTED', 2]]);
    expect(await isProtected()).toBe(false);
    const { stdout } = await overgang(['explain', 'SIP-01'], world);
    expect(stdout).toContain('inte längre att personen är skyddad');
    // Told once.
    expect(await take('2025-09-23', next)).toEqual([]);
  });
});
