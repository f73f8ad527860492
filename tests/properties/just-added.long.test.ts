import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { openClassifier } from '../../src/app/cases/classifier.ts';
import { keptFrom, reclassify } from '../../src/app/cases/reclassify.ts';
import { eventWriter } from '../../src/register/log/events.ts';
import { factsAndClassesIn } from '../helpers/database.ts';
import { memoryRegister, runs, takeIn, unlessRefused } from '../helpers/memory.ts';
import { PNR, sipList, type ListedSip } from '../helpers/sip-lists.ts';

const AS_OF = '2025-09-29';
const DAYS = ['2025-09-08', '2025-09-15', '2025-09-22'] as const;

/** Few ids, persons and kommuner, so that rows repeat, contradict and protect one another. */
const row: fc.Arbitrary<ListedSip> = fc.record({
  id: fc.integer({ min: 1, max: 9 }).map((at) => `SIP-24000${at}`),
  pnr: fc.constantFrom(...Object.values(PNR), ...Object.values(PNR), '', '1,92506E+11'),
  namn: fc.constantFrom('Märta Nordström', 'NORDSTRÖM, MÄRTA', 'Nordstro\u0308m Märta', 'Eva Ek'),
  kommun: fc.constantFrom('Timrå', 'Sundsvall', 'Kramfors', ''),
  status: fc.constantFrom('Pågående', 'Pågående', 'Avslutad'),
  skydd: fc.constantFrom('Nej', 'Nej', 'Nej', 'Ja', 'Kanske'),
  vardtillfalle: fc.constantFrom('', '', 'VT88001', 'VT88002'),
});
/** In hospital, by number and without. */
const STAYS = [PNR.ulla, '']
  .map(
    (pnr, at) =>
      `VT8800${at + 1};${pnr};Märta Nordström;Timrå;Medicinavdelning;2025-09-01 08:00;Inskriven;Nej`,
  )
  .join('\n');
const STAYS_HEADER =
  'Vårdtillfälle;Personnummer;Namn;Kommun;Vårdenhet;Inskriven;Status;Skyddade personuppgifter';
const lists = fc.array(
  fc.record({ day: fc.constantFrom(...DAYS), rows: fc.array(row, { minLength: 1, maxLength: 14 }) }),
  { minLength: 1, maxLength: 3 },
);

/** Of two without a number the one that comes first is protected by what is said of the other. */
const BY_NAME = [
  {
    day: DAYS[0],
    rows: [
      { id: 'SIP-240001', pnr: '', kommun: 'Kramfors', status: 'Pågående', skydd: 'Nej', vardtillfalle: '' },
      { id: 'SIP-240002', pnr: '', kommun: 'Kramfors', status: 'Pågående', skydd: 'Ja', vardtillfalle: '' },
    ],
  },
];

/** The first has a number and a name that the second makes known as a protected person's. */
const BY_NAME_OF_A_NUMBER = [
  {
    day: DAYS[0],
    rows: [
      { id: 'SIP-240001', pnr: PNR.anna, namn: 'NORDSTRÖM, MÄRTA', kommun: 'Kramfors', status: 'Pågående' },
      { id: 'SIP-240003', pnr: PNR.anna, namn: 'Eva Ek', kommun: 'Timrå', status: 'Avslutad' },
      { id: 'SIP-240004', pnr: PNR.anna, namn: 'Eva Ek', kommun: 'Timrå', status: 'Pågående' },
      { id: 'SIP-240002', pnr: '', kommun: 'Kramfors', skydd: 'Ja' },
    ],
  },
];

describe('a list whose new SIPs were classified as they came in', () => {
  it('leaves every SIP with the class that it has when all are classified anew, and counts its cases rightly', async () => {
    await fc.assert(
      fc.asyncProperty(lists, async (taken) => {
        const register = await memoryRegister(AS_OF);
        try {
          const stays = `${STAYS_HEADER}\n${STAYS}\n`;
          await takeIn(register, { name: 'vardtillfallen-2025-09-01.csv', text: stays }, AS_OF);
          for (const [at, { day, rows }] of taken.entries()) {
            const list = { name: `lista-${at}-${day}.csv`, text: sipList(rows) };
            const known = new Set(register.db.prepare('SELECT key FROM sip').pluck().all());
            const logged = register.db.prepare('SELECT max(seq) FROM event').pluck().get() as number;
            const report = await unlessRefused(register, () => takeIn(register, list, AS_OF));
            const moved = register.db
              .prepare("SELECT case_id FROM event WHERE type = 'reclassified' AND kind = 'sip' AND seq > ?")
              .pluck()
              .all(logged);
            // What it adds had no class before it.
            expect(moved.filter((id) => !known.has(id))).toEqual([]);
            const kept = factsAndClassesIn(register.db);
            const anew: string[] = [];
            const classifier = openClassifier(register, keptFrom(register.db));
            for (const sip of classifier.sips()) anew.push(sip.classification.class);
            const classes = register.db.prepare('SELECT class FROM sip ORDER BY case_no').pluck().all();
            expect(classes).toEqual(anew);
            reclassify(
              register,
              null,
              eventWriter(register.db, { by: 'prov', recordedAt: `${AS_OF}T13:00:00.000Z` }),
            );
            expect(factsAndClassesIn(register.db)).toEqual(kept);
            if (report.held !== null) continue;
            const again = await takeIn(register, list, AS_OF);
            expect(report.perKommun).toEqual(again.perKommun);
          }
        } finally {
          register.close();
        }
      }),
      { numRuns: runs(200), examples: [[BY_NAME], [BY_NAME_OF_A_NUMBER]] },
    );
  });
});
