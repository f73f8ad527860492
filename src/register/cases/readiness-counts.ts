import type { IdentityState } from '../../domain/records/record-reader.ts';
import type { ClosedAs } from '../../domain/classification/closed-as.ts';
import type { Engine } from '../engine/engine.ts';
import { CLOSED_AS_SQL } from './counts.ts';
import { coverageOf, isListedSql } from '../lists/coverage.ts';

/**
 * The sums of the cut-over report, made by the database. Cases that somebody has said something of (`spoken`, by case
 * number) come one by one, with their number; all others as groups that are alike.
 */
export interface SipGroup {
  readonly kommun: string | null;
  readonly part: string | null;
  readonly unit: string | null;
  readonly class: string;
  readonly closedAs: ClosedAs | null;
  readonly isProtected: 0 | 1;
  readonly isListedOpen: 0 | 1;
  /** The last list that has it; null where nobody has said anything of it. */
  readonly lastSeenOn: string | null;
  readonly then: 'open' | 'known' | null;
  readonly hasMeeting: 0 | 1;
  /** Begun when such cases were begun in the target system. */
  readonly isBegunLate: 0 | 1;
  readonly caseNo: number | null;
  readonly cases: number;
}

/** The day that is compared with: its list, and what people had said closed by then, as SIP-ids. */
export interface ComparedDay {
  readonly listOn: string;
  readonly attested: readonly string[];
  readonly decided: readonly string[];
}

/** The newest day, up to that of a list, whose lists are the whole of everything: cases seen from it on are listed. */
const wholeBy = (db: Engine, listOn: string): string => coverageOf(db, 'sip', listOn).wholeOn;

/** The persons whom any list says are protected: found once for a whole report. */
const PROTECTED = 'SELECT value FROM json_each(:protected)';
const asList = (persons: ReadonlySet<string>): string => JSON.stringify([...persons]);

const SPOKEN = (column: string): string =>
  `CASE WHEN ${column} IN (SELECT value FROM json_each(:spoken)) THEN ${column} END`;

const onList = (day: string): string =>
  `(SELECT case_no FROM source_row WHERE case_no IS NOT NULL AND source_no IN
     (SELECT source_no FROM source WHERE kind = 'sip' AND exported_on ${day}))`;

/** A column of `sip` as it was on the day of a list; what changed after it is found among the earlier facts. */
const asOfList = (column: string): string =>
  `CASE WHEN s.facts_on <= :listOn THEN s.${column}
     ELSE coalesce((SELECT iif(facts ->> '$.${column}' IS NULL, '', facts ->> '$.${column}') FROM earlier_facts
       WHERE kind = 'sip' AND case_no = s.case_no AND facts_on <= :listOn
       ORDER BY facts_on DESC, source_no DESC LIMIT 1), s.${column}) END`;

/** @param asOf a day for which the kept classes hold */
export function sipGroups(
  db: Engine,
  {
    asOf,
    then,
    window,
    goLiveOn,
    spoken,
    protectedPersons,
  }: {
    readonly asOf: string;
    readonly then: ComparedDay | null;
    readonly window: { readonly from: string; readonly to: string } | null;
    readonly goLiveOn: string | null;
    readonly spoken: readonly number[];
    readonly protectedPersons: ReadonlySet<string>;
  },
): readonly SipGroup[] {
  const isClosedByWord = `(s.key IN (SELECT value FROM json_each(:attested))
    OR (s.key IN (SELECT value FROM json_each(:decided)) AND ${asOfList('is_protected')} IS NOT 1))`;
  const thenSql =
    then === null
      ? 'NULL'
      : `CASE WHEN s.case_no IN ${onList('BETWEEN :wholeOn AND :listOn')}
           THEN iif(${asOfList('status')} IS NOT 'closed' AND NOT ${isClosedByWord}, 'open', 'known')
         WHEN s.case_no IN ${onList('< :wholeOn')} THEN 'known' END`;
  return db
    .prepare(
      `SELECT s.kommun, s.part, s.unit,
         CASE WHEN s.close_proposed_on <= :asOf THEN 'close-not-current' ELSE s.class END AS class,
         ${CLOSED_AS_SQL('s')} AS closedAs,
         ${isListedSql(db, 'sip', 's')} AND s.status IS NOT 'closed' AS isListedOpen,
         iif(s.case_no IN (SELECT value FROM json_each(:spoken)), s.last_seen_on, NULL) AS lastSeenOn,
         ${thenSql} AS "then",
         coalesce(s.meeting_on BETWEEN :from AND :to, 0) AS hasMeeting,
         coalesce(s.started_on >= :goLiveOn, 0) AS isBegunLate,
         ${SPOKEN('s.case_no')} AS caseNo,
         s.is_protected IS 1 OR (s.person_key IN (${PROTECTED})) IS TRUE AS isProtected, count(*) AS cases
       FROM sip s WHERE s.class IS NOT NULL GROUP BY 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12`,
    )
    .all({
      asOf,
      protected: asList(protectedPersons),
      goLiveOn: goLiveOn ?? '9999',
      from: window?.from ?? '9999',
      to: window?.to ?? '',
      spoken: JSON.stringify(spoken),
      listOn: then?.listOn ?? '',
      wholeOn: then === null ? '' : wholeBy(db, then.listOn),
      attested: JSON.stringify(then?.attested ?? []),
      decided: JSON.stringify(then?.decided ?? []),
    }) as SipGroup[];
}

