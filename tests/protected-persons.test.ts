import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { overgangJson, type World } from './helpers/cli.ts';
import { rowsOf } from './helpers/database.ts';
import { handOutLists } from './helpers/filled-lists.ts';
import { AS_OF, regionRegister } from './helpers/region.ts';

/** A person whom the lists of SIPs and of patients say is protected, and the list of vårdtillfällen says is not. */
const CASE = 'VT88312';
let world: World;

beforeAll(async () => {
  world = await regionRegister();
});

describe('a person protected in one list', () => {
  it('is protected on every worklist, whatever another list says', async () => {
    const [person] = rowsOf<{ reference: string; here: number; elsewhere: number }>(
      world,
      `SELECT v.is_protected AS here,
         (SELECT count(*) FROM sip s WHERE s.person_key = v.person_key AND s.is_protected = 1) AS elsewhere
       FROM vardtillfalle v WHERE v.key = ?`,
      CASE,
    );
    expect(person).toMatchObject({ here: 0, elsewhere: 1 });
    const { reference } = await overgangJson<{ reference: string }>(
      ['explain', CASE, '--as-of', AS_OF],
      world,
    );
    const lists = await handOutLists(world, AS_OF, 'alla', '--format', 'csv');
    const naming = lists.filter(({ path }) => readFileSync(path, 'utf8').includes(reference));
    expect(naming.map(({ step }) => step).filter((step) => !step.startsWith('skyddade'))).toEqual([]);
    expect(naming.map(({ step }) => step)).toContain('skyddade-vardtillfallen');
  });
});
