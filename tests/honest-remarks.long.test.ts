import { describe, expect, it } from 'vitest';
import { createPeople } from '../src/demo/people.ts';
import { createRandom } from '../src/demo/random.ts';
import { csvText, SIP_HEADERS, sipCells } from './helpers/bad-input.ts';
import { CLINICAL_SENTENCES, HONEST_NOTES } from './helpers/clinical-sentences.ts';
import { inMemory, PATIENCE, runs, takeIn } from './helpers/memory.ts';

describe('lists with such sentences beside their patients', () => {
  it(
    'protect those whom their column says, and nobody else; and none is refused',
    { timeout: PATIENCE * 4 },
    async () => {
      const wrong: string[] = [];
      for (let seed = 1; seed <= LISTS; seed += 1) {
        const { name, text, protectedIds } = madeUpList(seed);
        const found = await inMemory(async (register) => {
          try {
            await takeIn(register, { name, text }, AS_OF);
          } catch (error) {
            return error instanceof Error ? error.message : 'refused';
          }
          return (
            register.db
              .prepare("SELECT key FROM sip WHERE class = 'protected' ORDER BY key")
              .pluck()
              .all() as string[]
          ).join();
        });
        if (found !== protectedIds.toSorted().join()) wrong.push(`${seed}: ${found}`);
      }
      expect(wrong).toEqual([]);
    },
  );
});

const AS_OF = '2025-09-29';
/** Each is a list of a dozen patients, of other sentences and other names. */
const LISTS = runs(60);
const FIRST = ['Anna', 'Karin', 'Björn', 'Per', 'Maj', 'Inga', 'Stig', 'Åsa', 'Bo', 'Eva', 'Hans', 'Siv'];
const LAST = [
  'Berg',
  'Ek',
  'Nyström',
  'Hemligson',
  'Sparrman',
  'Dahl',
  'Lind',
  'Fingal',
  'Skytt',
  'Spång',
  'Sund',
];
const ROLES = ['Sekr.', 'Läkare', 'Sjuksköterska', 'Läk.sekr.', 'Sekr', 'Biståndshandläggare'];
const STAFF = ['Eva Skydd', 'Karin Hemligson', 'Anna Berg', 'Skydd, Eva', 'Lars Ek'];

function madeUpList(seed: number): { name: string; text: string; protectedIds: readonly string[] } {
  const random = createRandom(seed);
  const pick = (from: readonly string[]): string => random.pick(from);
  const person = createPeople(random);
  const headers = [...SIP_HEADERS, 'Anmärkning', 'Registrerad av', 'Befattning'];
  const protectedIds: string[] = [];
  const rows = Array.from({ length: 12 }, (_, at) => {
    const id = `SIP-${100 + at}`;
    const isProtected = random.chance(0.05);
    if (isProtected) protectedIds.push(id);
    const cells = sipCells({
      'SIP-id': id,
      Personnummer: person('2281').id,
      Namn: `${pick(FIRST)} ${pick(LAST)}`,
      'Samordningsansvarig roll': pick(ROLES),
      'Skyddade personuppgifter': isProtected ? 'Ja' : 'Nej',
    });
    return [...cells, pick(CLINICAL_SENTENCES), pick(STAFF), pick(ROLES)];
  });
  // Whoever is asked about the list is called as some of its persons are.
  const foot = pick(HONEST_NOTES);
  const title = pick(HONEST_NOTES);
  return { name: 'sip-2025-09-15.csv', text: csvText([[title], headers, ...rows, [foot]]), protectedIds };
}
