import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { overgang, overgangDone, type World } from '../helpers/cli.ts';
import { rowsOf } from '../helpers/database.ts';
import { newFolder } from '../helpers/folder.ts';

/**
 * A cell that nobody can read leaves its case as it was, or to people: it never makes another case of it. Every person
 * here has one cell garbled at a time, in any list and column but the ids.
 */
const PERSONS = 72;
const AS_OF = '2025-10-08';
const GARBLES = [
  '???',
  'x1',
  '2025-13-45',
  'i morgon',
  'Okänd',
  '#REF!',
  'Nja',
  '03/04/2025',
  'kl 12',
  'Ja?',
];

type Rows = readonly (readonly string[])[];
type Lists = Readonly<Record<string, Rows>>;

/** Fictional: birth number 980–989, with a right check digit. */
function personnummer(index: number): string {
  const day = `19${30 + (index % 50)}${String(1 + (index % 12)).padStart(2, '0')}${String(1 + (index % 28)).padStart(2, '0')}`;
  const nine = `${day.slice(2)}98${index % 10}`;
  const sum = Array.from(nine).reduce((total, digit, at) => {
    const weighed = Number(digit) * (at % 2 === 0 ? 2 : 1);
    return total + (weighed > 9 ? weighed - 9 : weighed);
  }, 0);
  return `${day}-98${index % 10}${(10 - (sum % 10)) % 10}`;
}

const SIP_HEADERS =
  'SIP-id;Personnummer;Namn;Kommun;Samordningsansvarig enhet;Samordningsansvarig roll;Samordningsansvar;Planform;Status;Fas;Startad;Senast ändrad;Möte;Samtycke;Skyddade personuppgifter;Vårdtillfälle';
const VT_HEADERS =
  'Vårdtillfälle;Personnummer;Namn;Kommun;Vårdenhet;Vårdform;Inskriven;Beräknad utskrivning;Utskrivningsklar;Utskriven;Avliden;Status;Samtycke;Hälsocentral;Skyddade personuppgifter';
const MESSAGE_HEADERS =
  'Meddelande-id;Ärende;Meddelandetyp;Avsändare;Mottagare;Skickat;För kännedom;Kvitterat';
/** A cell of these columns says which case, or who: another one is another case. */
const IDS = new Set(['SIP-id', 'Personnummer', 'Vårdtillfälle', 'Meddelande-id', 'Ärende']);

function madeUp(): Lists {
  const sips: string[][] = [];
  const before: string[][] = [];
  const after: string[][] = [];
  const messages: string[][] = [];
  for (let index = 0; index < PERSONS; index += 1) {
    const who = [personnummer(index), 'Bo Ek', 'Timrå'];
    const pick = <T>(...of: readonly T[]): T => of[index % of.length] as T;
    sips.push([
      `SIP-${240_000 + index}`,
      ...who,
      'Biståndsenheten Timrå',
      'Biståndshandläggare',
      'Kommun',
      index % 11 === 3 ? 'Samordnad vårdplan' : 'SIP',
      index % 13 === 5 ? 'Avslutad' : 'Pågående',
      index % 7 === 2 ? 'Utvärdering' : 'Genomförande',
      '2023-03-04',
      index % 5 === 1 ? '2023-08-20' : '2025-08-20',
      index % 10 === 1 ? '2025-10-20' : '',
      pick('Ja', 'Ja', 'Menprövning'),
      'Nej',
      '',
    ]);
    const stay = (ready: string, discharged: string, deceased: string, status: string): string[] => [
      `VT${88_000 + index}`,
      ...who,
      'Medicin 1',
      index % 6 === 0 ? 'Psykiatri' : 'Somatik',
      '2025-09-10 10:00',
      '',
      ready,
      discharged,
      deceased,
      status,
      'Ja',
      'Björken',
      'Nej',
    ];
    const ready = pick('', '2025-09-20 10:00', '', '2025-09-29', '');
    before.push(stay(ready, '', '', 'Inskriven'));
    const moved = pick(ready, ready, '', '2025-10-03', '2025-09-29', '2025-09-25', ready);
    const isOut = index % 4 === 3;
    const isDead = index % 9 === 4;
    after.push(
      stay(
        moved,
        isOut ? '2025-10-02 12:00' : '',
        isDead ? '2025-10-01' : '',
        isOut ? 'Utskriven' : 'Inskriven',
      ),
    );
    messages.push([
      `M${5_000_000 + index}`,
      `VT${88_000 + index}`,
      'Inskrivningsmeddelande',
      'Medicin 1',
      'Björken',
      '2025-09-11 10:00',
      index % 3 === 0 ? 'Ja' : 'Nej',
      index % 2 === 0 ? '2025-09-12 08:00' : '',
    ]);
  }
  return {
    'prator-sip-2025-10-08.csv': [SIP_HEADERS.split(';'), ...sips],
    'prator-vardtillfallen-2025-09-29.csv': [VT_HEADERS.split(';'), ...before],
    'prator-vardtillfallen-2025-10-08.csv': [VT_HEADERS.split(';'), ...after],
    'prator-meddelanden-2025-10-08.csv': [MESSAGE_HEADERS.split(';'), ...messages],
  };
}

