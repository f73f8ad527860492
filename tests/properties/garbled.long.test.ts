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
/** What nobody can read, whatever the column; what a spreadsheet, a slip and a pasted text leave in cells. */
const GARBLES = [
  ...['???', 'x1', 'i morgon', 'Okänd', '#REF!', 'Nja', 'Ja?', 'kl 12', '=1+1', '17', '45930', '4,6E+04'],
  ...['2025-13-45', '2025-02-30', '03/04/2025', '25-09-30', '9/2025', '2025-10-08 25:61'],
  ...['#N/A', '#SAKNAS!', 'Err:502', '(formel utan värde)', '(sammanslagen med en annan cell)'],
  ...['Ja Nej', 'Sundsvall/Timrå', 'Utskrivenn', 'Pågående?', '\u0007', 'å'.repeat(300)],
];
/** A word of protection protects in any cell. */
const PROTECTING = 'Skyddad identitet';

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
const PATIENT_HEADERS =
  'Personnummer;Namn;Kommun;Boendeform;Hemsjukvårdsenhet;Vistelseadress;Närstående finns;Listad hälsocentral;Skyddade personuppgifter';
const UNIT_HEADERS = 'HSA-id;Enhet;Enhetstyp;Kommun;Huvudman/verksamhet';
const NAMED_UNITS = ['Biståndsenheten Timrå', 'Medicin 1', 'Björken'];
const TARGET_HEADERS = 'Personnummer;Namn;Skapad;Samordningsansvarig;Enhet;Status;Typ';
/** A cell of these columns says which case, or who: another one is another case. */
const IDS = new Set(['SIP-id', 'Personnummer', 'Vårdtillfälle', 'Meddelande-id', 'Ärende']);

function madeUp(): Lists {
  const sips: string[][] = [];
  const before: string[][] = [];
  const after: string[][] = [];
  const messages: string[][] = [];
  const patients: string[][] = [];
  const units: string[][] = [];
  const target: string[][] = [];
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
        isOut || isDead ? 'Utskriven' : 'Inskriven',
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
    patients.push([...who, pick('Ordinärt', 'Särskilt boende'), 'Hemsjukvården', '', 'Ja', 'Björken', 'Nej']);
    units.push([
      `SE2321000222-${1000 + index}`,
      NAMED_UNITS[index] ?? `Enhet ${index}`,
      'Avdelning',
      'Timrå',
      'Kommun',
    ]);
    if (index % 4 === 0)
      target.push([...who.slice(0, 2), '2025-10-03', 'Biståndshandläggare', 'Enheten', 'Pågående', 'SIP']);
  }
  return {
    'prator-sip-2025-10-08.csv': [SIP_HEADERS.split(';'), ...sips],
    'prator-vardtillfallen-2025-09-29.csv': [VT_HEADERS.split(';'), ...before],
    'prator-vardtillfallen-2025-10-08.csv': [VT_HEADERS.split(';'), ...after],
    'prator-meddelanden-2025-10-08.csv': [MESSAGE_HEADERS.split(';'), ...messages],
    'prator-patienter-2025-10-08.csv': [PATIENT_HEADERS.split(';'), ...patients],
    'enheter.csv': [UNIT_HEADERS.split(';'), ...units],
    'lcsp-sip-2025-10-08.csv': [TARGET_HEADERS.split(';'), ...target],
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
      'in-both-systems',
      'move-outside-vardtillfalle',
      'move-with-vardtillfalle',
      'moved-back',
      'start-in-lifecare',
      'trapped',
      'vardplan',
    ]);
  });

  const everyCell = files.flatMap((file) =>
    (lists[file]?.[0] ?? []).flatMap((header, column) =>
      IDS.has(header) || (file === 'enheter.csv' && header === 'Enhet')
        ? []
        : [...GARBLES, PROTECTING].map((text) => ({ file, column, header, text })),
    ),
  );

  /** Every person has a cell of their own garbled; whose it is, is the row's number. */
  async function garbledClasses(changes: readonly ((typeof everyCell)[number] | undefined)[]) {
    const spoilt = Object.fromEntries(
      files.map((file) => [file, (lists[file] ?? []).map((cells) => [...cells])]),
    );
    for (const [person, change] of changes.entries()) {
      const rows = spoilt[change?.file ?? ''];
      // The list from Lifecare SP has every fourth person.
      const at = rows === undefined || rows.length > PERSONS ? person : Math.floor(person / 4);
      const cells = rows?.[at + 1];
      if (cells !== undefined && change !== undefined) cells[change.column] = change.text;
    }
    return classesOf(spoilt);
  }

  it('never turns a case into another working class: every text in every column of every kind', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.shuffledSubarray(everyCell, { minLength: everyCell.length, maxLength: everyCell.length }),
        async (cells) => {
          const wrong: string[] = [];
          for (let from = 0; from < cells.length; from += PERSONS) {
            const changes = cells.slice(from, from + PERSONS);
            const classes = await garbledClasses(changes);
            for (const [person, { file, header, text }] of changes.entries()) {
              for (const id of [`SIP-${240_000 + person}`, `VT${88_000 + person}`]) {
                const allowed = [whole.get(id), 'needs-decision'];
                if (header === 'Skyddade personuppgifter' || text === PROTECTING) allowed.push('protected');
                if (!allowed.includes(classes.get(id)))
                  wrong.push(`${id} ${classes.get(id) ?? ''}: ${file}, ${header} = ${text}`);
              }
            }
          }
          expect(wrong).toEqual([]);
        },
      ),
      { numRuns: 2, endOnFailure: true },
    );
  }, 600_000);
});
