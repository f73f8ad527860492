import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { openClassifier } from '../../src/app/cases/classifier.ts';
import { planSettingAside, setAside } from '../../src/app/lists/set-aside-list.ts';
import { perhapsProtected, protectedNames } from '../../src/register/cases/unplaced-protection.ts';
import { protectedPersons } from '../../src/register/cases/protected-persons.ts';
import type { Register } from '../../src/register/file/register.ts';
import { UserError } from '../../src/text/errors.ts';
import { factsAndClassesIn } from '../helpers/database.ts';
import { inMemory, runs, statusOf, takeIn, type ListFile } from '../helpers/memory.ts';

const AS_OF = '2025-10-20';
const DAYS = ['2025-09-15', '2025-09-22', '2025-09-29', '2025-10-06'] as const;
const LONG = 600_000;
const writer = { by: 'prov', recordedAt: '2025-10-20T13:00:00.000Z' };

/** Who the lists are about: two with a name of their own, and two whom nothing but the number tells apart. */
const PEOPLE = [
  { pnr: '19250628-9822', name: 'Märta Nordström', kommun: 'Timrå' },
  { pnr: '19271206-9810', name: 'Ulla Ek', kommun: 'Ånge' },
  { pnr: '19640430-9848', name: 'Eva Lind', kommun: 'Timrå' },
  { pnr: '19270525-9964', name: 'Lind Eva', kommun: 'Timrå' },
] as const;

/** What the column of protection says of a person: yes, no, nothing, or a word that nobody understands. */
const SAID = ['Ja', 'Nej', 'Ja', 'Nej', '', '-', 'Uppgift saknas'] as const;
/** Headers of the column; one that is not there says nothing. */
const HEADS = ['Skyddade personuppgifter', 'Kvarskrivning', null] as const;

/** Columns of each kind besides protection, with what a row of a person says in them. */
type Person = (typeof PEOPLE)[number];
type Columns = Readonly<
  Record<string, (of: Person & { readonly at: number; readonly turn: number }) => string>
>;
const KINDS = {
  sip: {
    'SIP-id': ({ at }) => `SIP-${at + 1}`,
    Personnummer: ({ pnr }) => pnr,
    Namn: ({ name }) => name,
    Kommun: ({ kommun }) => kommun,
    'Samordningsansvarig enhet': () => 'Hälsocentralen Granen',
    Samordningsansvar: () => 'Primärvård',
    Status: () => 'Pågående',
    Fas: ({ turn }) => ['Genomförande', 'Utvärdering', 'Oläst'][turn % 3] ?? '',
    Startad: () => '2025-01-02',
    Samtycke: ({ turn }) => ['Ja', 'Nej', '?'][turn % 3] ?? '',
  },
  vardtillfalle: {
    Vårdtillfälle: ({ at }) => `VT-${at + 1}`,
    Personnummer: ({ pnr }) => pnr,
    Namn: ({ name }) => name,
    Kommun: ({ kommun }) => kommun,
    Vårdenhet: () => 'Medicinavdelning 2',
    Vårdform: () => 'Somatik',
    Inskriven: () => '2025-09-10 08:00',
    Utskrivningsklar: ({ turn }) => ['', '2025-09-12', 'snart'][turn % 3] ?? '',
    Utskriven: () => '',
  },
  patient: {
    Personnummer: ({ pnr }) => pnr,
    Namn: ({ name }) => name,
    Kommun: ({ kommun }) => kommun,
    Boendeform: ({ turn }) => ['Särskilt boende', 'Korttid', ''][turn % 3] ?? '',
    'Listad hälsocentral': () => 'Hälsocentralen Granen',
  },
  meddelande: {
    'Meddelande-id': ({ at }) => `M-${at + 1}`,
    Ärende: ({ at }) => `VT-${at + 1}`,
    Meddelandetyp: () => 'Inskrivningsmeddelande',
    Avsändare: () => 'Medicinavdelning 2',
    Mottagare: () => 'Hälsocentralen Granen',
    Skickat: () => '2025-09-11 09:00',
    Kvitterat: ({ turn }) => (turn % 3 === 0 ? '' : '2025-09-12 10:00'),
  },
} as const satisfies Record<string, Columns>;
const KIND_NAMES = ['sip', 'vardtillfalle', 'patient', 'meddelande'] as const;
type Kind = (typeof KIND_NAMES)[number];

/** What a list says of each person: whether she is in it, of her protection, by a number or without, and the rest. */
const saidOfOne = fc.record({
  isThere: fc.boolean(),
  said: fc.constantFrom(...SAID),
  isNumberLost: fc.nat(3).map((one) => one === 0),
  /** Whether a word beside her name says that she is protected, whatever columns there are. */
  hasSign: fc.nat(7).map((one) => one === 0),
  turn: fc.nat(2),
});
const listOf = (kind: fc.Arbitrary<Kind>) =>
  fc.record({
    kind,
    day: fc.constantFrom(...DAYS),
    head: fc.constantFrom(...HEADS),
    /** A column besides the first three that the list lacks. */
    lacks: fc.option(fc.nat(6)),
    isSilent: fc.nat(3).map((one) => one === 0),
    rows: fc.tuple(saidOfOne, saidOfOne, saidOfOne, saidOfOne),
  });
