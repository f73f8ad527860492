import { beforeAll, describe, expect, it } from 'vitest';
import { importList } from '../src/app/lists/import-list.ts';
import { createRandom } from '../src/demo/random.ts';
import { isOneSide, sortingColumnsOf, type SortedCase } from '../src/domain/coverage/chosen-cases.ts';
import { kindOf } from '../src/domain/kinds/kinds.ts';
import { valuesBefore } from '../src/register/lists/coverage.ts';
import { pathOf, SIP_SEPTEMBER } from './helpers/lists.ts';
import { memoryRegister, runs } from './helpers/memory.ts';

/** The region's SIPs of September, as lists are filtered and sorted by them, in the order of the list. */
type Sip = Omit<SortedCase, 'isMissing'>;
let sips: readonly Sip[] = [];
let units: readonly string[] = [];
const random = createRandom(20_251_016);
const below = (many: number): number => Math.floor(random.next() * many);

beforeAll(async () => {
  const register = await memoryRegister('2025-09-16');
  await importList(register, {
    path: pathOf(SIP_SEPTEMBER),
    kind: null,
    mapping: null,
    exportedOn: null,
    asOf: '2025-09-16',
    writer: { by: 'prov', recordedAt: '2025-09-16T13:00:00.000Z' },
    readerProcess: { command: process.execPath, args: [] },
  });
  const { fields } = kindOf('sip');
  const sorting = sortingColumnsOf(fields, false);
  const columns = [...sorting.names, 'unit'];
  const rows = valuesBefore(register.db, 'sip', { day: '2025-09-16', columns, began: null });
  sips = rows.map(({ values, key, personKey }) => sorting.of(values.slice(0, -1), key, personKey));
  units = rows.map(({ values }) => String(values.at(-1)));
});

const isHeld = (isMissing: (at: number) => boolean): boolean => {
  const cases = sips.map((sip, at) => ({ ...sip, isMissing: isMissing(at) }));
  return isOneSide(
    cases,
    cases.map((one) => one.isMissing),
  );
};
const goneBy = (isMissing: (at: number) => boolean): number =>
  sips.filter((_sip, at) => isMissing(at)).length;

describe('a list of the region that was filtered', () => {
  it('by one value of any column is held, whichever of them it leaves out', () => {
    let tried = 0;
    const columns = sips[0]?.groups.length ?? 0;
    for (let column = 0; column < columns; column += 1)
      for (const value of new Set(sips.map(({ groups }) => groups[column]))) {
        for (const isLeftOut of [true, false]) {
          const isMissing = (at: number): boolean => (sips[at]?.groups[column] === value) === isLeftOut;
          const gone = goneBy(isMissing);
          if (gone < 4 || gone > sips.length - 4) continue;
          tried += 1;
          expect([column, value, isLeftOut, isHeld(isMissing)]).toEqual([column, value, isLeftOut, true]);
        }
      }
    expect(tried).toBeGreaterThan(100);
  });

  it('by a day, a name, a birth or an id is held, from or to any of ten or more', () => {
    const columns = sips[0]?.ranks.length ?? 0;
    for (let run = 0; run < runs(200); run += 1) {
      const column = below(columns);
      const ranks = sips.flatMap(({ ranks: [...all] }) => all[column] ?? []).sort();
      const [from, to] = [ranks[below(ranks.length)] ?? '', ranks[below(ranks.length)] ?? ''].sort();
      const side = below(3);
      const isMissing = (at: number): boolean => {
        const rank = sips[at]?.ranks[column] ?? null;
        if (rank === null) return false;
        return side === 0
          ? rank < (from ?? '')
          : side === 1
            ? rank > (to ?? '')
            : rank >= (from ?? '') && rank <= (to ?? '');
      };
      const gone = goneBy(isMissing);
      if (gone < 10 || gone > sips.length - 10) continue;
      expect([column, side, from, to, isHeld(isMissing)]).toEqual([column, side, from, to, true]);
    }
  });

  it('by its pages is held, whichever is lost', () => {
    for (let run = 0; run < runs(50); run += 1) {
      const from = below(sips.length - 100);
      const to = from + 10 + below(90);
      expect(isHeld((at) => at >= from && at < to)).toBe(true);
    }
  });
});

describe('a list of the region in which SIPs have ended by themselves', () => {
  /** How many of so many lists are held though nothing was filtered. */
  const falseAlarms = (of: number, ended: () => ReadonlySet<number>): number => {
    let alarms = 0;
    for (let run = 0; run < of; run += 1) {
      const gone = ended();
      if (isHeld((at) => gone.has(at))) alarms += 1;
    }
    return alarms;
  };

  it('here and there, few or many, is not held', () => {
    const ended = (): ReadonlySet<number> => {
      const share = random.next() ** 3;
      return new Set(sips.flatMap((_sip, at) => (random.next() < share ? [at] : [])));
    };
    expect(falseAlarms(runs(300), ended)).toBe(0);
  });

  it('unit by unit, some finished and some on their way, is not held', () => {
    const ended = (): ReadonlySet<number> => {
      const shares = new Map<string, number>();
      for (const unit of new Set(units))
        shares.set(unit, random.next() < 0.6 ? 0 : Math.min(1, random.next() * 1.3));
      return new Set(units.flatMap((unit, at) => (random.next() < (shares.get(unit) ?? 0) ? [at] : [])));
    };
    expect(falseAlarms(runs(100), ended)).toBe(0);
  });

  it('in a small unit that is finished, alone or among others, is not held', () => {
    const sizes = new Map<string, number[]>();
    units.forEach((unit, at) => sizes.set(unit, [...(sizes.get(unit) ?? []), at]));
    const small = [...sizes.values()].filter((ofUnit) => ofUnit.length <= 3);
    for (const ofUnit of small) expect(isHeld((at) => ofUnit.includes(at))).toBe(false);
    for (const ofUnit of sizes.values()) {
      if (ofUnit.length > 60) continue;
      const others = units
        .flatMap((_unit, at) => (ofUnit.includes(at) ? [] : [at]))
        .filter(() => random.chance(0.005));
      const isAmong = others.length > ofUnit.length / 20;
      if (isAmong) expect(isHeld((at) => ofUnit.includes(at) || others.includes(at))).toBe(false);
    }
  });
});