export interface ListedGroup {
  readonly kommun: string | null;
  readonly part: string | null;
  /** Attested or decided closed by the day. */
  readonly byWord: 0 | 1;
  readonly cases: number;
}

/**
 * The SIPs that the list of a day has open, with the facts of that day, and those of them that people say are closed.
 *
 * @param isNewest no later list of SIPs is in: then the current facts are that day's
 */
export function listedSips(
  db: Engine,
  listOn: string,
  isNewest: boolean,
  words: Pick<ComparedDay, 'attested' | 'decided'>,
): readonly ListedGroup[] {
  const as = isNewest ? (column: string): string => `s.${column}` : asOfList;
  const isListed = isNewest
    ? isListedSql(db, 'sip', 's')
    : `s.case_no IN ${onList('BETWEEN :wholeOn AND :listOn')}`;
  const hasWords = words.attested.length > 0 || words.decided.length > 0;
  const byWord = hasWords
    ? `(s.key IN (SELECT value FROM json_each(:attested))
         OR (s.key IN (SELECT value FROM json_each(:decided)) AND ${as('is_protected')} IS NOT 1))`
    : '0';
  const groups = db
    .prepare(
      `SELECT ${as('kommun')} AS kommun, ${as('part')} AS part, ${byWord} AS byWord, count(*) AS cases
       FROM sip s WHERE ${isListed} AND ${as('status')} IS NOT 'closed' GROUP BY 1, 2, 3`,
    )
    .all({
      ...(isNewest ? {} : { listOn, wholeOn: wholeBy(db, listOn) }),
      attested: JSON.stringify(words.attested),
      decided: JSON.stringify(words.decided),
    }) as ListedGroup[];
  // An earlier fact that was empty comes as an empty text, so that it is told from one that was not found.
  return groups.map((group) => ({ ...group, kommun: orNull(group.kommun), part: orNull(group.part) }));
}

const orNull = (text: string | null): string | null => (text === '' ? null : text);

/** Those who have an open SIP. */
const OF_OPEN_SIPS = "SELECT person_key FROM sip WHERE class <> 'closed' AND person_key IS NOT NULL";

export interface PatientGroup {
  readonly kommun: string | null;
  readonly housing: string | null;
  readonly isListed: 0 | 1;
  readonly hasOpenSip: 0 | 1;
  readonly isProtected: 0 | 1;
  /** A list of the target system has the person. */
  readonly isThere: 0 | 1;
  /** Of the patient, or of the SIP that a person is known from alone. */
  readonly caseNo: number | null;
  readonly cases: number;
}

