import type { IdentityState } from '../../domain/records/record-reader.ts';
import type { ClosedAs } from '../../domain/classification/closed-as.ts';
import type { Engine } from '../engine/engine.ts';
import { inGroups } from '../engine/grouped.ts';
import { CLOSED_AS_SQL } from './counts.ts';
import { coverageOf, isListedSql } from '../lists/coverage.ts';
import { isKvittensOwedSql } from '../lists/open-cases.ts';

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

const asList = (persons: ReadonlySet<string>): string => JSON.stringify([...persons]);

/** @param persons the keys of those whom any list says are protected: found once for a whole report */
const isProtectedSql = ({ sql }: Engine, isProtected: string, person: string): string =>
  `CASE WHEN ${isProtected} = 1 OR ${person} IN ${sql.texts(':protected')} THEN 1 ELSE 0 END`;

const numberIn = ({ sql }: Engine, column: string, mark: string): string =>
  `CASE WHEN ${column} IN ${sql.numbers(mark)} THEN ${column} END`;

const onList = (day: string): string =>
  `(SELECT case_no FROM source_row WHERE case_no IS NOT NULL AND source_no IN
     (SELECT source_no FROM source WHERE kind = 'sip' AND exported_on ${day}))`;

/**
 * A column of `sip` as it was on the day of a list, as text; what changed after it is found among the earlier facts. One
 * that was empty among these is an empty text, so that it is told from one that was not found.
 */
function asOfList({ sql }: Engine, column: string): string {
  const now = asText(`s.${column}`, column);
  return `CASE WHEN s.facts_on <= :listOn THEN ${now}
     ELSE coalesce((SELECT coalesce(${asText(sql.member('facts', column), column)}, '') FROM earlier_facts
       WHERE kind = 'sip' AND case_no = s.case_no AND facts_on <= :listOn
       ORDER BY facts_on DESC, source_no DESC, row DESC LIMIT 1), ${now}) END`;
}
const asText = (value: string, column: string): string =>
  column === 'is_protected' ? `CAST(${value} AS TEXT)` : value;