/** The class of every SIP and vårdtillfälle that lists lead to, by its id. */
async function classesOf(lists: Lists): Promise<ReadonlyMap<string, string>> {
  const world: World = { cwd: newFolder() };
  await overgangDone(['init', '--as-of', '2025-04-28'], world);
  for (const [file, rows] of Object.entries(lists))
    writeFileSync(join(world.cwd, file), rows.map((cells) => `${cells.join(';')}\n`).join(''));
  const { code, stderr } = await overgang(['import', ...Object.keys(lists), '--as-of', AS_OF], world);
  if (code > 1) throw new Error(stderr);
  const found = rowsOf<{ key: string; class: string }>(
    world,
    'SELECT key, class FROM sip UNION ALL SELECT key, class FROM vardtillfalle',
  );
  return new Map(found.map((row) => [row.key, row.class]));
}

describe('a cell that nobody can read', () => {
  const lists = madeUp();
  const files = Object.keys(lists);
  let whole: ReadonlyMap<string, string>;
  beforeAll(async () => {
    whole = await classesOf(lists);
  });

  it('stands in lists that have every class', () => {
    expect([...new Set(whole.values())].sort()).toEqual([
      'awaiting-acknowledgement',
      'close-not-current',
      'closed',
      'move-outside-vardtillfalle',
      'move-with-vardtillfalle',
      'moved-back',
      'start-in-lifecare',
      'trapped',
      'vardplan',
    ]);
  });

  it('never turns a case into another working class', async () => {
    const garbled = fc.array(
      fc.record({
        file: fc.constantFrom(...files),
        column: fc.nat({ max: 15 }),
        text: fc.constantFrom(...GARBLES),
      }),
      { minLength: PERSONS, maxLength: PERSONS },
    );
    await fc.assert(
      fc.asyncProperty(garbled, async (changes) => {
        const spoilt = Object.fromEntries(
          files.map((file) => [file, (lists[file] ?? []).map((cells) => [...cells])]),
        );
        const headers = changes.map(({ file, column, text }, person) => {
          const header = lists[file]?.[0]?.[column] ?? '';
          const cells = spoilt[file]?.[person + 1];
          if (header !== '' && !IDS.has(header) && cells !== undefined) cells[column] = text;
          return header;
        });
        const classes = await classesOf(spoilt);
        for (const [person, { file, text }] of changes.entries()) {
          for (const id of [`SIP-${240_000 + person}`, `VT${88_000 + person}`]) {
            const allowed = [whole.get(id), 'needs-decision'];
            if (headers[person] === 'Skyddade personuppgifter') allowed.push('protected');
            expect(allowed, `${id}: ${file}, ${headers[person] ?? ''} = ${text}`).toContain(classes.get(id));
          }
        }
      }),
      { numRuns: 8, endOnFailure: true },
    );
  }, 240_000);
});
