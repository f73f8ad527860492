import type { CaseRow } from '../../register/cases/cases.ts';
import type { Engine } from '../../register/engine/engine.ts';
import { attestedOfPersons } from './persons-attested.ts';
import type { TargetLists } from './target-evidence.ts';

/**
 * Looks up the day that a person was registered in the target system, by the answers on the lists of patients and by the
 * target's own list: who is there already is not registered again ("Vissa patienter finnas redan inlagda", seed 000,
 * Steg 2). Read when first asked.
 *
 * @returns null for a person of whom nobody has said so, for whom the answer does not count yet, or whom a later list of
 *   the target lacks
 */
export function openRegistered(
  db: Engine,
  asOf: string,
  { patient }: Pick<TargetLists, 'patient'>,
): (of: Pick<CaseRow<'sip' | 'vardtillfalle'>, 'person_key' | 'identity'>) => string | null {
  let known: ReadonlyMap<string, string> | undefined;
  return ({ person_key: key, identity }) => {
    known ??= registered(db, asOf);
    if (key === null) return null;
    const said = known.get(key) ?? null;
    const { evidence } = patient({ person_key: key, identity, kommun: null });
    if (evidence?.wasThere === true) return said ?? evidence.createdOn ?? evidence.listOn;
    return evidence !== null && said !== null && evidence.listOn > said ? null : said;
  };
}

function registered(db: Engine, asOf: string): ReadonlyMap<string, string> {
  return new Map(
    attestedOfPersons(db, asOf).flatMap(({ mark, personKey, on }) =>
      mark === 'registered-in-lifecare' && personKey !== null ? [[personKey, on] as const] : [],
    ),
  );
}