/** The persons that step 1 can concern: of the newest list of patients, and those known only from an open SIP. */
export function patientGroups(
  db: Engine,
  {
    spokenPatients,
    spokenSips,
    therePatients,
    thereSips,
    protectedPersons,
  }: {
    readonly spokenPatients: readonly number[];
    readonly spokenSips: readonly number[];
    /** Those whom a list of the target has: patients, and persons by their first open SIP. */
    readonly therePatients: readonly number[];
    readonly thereSips: readonly number[];
    readonly protectedPersons: ReadonlySet<string>;
  },
): readonly PatientGroup[] {
  return db
    .prepare(
      // The kommun is that of the person's first open SIP: with min(), bare columns are those of its row.
      `SELECT kommun, housing, 1 AS isListed, person_key IN (${OF_OPEN_SIPS}) IS TRUE AS hasOpenSip,
         is_protected IS 1 OR (person_key IN (${PROTECTED})) IS TRUE AS isProtected,
         case_no IN (SELECT value FROM json_each(:therePatients)) AS isThere,
         ${SPOKEN('case_no')} AS caseNo, count(*) AS cases
       FROM patient WHERE ${isListedSql(db, 'patient', 'patient')} GROUP BY 1, 2, 4, 5, 6, 7
       UNION ALL
       SELECT kommun, NULL, 0, 1, is_protected, case_no IN (SELECT value FROM json_each(:thereSips)) AS isThere,
         CASE WHEN case_no IN (SELECT value FROM json_each(:spokenSips)) THEN case_no END AS caseNo, count(*)
       FROM (SELECT min(case_no) AS case_no, kommun, person_key IN (${PROTECTED}) AS is_protected
             FROM sip WHERE class <> 'closed' AND person_key IS NOT NULL AND person_key NOT IN
               (SELECT person_key FROM patient
                WHERE ${isListedSql(db, 'patient', 'patient')} AND person_key IS NOT NULL)
             GROUP BY person_key)
       GROUP BY 1, 5, 6, 7`,
    )
    .all({
      protected: asList(protectedPersons),
      spoken: JSON.stringify(spokenPatients),
      spokenSips: JSON.stringify(spokenSips),
      therePatients: JSON.stringify(therePatients),
      thereSips: JSON.stringify(thereSips),
    }) as PatientGroup[];
}

/** Whom a case is about, and where. */
export interface PersonOfCase {
  readonly case_no: number;
  readonly person_key: string;
  readonly identity: IdentityState | null;
  readonly kommun: string | null;
}

/** The patients of the newest list whose number points at somebody. */
export const personsOfPatients = (db: Engine): Iterable<PersonOfCase> =>
  db
    .prepare(
      `SELECT case_no, person_key, identity, kommun FROM patient
       WHERE person_key IS NOT NULL AND ${isListedSql(db, 'patient', 'patient')}`,
    )
    .iterate() as Iterable<PersonOfCase>;

/** The persons of open SIPs, each by the first of them. */
export const personsOfOpenSips = (db: Engine): Iterable<PersonOfCase> =>
  db
    .prepare(
      `SELECT min(case_no) AS case_no, person_key, identity, kommun FROM sip
       WHERE class <> 'closed' AND person_key IS NOT NULL GROUP BY person_key`,
    )
    .iterate() as Iterable<PersonOfCase>;

export interface MessageGroup {
  readonly kommun: string | null;
  readonly unit: string | null;
  readonly isInOpenCase: 0 | 1;
  readonly isProtected: 0 | 1;
  readonly caseNo: number | null;
  readonly cases: number;
}

/** Messages of the newest list that somebody owes a kvittens, with what is known of their case. */
export function messageGroups(
  db: Engine,
  {
    spoken,
    protectedPersons,
  }: { readonly spoken: readonly number[]; readonly protectedPersons: ReadonlySet<string> },
): readonly MessageGroup[] {
  return db
    .prepare(
      `SELECT iif(v.key IS NULL, s.kommun, v.kommun) AS kommun, m.to_unit AS unit,
         iif(v.key IS NULL, s.class, v.class) IS NOT NULL AND iif(v.key IS NULL, s.class, v.class) <> 'closed'
           AS isInOpenCase,
         iif(v.key IS NULL, s.is_protected, v.is_protected) IS 1
           OR (iif(v.key IS NULL, s.person_key, v.person_key) IN (${PROTECTED})) IS TRUE AS isProtected,
         ${SPOKEN('m.case_no')} AS caseNo, count(*) AS cases
       FROM meddelande m LEFT JOIN vardtillfalle v ON v.key = m.case_id LEFT JOIN sip s ON s.key = m.case_id
       WHERE m.acknowledged_at IS NULL AND m.is_information_only IS NOT 1 AND ${isListedSql(db, 'meddelande', 'm')}
       GROUP BY 1, 2, 3, 4, 5`,
    )
    .all({ spoken: JSON.stringify(spoken), protected: asList(protectedPersons) }) as MessageGroup[];
}