/** Whether people say that a SIP is closed. */
const isClosedByWord = ({ sql }: Engine, isProtected: string): string =>
  `(s.key IN ${sql.texts(':attested')}
    OR (s.key IN ${sql.texts(':decided')} AND ${isProtected} IS DISTINCT FROM '1'))`;

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
  const thenSql =
    then === null
      ? 'NULL'
      : `CASE WHEN s.case_no IN ${onList('BETWEEN :wholeOn AND :listOn')}
           THEN CASE WHEN ${asOfList(db, 'status')} IS DISTINCT FROM 'closed'
             AND NOT ${isClosedByWord(db, asOfList(db, 'is_protected'))} THEN 'open' ELSE 'known' END
         WHEN s.case_no IN ${onList('< :wholeOn')} THEN 'known' END`;
  return db
    .prepare(
      inGroups(
        12,
        `SELECT s.kommun, s.part, s.unit,
         CASE WHEN s.close_proposed_on <= :asOf THEN 'close-not-current' ELSE s.class END AS class,
         ${CLOSED_AS_SQL('s')} AS "closedAs",
         CASE WHEN ${isListedSql(db, 'sip', 's')} AND s.status IS DISTINCT FROM 'closed' THEN 1 ELSE 0 END
           AS "isListedOpen",
         CASE WHEN s.case_no IN ${db.sql.numbers(':spoken')} THEN s.last_seen_on END AS "lastSeenOn",
         ${thenSql} AS "then",
         CASE WHEN s.meeting_on BETWEEN :from AND :to THEN 1 ELSE 0 END AS "hasMeeting",
         CASE WHEN s.started_on >= :goLiveOn THEN 1 ELSE 0 END AS "isBegunLate",
         ${numberIn(db, 's.case_no', ':spoken')} AS "caseNo",
         ${isProtectedSql(db, 's.is_protected', 's.person_key')} AS "isProtected", count(*) AS cases
       FROM sip s WHERE s.class IS NOT NULL`,
      ),
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

/**
 * The SIPs that the lists of a day lack though earlier ones had them, of persons who have several: another of theirs may
 * have come in the very list that lacks the one, and then it is not closed.
 */
export function perhapsRenewed(db: Engine, listOn: string): readonly number[] {
  return db
    .prepare(
      `SELECT r.case_no FROM source_row r JOIN source s USING (source_no)
       WHERE s.kind = 'sip' AND s.exported_on <= :listOn AND r.case_no IN (
         SELECT case_no FROM sip WHERE person_key IN (
           SELECT person_key FROM sip WHERE person_key IS NOT NULL GROUP BY person_key HAVING count(*) > 1))
       GROUP BY r.case_no HAVING max(s.exported_on) < :wholeOn ORDER BY r.case_no`,
    )
    .pluck()
    .all({ listOn, wholeOn: wholeBy(db, listOn) }) as number[];
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
  const as = (column: string): string => (isNewest ? asText(`s.${column}`, column) : asOfList(db, column));
  const isListed = isNewest
    ? isListedSql(db, 'sip', 's')
    : `s.case_no IN ${onList('BETWEEN :wholeOn AND :listOn')}`;
  const hasWords = words.attested.length > 0 || words.decided.length > 0;
  const byWord = hasWords ? `CASE WHEN ${isClosedByWord(db, as('is_protected'))} THEN 1 ELSE 0 END` : '0';
  const groups = db
    .prepare(
      inGroups(
        3,
        `SELECT ${as('kommun')} AS kommun, ${as('part')} AS part, ${byWord} AS "byWord", count(*) AS cases
       FROM sip s WHERE ${isListed} AND ${as('status')} IS DISTINCT FROM 'closed'`,
      ),
    )
    .all({
      ...(isNewest ? {} : { listOn, wholeOn: wholeBy(db, listOn) }),
      attested: JSON.stringify(words.attested),
      decided: JSON.stringify(words.decided),
    }) as ListedGroup[];
  return groups.map((group) => ({ ...group, kommun: orNull(group.kommun), part: orNull(group.part) }));
}

const orNull = (text: string | null): string | null => (text === '' ? null : text);

/** Those who have an open SIP, and of each of them the id of the first one: whichever list came first (`firstSips`). */
const OF_OPEN_SIPS = "SELECT person_key FROM sip WHERE class <> 'closed' AND person_key IS NOT NULL";
const firstOpenSips = (whose = ''): string =>
  `SELECT min(key) FROM sip WHERE class <> 'closed' AND person_key IS NOT NULL ${whose} GROUP BY person_key`;

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
  const isListed = isListedSql(db, 'patient', 'patient');
  const ofPatients = db
    .prepare(
      inGroups(
        6,
        `SELECT kommun, housing, CASE WHEN person_key IN (${OF_OPEN_SIPS}) THEN 1 ELSE 0 END AS "hasOpenSip",
         ${isProtectedSql(db, 'is_protected', 'person_key')} AS "isProtected",
         CASE WHEN case_no IN ${db.sql.numbers(':there')} THEN 1 ELSE 0 END AS "isThere",
         ${numberIn(db, 'case_no', ':spoken')} AS "caseNo", 1 AS "isListed", count(*) AS cases
       FROM patient WHERE ${isListed}`,
      ),
    )
    .all({
      protected: asList(protectedPersons),
      spoken: JSON.stringify(spokenPatients),
      there: JSON.stringify(therePatients),
    }) as PatientGroup[];
  const ofListedPatients = `SELECT person_key FROM patient WHERE ${isListed} AND person_key IS NOT NULL`;
  const ofSips = db
    .prepare(
      inGroups(
        4,
        `SELECT kommun, CASE WHEN person_key IN ${db.sql.texts(':protected')} THEN 1 ELSE 0 END AS "isProtected",
         CASE WHEN case_no IN ${db.sql.numbers(':there')} THEN 1 ELSE 0 END AS "isThere",
         ${numberIn(db, 'case_no', ':spoken')} AS "caseNo",
         NULL AS housing, 0 AS "isListed", 1 AS "hasOpenSip", count(*) AS cases
       FROM sip WHERE key IN (${firstOpenSips(`AND person_key NOT IN (${ofListedPatients})`)})`,
      ),
    )
    .all({
      protected: asList(protectedPersons),
      spoken: JSON.stringify(spokenSips),
      there: JSON.stringify(thereSips),
    }) as PatientGroup[];
  return [...ofPatients, ...ofSips];
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
    .prepare(`SELECT case_no, person_key, identity, kommun FROM sip WHERE key IN (${firstOpenSips()})`)
    .iterate() as Iterable<PersonOfCase>;

export interface MessageGroup {
  readonly kommun: string | null;
  readonly unit: string | null;
  readonly isInOpenCase: 0 | 1;
  readonly isProtected: 0 | 1;
  readonly caseNo: number | null;
  readonly cases: number;
}

/** What a message's case says: the vårdtillfälle with its id, or else the SIP. */
const ofCase = (column: string): string => `CASE WHEN v.key IS NULL THEN s.${column} ELSE v.${column} END`;

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
      inGroups(
        5,
        `SELECT ${ofCase('kommun')} AS kommun, m.to_unit AS unit,
         CASE WHEN ${ofCase('class')} <> 'closed' THEN 1 ELSE 0 END AS "isInOpenCase",
         ${isProtectedSql(db, ofCase('is_protected'), ofCase('person_key'))} AS "isProtected",
         ${numberIn(db, 'm.case_no', ':spoken')} AS "caseNo", count(*) AS cases
       FROM meddelande m LEFT JOIN vardtillfalle v ON v.key = m.case_id LEFT JOIN sip s ON s.key = m.case_id
       WHERE ${isKvittensOwedSql(db, 'm')} AND ${isListedSql(db, 'meddelande', 'm')}`,
      ),
    )
    .all({ spoken: JSON.stringify(spoken), protected: asList(protectedPersons) }) as MessageGroup[];
}
