/**
 * The lists of a region that does not exist, as large and as untidy as real ones.
 *
 * EVERY PERSON, UNIT AND ID IN THEM IS FICTIONAL. Names are drawn by lot from two short lists;
 * personnummer are only of the test series (birth numbers 238, 239 and 980–999); the units and their
 * HSA-ids (`SE2321000206-FIKTIV…`) are invented, and so are all numbers. Only the kommuner bear the
 * names of real ones, because the region profile knows them.
 *
 * The same seed gives the same bytes. What is wrong with the lists is there on purpose, and counted in
 * `truth`; those counts are the same for every seed, save what only chance decides.
 */
import { writeAprilSips } from './april-sips.ts';
import type { AprilSipTruth } from './april-sips.ts';
import type { GeneratedList } from './list-file.ts';
import { writeMeddelanden } from './meddelanden.ts';
import type { MeddelandeTruth } from './meddelanden.ts';
import { writePatients } from './patienter.ts';
import type { PatientTruth } from './patienter.ts';
import type { KommunCode } from './parts.ts';
import { createPeople } from './people.ts';
import type { Person } from './people.ts';
import { createRandom } from './random.ts';
import { createSeptemberSips, SEPTEMBER_EXPORT, writeSeptemberSips } from './september-sips.ts';
import type { SeptemberSipTruth } from './september-sips.ts';
import { createSips } from './sip-cases.ts';
import type { Sip } from './sip-cases.ts';
import { writeControlTotals } from './sip-matrix.ts';
import { writeTargetLists } from './target-lists.ts';
import type { TargetList, TargetTruth } from './target-lists.ts';
import { writeUnits } from './units.ts';
import type { UnitTruth } from './units.ts';
import { createVardtillfallen, namedVardtillfallen, writeVardtillfallen } from './vardtillfallen.ts';
import type { VardtillfalleTruth } from './vardtillfallen.ts';

interface RegionTruth {
  readonly enheter: UnitTruth;
  readonly patienter: PatientTruth;
  readonly sipApril: AprilSipTruth;
  readonly sipSeptember: SeptemberSipTruth;
  readonly vardtillfallen: VardtillfalleTruth;
  readonly meddelanden: MeddelandeTruth;
  readonly target: TargetTruth;
}

export interface GeneratedRegion {
  /** In the order in which an administrator would import them. */
  readonly lists: readonly GeneratedList[];
  /** What the target system has by the eve of the start, and on its first day. */
  readonly targetLists: readonly TargetList[];
  /** What the tests hold the import to. */
  readonly truth: RegionTruth;
}

export function generateRegion(seed = 2025): GeneratedRegion {
  const random = createRandom(seed);
  const createPerson = createPeople(random);
  const createSip = createSips(random, createPerson);

  const sips = createSeptemberSips(random, createSip);
  const stays = createVardtillfallen(
    random,
    createPerson,
    sips.filter((sip) => sip.trait === 'inHospital'),
  );
  const named = namedVardtillfallen(stays, SEPTEMBER_EXPORT);
  const withoutId = createSip({
    part: 'primarvard',
    kommun: '2281',
    trait: 'plain',
    started: [SEPTEMBER_EXPORT - 60, SEPTEMBER_EXPORT - 10],
    exportedOn: SEPTEMBER_EXPORT,
  });

  const persons = [...new Set(sips.map((sip) => sip.person))];
  const plain = new Set(
    sips.filter((sip) => sip.trait === 'plain' && sip.kommun !== null).map((sip) => sip.person),
  );
  // Every second patient without a SIP is known to the kommun from before.
  const known = stays.filter(({ sip }) => sip === undefined).filter((_, index) => index % 2 === 0);

  const enheter = writeUnits();
  const patienter = writePatients(random, createPerson, {
    plain: persons.filter((person) => plain.has(person)),
    others: [
      ...persons.filter((person) => !plain.has(person)),
      withoutId.person,
      ...known.map(({ person }) => person),
    ],
  });
  const sipApril = writeAprilSips(random, createSip, sips);
  const sipSeptember = writeSeptemberSips(random, sips, named, withoutId);
  const vardtillfallen = writeVardtillfallen(random, stays);
  const meddelanden = writeMeddelanden(random, stays, sips);
  const target = writeTargetLists(seed, {
    toRegister: toRegister(sips, patienter.settled),
    strangers: ['2280', '2281'].map((kommun) => createPerson(kommun as KommunCode)),
    stays,
  });

  return {
    lists: [
      enheter.list,
      patienter.list,
      sipApril.list,
      sipSeptember.list,
      writeControlTotals(),
      vardtillfallen.list,
      meddelanden.list,
    ],
    targetLists: target.lists,
    truth: {
      enheter: enheter.truth,
      patienter: patienter.truth,
      sipApril: sipApril.truth,
      sipSeptember: sipSeptember.truth,
      vardtillfallen: vardtillfallen.truth,
      meddelanden: meddelanden.truth,
      target: target.truth,
    },
  };
}

/** Whom step 1 is to register: who has a SIP, and who does not live in ordinärt boende; private actors not in Sundsvall. */
function toRegister(
  sips: readonly Sip[],
  housing: ReadonlyMap<Person, string>,
): readonly (readonly [Person, string])[] {
  const withSip = new Set(sips.filter(({ trait }) => trait === 'plain').map(({ person }) => person));
  const known = new Set(sips.map(({ person }) => person));
  return [...housing].filter(([person, form]) => {
    if (withSip.has(person)) return true;
    const isElsewhere = form !== 'Ordinärt boende' && !(form === 'Privat aktör' && person.kommun === '2281');
    return isElsewhere && !known.has(person) && !person.isProtected;
  });
}
