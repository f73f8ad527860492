import { readFrom } from '../../domain/plan/readings.ts';
import type { TargetKind } from '../../domain/kinds/kinds.ts';
import { planOf } from '../../domain/plan/plan.ts';
import { toBeRegistered } from '../../domain/plan/steps/shared.ts';
import type { PatientSubject, VardtillfalleSubject } from '../../domain/plan/subject.ts';
import {
  compareTarget,
  foundAmong,
  type FoundThere,
  type KnownHere,
  type TargetComparison,
} from '../../domain/reconciliation/compare-target.ts';
import { judgePerson, judgeStay, standingOfStay, type Judged } from '../../domain/target/target-row.ts';
import type { TargetEvidence } from '../../domain/classification/in-target.ts';
import { fold } from '../../domain/words/fold.ts';
import { casesAsOf, type CaseRow } from '../../register/cases/cases.ts';
import { personKeysOf } from '../../register/cases/person-cases.ts';
import { openTargetCases, type TargetCases } from '../../register/cases/target-cases.ts';
import { openPseudonyms } from '../../register/file/pseudonym-key.ts';
import type { Register } from '../../register/file/register.ts';
import { allSources } from '../../register/lists/sources.ts';
import { openClassifier } from '../cases/classifier.ts';
import { openHeldAgainst, openTargetRows } from '../cases/held-against.ts';
import { collectSubjects, type Subjects } from '../cases/subjects.ts';
import { unitsOf } from '../cases/units.ts';

/** The kinds that are compared here; of SIPs compare-lifecare has what should be there. */
type ComparedKind = Exclude<TargetKind, 'lcsp_sip'>;

/**
 * What should be in the target by a day against its lists of persons, vårdtillfällen and units: one comparison for each
 * kind that has a list.
 */
export function compareTargets(register: Register, asOf: string): readonly TargetComparison[] {
  const { db } = register;
  const patients = openTargetCases(db, 'lcsp_patient', asOf);
  const stays = openTargetCases(db, 'lcsp_vardtillfalle', asOf);
  const units = openTargetCases(db, 'lcsp_enhet', asOf);
  if (patients === null && stays === null && units === null) return [];
  const subjects =
    patients === null && stays === null
      ? null
      : collectSubjects(register, asOf, undefined, openClassifier(register, asOf));
  const fromOf = openFrom(register);
  return [
    ...(patients === null || subjects === null ? [] : [ofPatients(register, subjects, patients, fromOf)]),
    ...(stays === null || subjects === null ? [] : [ofStays(register, subjects, stays, fromOf)]),
    ...(units === null ? [] : [ofUnits(register, units, asOf, fromOf)]),
  ];
}

type FromOf = (row: { readonly last_source_no: number; readonly last_row: number }) => string;

/** "rad 7 i lcsp-patienter.csv": where what the source does not know is found. */
export function openFrom({ db }: Pick<Register, 'db'>): FromOf {
  const files = new Map(allSources(db).map(({ sourceNo, fileName }) => [sourceNo, fileName]));
  return ({ last_source_no: sourceNo, last_row: row }) => `rad ${row} i ${files.get(sourceNo) ?? '?'}`;
}

function thereOf<K extends ComparedKind>(
  cases: TargetCases<K>,
  fromOf: FromOf,
  placeOf: (
    row: CaseRow<K>,
    who: string,
  ) => Pick<FoundThere, 'kommun' | 'unit' | 'part' | 'standing' | 'isOf'>,
): ReadonlyMap<string, readonly FoundThere[]> {
  return new Map(
    [...cases.all()].map(([who, rows]) => [
      who,
      rows.map((row) => ({ who, from: fromOf(row), seenOn: row.last_seen_on, ...placeOf(row, who) })),
    ]),
  );
}

/** The steps of the plan that ask for a kind of case, and attest that it is in the target. */
const stepsAsking = ({ profile }: Register, kind: 'patient' | 'vardtillfalle'): readonly string[] =>
  planOf(profile)
    .steps.filter(
      (step) =>
        step.kind === kind &&
        !step.isGuarded &&
        step.columns.some(
          (column) =>
            column.kind === 'answer' &&
            (column.attests === 'registered-in-lifecare' || column.attests === 'answered-in-lifecare'),
        ),
    )
    .map(({ id }) => id);

function ofPatients(
  register: Register,
  { patients, vardtillfallen }: Subjects,
  cases: TargetCases<'lcsp_patient'>,
  fromOf: FromOf,
): TargetComparison {
  const pseudonymOf = openPseudonyms(register, 'read');
  const { profile } = register;
  // Who is started up in the target is registered there first, if need be (seed 000, Steg 2).
  const moving = new Set(vardtillfallen.flatMap(({ moves, item }) => (moves ? [item.personKey] : [])));
  const isExpected = (patient: PatientSubject): boolean =>
    toBeRegistered.of(readFrom(toBeRegistered.reads, patient) as never, profile);
  const personOf = personKeys(register, patients);
  const asTargetRow = openTargetRows(register, 'lcsp_patient');
  const known = patients.map((patient): KnownHere => {
    const person = personOf(patient);
    const isMoving = person !== null && moving.has(person);
    return {
      who: person === null ? null : pseudonymOf(person),
      reference: patient.reference,
      isProtected: patient.isProtected,
      kommun: patient.kommun,
      unit: patient.facts?.hemsjukvard_unit ?? null,
      standing: isExpected(patient) ? 'expected' : isMoving || patient.hasOpenSip ? 'allowed' : 'unexpected',
      evidence: evidenceOf(patient.inTargetLists),
    };
  });
  const listed = new Set(known.map(({ who }) => who));
  const inHospital = vardtillfallen.flatMap((stay): readonly KnownHere[] => {
    const person = stay.item.personKey;
    const who = person === null ? null : pseudonymOf(person);
    if (who === null || listed.has(who)) return [];
    listed.add(who);
    return [
      {
        ...placeOfStay(stay),
        unit: null,
        who,
        standing: stay.moves ? 'allowed' : 'unexpected',
        evidence: 'unknown',
      },
    ];
  });
  return compareTarget({
    kind: 'lcsp_patient',
    steps: stepsAsking(register, 'patient'),
    listOn: cases.listOn,
    known: [...known, ...inHospital],
    there: thereOf(cases, fromOf, (row) => ({
      kommun: row.kommun,
      unit: row.hemsjukvard_unit,
      ...personThere(judgePerson(asTargetRow(row))),
    })),
  });
}