/** Several of one kind and some of others. */
const listsOf = fc.constantFrom<Kind>('sip', 'vardtillfalle', 'patient').chain((most) =>
  fc.array(listOf(fc.oneof({ weight: 3, arbitrary: fc.constant(most) }, fc.constantFrom(...KIND_NAMES))), {
    minLength: 2,
    maxLength: 6,
  }),
);
type MadeList = typeof listsOf extends fc.Arbitrary<readonly (infer T)[]> ? T : never;

function fileOf({ kind, day, head, lacks, isSilent, rows }: MadeList, no: number): ListFile {
  const columns: Columns = KINDS[kind];
  const all = Object.keys(columns);
  const lacking = lacks === null ? undefined : all.slice(3)[lacks];
  const headers = all.filter((header) => header !== lacking);
  const hasHead = head !== null && kind !== 'meddelande';
  const lines = rows.flatMap(({ isThere, said, isNumberLost, hasSign, turn }, at) => {
    const person = PEOPLE[at];
    if (!isThere || person === undefined) return [];
    const cells = headers.map((header) => columns[header]?.({ ...person, at, turn }) ?? '');
    // Excel has made of it what no patient can be told by.
    const lost = kind === 'patient' ? '1,92803E+11' : '';
    const own = cells.map((cell) => {
      if (cell === person.pnr) return isNumberLost ? lost : cell;
      return cell === person.name && hasSign ? `${cell} (sekr)` : cell;
    });
    return [[...own, ...(hasHead ? [isSilent ? '' : said] : [])].join(';')];
  });
  const title = `Lista ${no}`;
  const header = [...headers, ...(hasHead ? [head] : [])].join(';');
  return { name: `${kind}-${no}-${day}.csv`, text: `${[title, header, ...lines].join('\n')}\n` };
}

/** What the register holds of every case, and as of every day. */
const heldIn = (register: Register): unknown => ({
  cases: factsAndClassesIn(register.db),
  persons: [...protectedPersons(register.db)].sort(),
  perhaps: [...perhapsProtected(register.db)].sort(),
  names: protectedNames(register.db),
  status: DAYS.map((day) => statusOf(register, day)),
  then: DAYS.map((day) => {
    const { vardtillfallen, sips } = openClassifier(register, day);
    return [...vardtillfallen, ...sips()]
      .map(({ row, classification }) => [
        row.key,
        classification.class,
        classification.rule,
        row.is_protected,
      ])
      .sort();
  }),
  earlier: ['sip', 'vardtillfalle', 'patient', 'meddelande'].map((kind) =>
    register.db
      .prepare(
        `SELECT c.key, e.facts_on, e.facts FROM earlier_facts e JOIN ${kind} c USING (case_no) WHERE e.kind = ?
         ORDER BY 1, 2, 3`,
      )
      .all(kind),
  ),
});

/** What the ledger says of every row. */
const fatesIn = (register: Register): unknown =>
  register.db
    .prepare(
      'SELECT s.file_name, r.row, r.fate FROM source s JOIN source_row r USING (source_no) ORDER BY 1, 2',
    )
    .all();

/** A list in which nobody can tell who is protected is refused, whatever is in the register. */
async function taken(register: Register, list: ListFile): Promise<boolean> {
  try {
    const { held } = await takeIn(register, list, AS_OF);
    expect(held).toBeNull();
    return true;
  } catch (error) {
    if (error instanceof UserError) return false;
    throw error;
  }
}

const dayOf = ({ name }: ListFile): string => name.slice(-14, -4);

describe('protection', () => {
  it(
    'is what the lists say that stand, in whatever order they and others came in and were set aside',
    async () => {
      const seen = { aside: 0, protected: 0, perhaps: 0, late: 0 };
      const steps = fc.array(fc.tuple(fc.nat(3), fc.nat(20)), { minLength: 4, maxLength: 12 });
      await fc.assert(
        fc.asyncProperty(listsOf, steps, async (lists, way) => {
          const files = lists.map(fileOf);
          const standing: ListFile[] = [];
          const refused = new Set<ListFile>();
          const lived = await inMemory(async (register) => {
            for (const [step, which] of way) {
              const absent = files.filter((file) => !standing.includes(file) && !refused.has(file));
              const one = absent[which % Math.max(1, absent.length)];
              if (step > 0 && one !== undefined) {
                if (standing.some((other) => dayOf(other) > dayOf(one))) seen.late += 1;
                if (await taken(register, one)) standing.push(one);
                else refused.add(one);
              } else if (standing.length > 0) {
                const [file] = standing.splice(which % standing.length, 1);
                const plan = planSettingAside(register, file?.name ?? '');
                if (plan === null) throw new Error(file?.name);
                setAside(register, plan, { asOf: AS_OF, writer });
                seen.aside += 1;
              }
            }
            seen.protected += protectedPersons(register.db).size;
            seen.perhaps += perhapsProtected(register.db).size;
            return { held: heldIn(register), fates: fatesIn(register) };
          });
          const never = async (inOrder: readonly ListFile[], ask: (register: Register) => unknown) =>
            inMemory(async (register) => {
              for (const file of inOrder) expect(await taken(register, file)).toBe(true);
              return ask(register);
            });
          const byDay = standing.toSorted(
            (a, b) => Number(dayOf(a) > dayOf(b)) - Number(dayOf(a) < dayOf(b)),
          );
          expect(lived.held).toEqual(await never(byDay, heldIn));
          expect(lived.fates).toEqual(await never(standing, fatesIn));
        }),
        { numRuns: runs(100) },
      );
      expect(Math.min(...Object.values(seen))).toBeGreaterThan(runs(100) / 20);
    },
    LONG,
  );
});
