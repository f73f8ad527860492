import { referenceCode } from '../../domain/identity/reference-code.ts';
import type { AnsweredPlace } from '../../domain/answers/answers.ts';
import type { Engine } from '../../register/engine/engine.ts';
import { planOf } from '../../domain/plan/plan.ts';
import { groundOfStep, isPatientStep } from '../../domain/plan/plans.ts';
import type { Register } from '../../register/file/register.ts';
import { personsOfSips } from '../../register/cases/person-cases.ts';

/** What answers about a person are kept under. */
type PersonName = Pick<AnsweredPlace, 'kind' | 'caseId' | 'token'>;

/**
 * Looks up what answers about the person of a SIP are kept under: the patient, or the first of the SIPs where no list of
 * patients has the person. Read when it is first asked for.
 */
export function openPersonsOfSips(db: Engine): (sipId: string) => PersonName | undefined {
  const persons = openPersons(db);
  return (sipId) => persons().get(sipId);
}

function openPersons(db: Engine): () => ReadonlyMap<string, PersonName> {
  let known: ReadonlyMap<string, PersonName> | undefined;
  return () =>
    (known ??= new Map(
      personsOfSips(db).map(({ sip, patientNo, firstNo, firstSip }) => {
        if (patientNo === null)
          return [sip, { kind: 'sip', caseId: firstSip, token: referenceCode('S', firstNo) }];
        const token = referenceCode('P', patientNo);
        return [sip, { kind: 'patient', caseId: token, token }];
      }),
    ));
}

type Named = Pick<AnsweredPlace, 'kind' | 'caseId'>;

/** Looks up every name that answers about a person can have been given under: its own, and those of the SIPs. */
export function openNamesOfPersons(db: Engine): (place: Named) => readonly Named[] {
  const persons = openPersons(db);
  let sipsOf: Map<string, Named[]> | undefined;
  const nameOf = ({ kind, caseId }: Named): string => `${kind} ${caseId}`;
  return (place) => {
    if (sipsOf === undefined) {
      sipsOf = new Map();
      for (const [sip, person] of persons()) {
        const known = sipsOf.get(nameOf(person));
        if (known === undefined) sipsOf.set(nameOf(person), [{ kind: 'sip', caseId: sip }]);
        else known.push({ kind: 'sip', caseId: sip });
      }
    }
    return [place, ...(sipsOf.get(nameOf(place)) ?? [])];
  };
}

/**
 * Where answers about a person belong. A person known only from a SIP is answered about under the SIP's reference; when
 * that SIP closes, or the list of patients comes, the answers are still the person's.
 */
export function openPersonPlaces(db: Engine): (place: AnsweredPlace) => AnsweredPlace {
  const personOf = openPersonsOfSips(db);
  return (place) =>
    place.kind === 'sip' && isPatientStep(place.step) ? { ...place, ...personOf(place.caseId) } : place;
}

/**
 * The same, for whoever asks only what holds of cases: the persons are looked up where a step of the plan closes after
 * what is answered about them.
 */
export const openGroundPlaces = ({ db, profile }: Register): ((place: AnsweredPlace) => AnsweredPlace) =>
  restsOnSteps(profile) ? openPersonPlaces(db) : (place) => place;

const restsOnSteps = (profile: Register['profile']): boolean => {
  const { steps, off } = planOf(profile);
  return [...steps, ...off].some(({ id }) => groundOfStep(id) !== undefined);
};
