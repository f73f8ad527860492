import { dayNumber } from '../domain/calendar/days.ts';
import { writeList } from './list-file.ts';
import type { GeneratedList, Row } from './list-file.ts';
import type { KommunCode, Part } from './parts.ts';
import type { Random } from './random.ts';
import { EVALUATION_PHASE, SIP_HEADER, sipRow } from './sip-cases.ts';
import type { Sip, SipSeat, SipTrait } from './sip-cases.ts';
import { OPEN_SIPS, SEPTEMBER_MATRIX } from './sip-matrix.ts';
import type { MatrixCell } from './sip-matrix.ts';

export const APRIL_EXPORT = dayNumber('2025-04-28');
export const SEPTEMBER_EXPORT = dayNumber('2025-09-15');

/** So many of September's SIPs stood in April's list too. */
const ALREADY_IN_APRIL = 702;
const REPEATED_ROWS = 5;

/** All other SIPs are plain. */
const TRAITS: Readonly<Record<Exclude<SipTrait, 'plain'>, number>> = {
  vardplan: 4,
  inHospital: 34,
  meetingInCutOver: 58,
  menprovning: 34,
  consentMissing: 31,
  consentRefused: 13,
  reservnummer: 11,
  roleEmpty: 9,
  unitUnknown: 6,
  numberWithoutHyphen: 5,
  checkDigitWrong: 4,
  protected: 3,
  samordningsnummer: 2,
};

interface Cell {
  readonly part: Part;
  readonly kommun: KommunCode | null;
}

/** Deals the traits out over the cells; a SIP without kommun has trouble enough. */
function dealTraits(cells: readonly Cell[]): SipTrait[] {
  const left: [trait: SipTrait, count: number][] = Object.entries(TRAITS) as [SipTrait, number][];
  return cells.map(({ part, kommun }) => {
    if (kommun === null) return 'plain';
    const next = left.find(([trait, count]) => count > 0 && (trait !== 'vardplan' || part === 'psykiatri'));
    if (next === undefined) return 'plain';
    next[1]--;
    return next[0];
  });
}

/** The ongoing SIPs of 15 September 2025. */
export function createSeptemberSips(random: Random, createSip: (seat: SipSeat) => Sip): readonly Sip[] {
  const cells = random.shuffle(
    SEPTEMBER_MATRIX.flatMap(({ part, kommun, open }) =>
      Array.from({ length: open }, () => ({ part, kommun })),
    ),
  );
  const traits = dealTraits(cells);
  const isOld = random.shuffle(cells.map((_, index) => index < ALREADY_IN_APRIL));

  const sips = cells.map(({ part, kommun }, index) =>
    createSip({
      part,
      kommun,
      trait: traits[index] ?? 'plain',
      started: isOld[index]
        ? [APRIL_EXPORT - 1000, APRIL_EXPORT - 1]
        : [APRIL_EXPORT + 1, SEPTEMBER_EXPORT - 2],
      exportedOn: SEPTEMBER_EXPORT,
    }),
  );
  return random.shuffle(withSecondSips(sips));
}

/** Two people have two ongoing SIPs each: primärvård and kommun have both started one. */
function withSecondSips(sips: readonly Sip[]): Sip[] {
  const plainIn = (part: Part, kommun: KommunCode): Sip | undefined =>
    sips.find((sip) => sip.trait === 'plain' && sip.part === part && sip.kommun === kommun);
  return (['2281', '2284'] as const).reduce<Sip[]>(
    (list, kommun) => {
      const first = plainIn('primarvard', kommun);
      const second = plainIn('kommun', kommun);
      if (first === undefined || second === undefined) return list;
      return list.map((sip) => (sip.id === second.id ? { ...sip, person: first.person } : sip));
    },
    [...sips],
  );
}

type SipFact =
  | Exclude<SipTrait, 'plain' | 'inHospital'>
  | 'kommunEmpty'
  | 'patientHasVardtillfalle'
  | 'personHasTwoSips'
  | 'inEvaluation'
  | 'unchangedFor12Months';

