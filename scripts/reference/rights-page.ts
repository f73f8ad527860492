import { TABLES_OF_PERSONS, WRITERS_RIGHTS } from '../../src/register/engine/postgres/rights.ts';
import { code, page, table } from './markdown.ts';

const WORDS = { INSERT: 'lägga till', UPDATE: 'ändra', DELETE: 'ta bort' } as const;

/** What is held by more than the right itself (guards-sql.ts). */
const HELD: Readonly<Record<string, string>> = {
  event: 'i eget namn, efter den sista',
  shown_waiting: 'i eget namn',
  source_row: 'ändra bara medan listan läses in',
};

export function rightsPage(): string {
  const rows = Object.entries(WRITERS_RIGHTS)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, rights]) => {
      const held = HELD[name] === undefined ? '' : ` (${HELD[name]})`;
      return [
        code(name),
        TABLES_OF_PERSONS.has(name) ? 'ja' : 'nej',
        `${['läsa', ...rights.map((right) => WORDS[right])].join(', ')}${held}`,
        'läsa',
      ];
    });
  return page('Vad rollerna får på en server', 'src/register/engine/postgres/rights.ts', [
    'Ett gemensamt registers tabeller, och vad den som har `_writer` eller `_reader` får göra med var och en. Ägaren får allt utom att ändra, ta bort eller tömma händelser (`event`). Andra får ingenting. `overgang verify` säger till där det inte är så. Mer om rollerna: [databasforvaltare.md](../databasforvaltare.md).',
    table(['Tabell', 'Visar vem en patient är', '`_writer`', '`_reader`'], rows),
  ]);
}
