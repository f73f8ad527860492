import { beforeEach, describe, expect, it } from 'vitest';
import type { World } from './helpers/cli.ts';
import { handOutOne, openList } from './helpers/filled-lists.ts';
import { emptyRegister } from './helpers/sip-lists.ts';
import { importList } from './helpers/small-lists.ts';

let world: World;

beforeEach(async () => {
  world = await emptyRegister();
  await importList(world, 'sip', '2025-09-29', [{ Möte: '2025-10-07' }, { 'SIP-id': 'SIP-2', who: 'ulla' }]);
  await importList(world, 'vardtillfalle', '2025-09-29', [
    { Utskrivningsklar: '2025-09-27 11:00' },
    { Vårdtillfälle: 'VT-2', who: 'ulla' },
  ]);
  const sent = (id: string, of: string, type: string, at: string) => ({
    'Meddelande-id': id,
    Ärende: of,
    Meddelandetyp: type,
    Skickat: at,
  });
  await importList(world, 'meddelande', '2025-09-29', [
    sent('M-1', 'VT-1', 'Meddelande om utskrivningsklar', '2025-09-27 11:20'),
    sent('M-2', 'VT-1', 'Makulering av utskrivningsklar', '2025-09-27 11:30'),
    sent('M-3', 'SIP-1', 'Kallelse till SIP', '2025-09-28 09:00'),
  ]);
});

async function columnsOn(step: string): Promise<(header: string) => readonly unknown[]> {
  const { path } = await handOutOne(world, '2025-09-30', 'ut', '--step', step);
  const { sheet, tokens, rowOf, columnOf } = await openList(path);
  return (header) => tokens.map((token) => sheet.getRow(rowOf(token)).getCell(columnOf(header)).value);
}

describe('what lists show, and nothing is calculated from', () => {
  it('stands on step 5: the days for the billing, and the kallelse', async () => {
    const of = await columnsOn('5');
    expect(of('Kvar för faktureringen')).toEqual([
      'Utskrivningsklar 2025-09-27 11:00. Meddelande om utskrivningsklar: 2025-09-27 11:20. Utskriven: inte enligt listan.',
      null,
    ]);
    expect(of('Kallelse till SIP')).toEqual([
      'Utskrivningsklar 2025-09-27. Kallelse: 2025-09-28 09:00.',
      null,
    ]);
    expect(of('Utskrivnings-rapport inskannad')).toEqual([null, null]);
  });

  it('stands on step 6: the neutral text of a meeting on the days of the move', async () => {
    expect((await columnsOn('6'))('Möte under flytten').map((text) => text !== null)).toEqual([true, false]);
  });
});