export interface SeptemberSipTruth {
  readonly exportedOn: string;
  readonly open: number;
  readonly matrix: readonly MatrixCell[];
  readonly titleRows: number;
  readonly footerRows: number;
  /** Rows below the header, footer not counted: open + repeated + 1 conflicting + 1 without id. */
  readonly dataRows: number;
  /** Rows that say again, sign for sign, what an earlier row said. */
  readonly repeatedRows: number;
  /** The id that has two rows with different content; `matrix` and `open` count it once. */
  readonly conflictingIds: readonly string[];
  readonly rowsWithoutId: number;
  /** The SIP-ids each fact is true of. Traits exclude each other; the last five facts do not. */
  readonly facts: Readonly<Record<SipFact, readonly string[]>>;
  /** SIP-id → vårdtillfälle, where the row itself names it. */
  readonly namedVardtillfallen: Readonly<Record<string, string>>;
}

function factsOf(sips: readonly Sip[]): SeptemberSipTruth['facts'] {
  const idsWhere = (test: (sip: Sip) => boolean): string[] => sips.filter(test).map((sip) => sip.id);
  const having = (trait: SipTrait): string[] => idsWhere((sip) => sip.trait === trait);
  const sipsOf = new Map<string, number>();
  for (const { person } of sips) sipsOf.set(person.id, (sipsOf.get(person.id) ?? 0) + 1);
  return {
    roleEmpty: having('roleEmpty'),
    consentMissing: having('consentMissing'),
    consentRefused: having('consentRefused'),
    menprovning: having('menprovning'),
    protected: having('protected'),
    vardplan: having('vardplan'),
    unitUnknown: having('unitUnknown'),
    checkDigitWrong: having('checkDigitWrong'),
    reservnummer: having('reservnummer'),
    samordningsnummer: having('samordningsnummer'),
    numberWithoutHyphen: having('numberWithoutHyphen'),
    meetingInCutOver: having('meetingInCutOver'),
    kommunEmpty: idsWhere((sip) => sip.kommun === null),
    patientHasVardtillfalle: having('inHospital'),
    personHasTwoSips: idsWhere((sip) => (sipsOf.get(sip.person.id) ?? 0) > 1),
    inEvaluation: idsWhere((sip) => sip.phase === EVALUATION_PHASE),
    unchangedFor12Months: idsWhere((sip) => sip.changedOn < dayNumber('2024-09-15')),
  };
}

export function writeSeptemberSips(
  random: Random,
  sips: readonly Sip[],
  vardtillfalleOf: ReadonlyMap<string, string>,
  withoutId: Sip,
): { list: GeneratedList; truth: SeptemberSipTruth } {
  const rows: Row[] = sips.map((sip) => sipRow(sip, vardtillfalleOf.get(sip.id)));
  const plain = random.shuffle(sips.filter((sip) => sip.trait === 'plain' && sip.kommun !== null));

  const inserted: Row[] = plain.slice(0, REPEATED_ROWS).map((sip) => sipRow(sip));
  const conflicting = plain.slice(REPEATED_ROWS, REPEATED_ROWS + 1);
  for (const sip of conflicting) {
    const phase = sip.phase === EVALUATION_PHASE ? 'Genomförande' : EVALUATION_PHASE;
    inserted.push(sipRow({ ...sip, phase, changedOn: SEPTEMBER_EXPORT - 1 }));
  }
  inserted.push(['', ...sipRow(withoutId).slice(1)]);
  for (const row of inserted) rows.splice(random.int(sips.length / 2, rows.length), 0, row);

  const form = {
    encoding: 'windows-1252',
    delimiter: ';',
    titleRows: ['Prator – Pågående SIP', 'Uttag 2025-09-15 07:32'],
    footer: `Antal poster: ${sips.length}`,
  } as const;
  return {
    list: writeList('prator-sip-2025-09-15.csv', form, SIP_HEADER, rows),
    truth: {
      exportedOn: '2025-09-15',
      open: OPEN_SIPS,
      matrix: SEPTEMBER_MATRIX,
      titleRows: form.titleRows.length,
      footerRows: 1,
      dataRows: rows.length,
      repeatedRows: REPEATED_ROWS,
      conflictingIds: conflicting.map((sip) => sip.id),
      rowsWithoutId: 1,
      facts: factsOf(sips),
      namedVardtillfallen: Object.fromEntries(vardtillfalleOf),
    },
  };
}
