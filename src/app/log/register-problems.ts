import type { Problem } from '../../domain/verification/verification.ts';
import type { BrokenEvent } from '../../register/log/events.ts';
import type { foreignKeyFaults, ownersOfPages, SchemaFault } from '../../register/file/file-soundness.ts';
import type { SealCheck } from '../../register/file/seal.ts';

/** What is wrong, and where, before it is said which check found it. */
export type Found = Omit<Problem, 'check'>;

const SCHEMA_FAULTS: Readonly<Record<SchemaFault['what'], string>> = {
  missing: 'saknas',
  added: 'hör inte till registret',
  changed: 'är ändrad',
};
const OBJECTS: Readonly<Record<string, string>> = {
  table: 'tabell',
  index: 'index',
  trigger: 'spärr',
  function: 'spärrens kod',
  rights: 'behörigheter till tabell',
  view: 'vy',
  schema: 'behörigheter till schemat',
  execution: 'behörigheter till spärrens kod',
  owner: 'ägaren till',
  'role-everywhere': 'behörigheter för den som får skriva i alla tabeller på servern, rollen',
  role: 'behörigheter för den som både skriver och kan bli ägare, rollen',
};

export function schemaProblem({ type, name, what }: SchemaFault): Found {
  return { what: SCHEMA_FAULTS[what], where: `${OBJECTS[type] ?? type} ${name}` };
}

export const keyProblem = ({ table, rowid, parent }: ReturnType<typeof foreignKeyFaults>[number]): Found => ({
  what: `pekar på en rad i ${parent} som inte finns`,
  where: `tabell ${table}${rowid === null ? '' : `, rad ${rowid}`}`,
});

const EVENT_FAULTS: Readonly<Record<BrokenEvent['what'], string>> = {
  missing: 'saknas',
  moved: 'står på fel plats',
  content: 'är ändrad, eller instoppad',
  link: 'följer inte på händelsen före: en är ändrad, borttagen eller instoppad',
};

export function eventProblem({ seq, what, writtenAs }: BrokenEvent): Found {
  const from = writtenAs === undefined ? '' : `: skrevs som ${writtenAs}`;
  return { what: `${EVENT_FAULTS[what]}${from}`, where: `händelse ${seq}` };
}

export function sealProblems(
  { faults, alteredPages }: SealCheck,
  owners: ReturnType<typeof ownersOfPages>,
): readonly Found[] {
  const owner = (page: number): string => {
    if (page === 1) return ' (tabell sqlite_schema)';
    const known = owners.get(page);
    if (known !== undefined) return ` (${OBJECTS[known.type] ?? known.type} ${known.name})`;
    return owners.size === 0 ? '' : ' (ledig)';
  };
  const problems: Found[] = alteredPages.map((page) => ({
    what: 'ändrad av något annat än overgang',
    where: `sida ${page}${owner(page)}`,
  }));
  if (faults.includes('seal')) problems.push({ what: 'förseglingen är ändrad', where: 'tabell seal' });
  if (faults.includes('size'))
    problems.push({ what: 'filen har en annan storlek än när den förseglades', where: 'filens slut' });
  if (faults.includes('header'))
    problems.push({ what: 'räknarna i filens huvud är ändrade', where: 'sida 1' });
  return problems;
}
