import { isDeepStrictEqual } from 'node:util';
import { beforeAll, describe, expect, it } from 'vitest';
import { collectEvidence } from '../src/domain/guessing/column-evidence.ts';
import { kindsOf } from '../src/domain/guessing/list-origin.ts';
import { proposeMapping } from '../src/domain/guessing/propose-mapping.ts';
import { createIdentityReader } from '../src/domain/identity/person-identity.ts';
import { RESERVE_NUMBER_RULES } from '../src/domain/identity/reserve-number-rules.ts';
import { KIND_NAMES, PLAIN_KINDS, type KindName } from '../src/domain/kinds/kinds.ts';
import { parseProfile } from '../src/domain/profile/parse-profile.ts';
import { SHIPPED_PROFILES } from '../src/domain/profile/shipped-profiles.ts';
import { FIRST_SETS, FOURTH_SETS, SECOND_SETS, THIRD_SETS } from './helpers/header-sets-unseen.ts';
import { ordinaryFields, rowsOfKind } from './helpers/rows-of-kind.ts';

const parsed = parseProfile(SHIPPED_PROFILES['vasternorrland-2025']);
if ('faults' in parsed) throw new Error(parsed.faults.join());
const { profile } = parsed;
const readIdentity = createIdentityReader(RESERVE_NUMBER_RULES, 2025);

/** Columns that belong to nothing, beside all the others. */
const BESIDE = {
  'Skapad av': 'anvandare17',
  'Samtycke till NPÖ': 'Nej',
  Anteckning: 'Se journal',
  'Antal dokument': '3',
};

const rows = new Map<KindName, readonly (readonly string[])[]>();
beforeAll(async () => {
  for (const kind of KIND_NAMES) rows.set(kind, await rowsOfKind(kind));
});

/** What `map` proposes of a list; one of the target system whose kinds look like the source's says whose it is. */
function proposed(kind: KindName, headers: readonly string[]) {
  const evidence = collectEvidence([...headers, ...Object.keys(BESIDE)], readIdentity);
  for (const cells of rows.get(kind) ?? [])
    evidence.add([...headers.map((_, at) => cells[at] ?? ''), ...Object.values(BESIDE)]);
  const origin = PLAIN_KINDS.includes(kind) ? 'unsaid' : 'target';
  const found = proposeMapping(evidence.finish(), profile, null, kindsOf(origin));
  if (!('proposal' in found)) throw new Error('no proposal');
  return found.proposal;
}

/**
 * Those of ten of which every column is proposed, where it is not all; of the others some columns are left to who asks:
 * "Utskr.kl." can be klar or klockslag, and "Är.nr" beside "M.nr" any number.
 */
const LEFT_TO_ASK: Readonly<Record<string, number>> = {
  'third vardtillfalle': 9,
  'third lcsp_vardtillfalle': 9,
  'fourth meddelande': 9,
};

describe.each([
  { name: 'first', sets: FIRST_SETS },
  { name: 'second', sets: SECOND_SETS },
  { name: 'third', sets: THIRD_SETS },
  { name: 'fourth', sets: FOURTH_SETS },
] as const)('the $name ten sets of headers that nobody was taught', ({ name, sets }) => {
  it('are ten for each kind of list, a header for each column', () => {
    expect(Object.keys(sets)).toEqual(KIND_NAMES);
    for (const kind of KIND_NAMES)
      expect(sets[kind].map((set) => set.split(';').length)).toEqual(
        Array<number>(10).fill(ordinaryFields(kind).length),
      );
  });

  it.each(KIND_NAMES)('of %s: the kind is proposed, none is called sure wrongly, most are whole', (kind) => {
    let whole = 0;
    for (const set of sets[kind]) {
      const headers = set.split(';');
      const right = Object.fromEntries(ordinaryFields(kind).map(({ name }, at) => [name, headers[at]]));
      const { kind: found, columns } = proposed(kind, headers);
      const sure = columns.filter(({ confidence }) => confidence === 'sure');
      expect([set, found]).toEqual([set, kind]);
      expect(Object.fromEntries(sure.map(({ field, header }) => [field.name, header]))).toEqual(
        Object.fromEntries(sure.map(({ field }) => [field.name, right[field.name]])),
      );
      const proposal = Object.fromEntries(columns.map(({ field, header }) => [field.name, header]));
      if (isDeepStrictEqual(proposal, right)) whole += 1;
    }
    expect([kind, whole]).toEqual([kind, LEFT_TO_ASK[`${name} ${kind}`] ?? 10]);
  });
});