/** What the lists say of one case, as the comparison puts it. */
const evidenceOf = (said: TargetEvidence | null): KnownHere['evidence'] =>
  said === null ? 'unknown' : said.wasThere === true ? 'there' : 'absent';

/** A row of whoever has its number. */
const personThere = (judged: Judged): Pick<FoundThere, 'standing' | 'isOf'> => ({
  standing: judged.is === 'it' ? 'ongoing' : judged.why,
  isOf: null,
});

/** The key of a patient: of the list of patients, or of the SIP that the person is known from alone. */
function personKeys(
  { db }: Register,
  patients: readonly PatientSubject[],
): (patient: PatientSubject) => string | null {
  const numbers = (isListed: boolean): readonly number[] =>
    patients.flatMap(({ facts, caseNo }) => ((facts !== null) === isListed ? [caseNo] : []));
  const listed = personKeysOf(db, 'patient', numbers(true));
  const ofSips = personKeysOf(db, 'sip', numbers(false));
  return ({ facts, caseNo }) => (facts === null ? ofSips : listed).get(caseNo) ?? null;
}

const placeOfStay = ({
  reference,
  isProtected,
  kommun,
  unit,
}: VardtillfalleSubject): Pick<KnownHere, 'reference' | 'isProtected' | 'kommun' | 'unit'> => ({
  reference,
  isProtected,
  kommun,
  unit,
});

function ofStays(
  register: Register,
  { vardtillfallen }: Subjects,
  cases: TargetCases<'lcsp_vardtillfalle'>,
  fromOf: FromOf,
): TargetComparison {
  const pseudonymOf = openPseudonyms(register, 'read');
  const against = openHeldAgainst(register, () => pseudonymOf);
  const asTargetRow = openTargetRows(register, 'lcsp_vardtillfalle');
  // Who has left may be back, and only there.
  const open = vardtillfallen.filter(({ classification }) => classification.class !== 'closed');
  const known = open.map((stay): KnownHere => {
    const person = stay.item.personKey;
    return {
      ...placeOfStay(stay),
      who: person === null ? null : pseudonymOf(person),
      standing: standingOf(stay),
      evidence: evidenceOf(stay.item.inTargetLists),
    };
  });
  const stays = new Map(open.map((stay) => [stay.reference, stay.item]));
  const ofWho = new Map<string | null, string[]>();
  for (const { who, reference } of known) ofWho.set(who, [...(ofWho.get(who) ?? []), reference]);
  const foundOf = (
    row: CaseRow<'lcsp_vardtillfalle'>,
    who: string,
  ): Pick<FoundThere, 'standing' | 'isOf'> => {
    const there = asTargetRow(row);
    const here = ofWho.get(who) ?? [];
    return foundAmong(standingOfStay(there), here, (reference) => {
      const item = stays.get(reference);
      return item === undefined
        ? { is: 'other', why: 'other-time' }
        : judgeStay(
            there,
            against.stay(
              { ...item.facts, person_key: item.personKey, last_seen_on: item.lastSeenOn },
              here.length === 1,
            ),
          );
    });
  };
  return compareTarget({
    kind: 'lcsp_vardtillfalle',
    steps: stepsAsking(register, 'vardtillfalle'),
    listOn: cases.listOn,
    known,
    there: thereOf(cases, fromOf, (row, who) => ({
      kommun: row.kommun,
      unit: row.unit,
      ...foundOf(row, who),
    })),
  });
}

/** A ward that the target does not reach starts nothing there; who needs a decision may be there or not. */
function standingOf({
  moves,
  outside,
  connection,
  classification,
}: VardtillfalleSubject): KnownHere['standing'] {
  if (moves) return outside.includes('ward') || connection.state !== 'begun' ? 'allowed' : 'expected';
  return ['protected', 'needs-decision'].includes(classification.class) ? 'allowed' : 'unexpected';
}

function ofUnits(
  register: Register,
  cases: TargetCases<'lcsp_enhet'>,
  asOf: string,
  fromOf: FromOf,
): TargetComparison {
  const { connectionOf } = unitsOf(register, asOf);
  const known = [...casesAsOf(register.db, 'enhet', asOf)].flatMap((unit): readonly KnownHere[] =>
    unit.name === null
      ? []
      : [
          {
            who: fold(unit.name),
            reference: unit.name,
            isProtected: false,
            kommun: unit.kommun,
            unit: null,
            part: unit.part,
            standing: connectionOf(unit.name).state === 'never' ? 'unexpected' : 'expected',
            evidence:
              cases.of(fold(unit.name)).length > 0
                ? 'there'
                : cases.coveredOn(unit) === ''
                  ? 'unknown'
                  : 'absent',
          },
        ],
  );
  return compareTarget({
    kind: 'lcsp_enhet',
    steps: [],
    listOn: cases.listOn,
    known,
    there: thereOf(cases, fromOf, ({ kommun, part }) => ({
      kommun,
      unit: null,
      part,
      standing: 'ongoing',
      isOf: null,
    })),
  });
}
