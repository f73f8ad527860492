import { referenceCode } from '../../domain/identity/reference-code.ts';
import type { AnsweredPlace } from '../../domain/tracking/answers.ts';
import { isPatientStep } from '../../domain/worklists/patient-steps.ts';
import type { Database } from '../../register/driver.ts';

/**
 * Where answers about a person belong. A person known only from a SIP is answered about under the SIP's reference; when
 * that SIP closes, or the list of patients comes, the answers are still the person's: under the patient, or the first of
 * the SIPs where no list of patients has the person.
 */
export function openPersonPlaces(db: Database): (place: AnsweredPlace) => AnsweredPlace {
  let known: ReadonlyMap<string, Pick<AnsweredPlace, 'kind' | 'caseId' | 'token'>> | undefined;
  return (place) => {
    if (place.kind !== 'sip' || !isPatientStep(place.step)) return place;
    known ??= personsOfSips(db);
    return { ...place, ...known.get(place.caseId) };
  };
}

function personsOfSips(db: Database): ReadonlyMap<string, Pick<AnsweredPlace, 'kind' | 'caseId' | 'token'>> {
  const rows = db
    .prepare(
      `WITH patient_of AS MATERIALIZED (
         SELECT person_key, min(case_no) AS case_no FROM patient WHERE person_key IS NOT NULL GROUP BY 1),
       first_sip AS MATERIALIZED (
         SELECT person_key, min(case_no) AS case_no, key FROM sip WHERE person_key IS NOT NULL GROUP BY 1)
       SELECT s.key AS sip, p.case_no AS patientNo, f.case_no AS sipNo, f.key AS firstSip
       FROM sip s JOIN first_sip f USING (person_key) LEFT JOIN patient_of p USING (person_key)`,
    )
    .all() as { sip: string; patientNo: number | null; sipNo: number; firstSip: string }[];
  return new Map(
    rows.map(({ sip, patientNo, sipNo, firstSip }) => {
      if (patientNo === null)
        return [sip, { kind: 'sip', caseId: firstSip, token: referenceCode('S', sipNo) }];
      const reference = referenceCode('P', patientNo);
      return [sip, { kind: 'patient', caseId: reference, token: reference }];
    }),
  );
}
