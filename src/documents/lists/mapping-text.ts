import type { Profile } from '../../domain/profile/profile-schema.ts';
import type { Field } from '../../domain/kinds/kinds.ts';
import { kindOf, KINDS } from '../../domain/kinds/kinds.ts';
import type { ReadingProposal } from '../../domain/guessing/propose-reading.ts';
import { codesOf } from '../../domain/guessing/propose-values.ts';
import type {
  ColumnProposal,
  MappingProposal,
  Reason,
  ReasonCode,
  TextNotUnderstood,
  Unclear,
  UnclearReason,
  UnmappedReason,
} from '../../domain/guessing/proposal.ts';
import type { Paint } from '../kit/paint.ts';
import { count, some } from '../../domain/words/counted.ts';
import { wrap } from '../kit/table.ts';
import { kindLabel } from '../../domain/profile/fill-text.ts';

/** A proposed mapping as people read it. Headers, terms and kommuner are shown; no name, number or free text is. */
export interface MappingShown {
  readonly file: string;
  readonly rows: number;
  readonly proposal: MappingProposal;
  readonly reading: readonly ReadingProposal[];
  /** What somebody has answered, as sentences; it is no longer in the proposal. */
  readonly said: readonly string[];
  /** Where it was written; null when it was only shown. */
  readonly writtenTo: string | null;
  readonly nextCommand: string;
}

const REASONS: Readonly<Record<ReasonCode, (detail: string | null) => string>> = {
  HEADER_KNOWN: () => 'rubriken är känd',
  HEADER_SAME_LETTERS: () => 'rubriken är en känd, annorlunda skriven',
  HEADER_NEAR: () => 'rubriken är en bokstav från en känd',
  HEADER_POINTS: () => 'rubriken tyder på det',
  HEADER_HINTS: () => 'rubriken kan tyda på det',
  HEADER_SILENT: () => 'rubriken säger inget',
  VALUES_PROVE: (percent) => `värdena visar det${percentText(percent)}`,
  VALUES_FIT: (percent) => `värdena passar${percentText(percent)}`,
  VALUES_DOUBTFUL: (percent) => `värdena passar dåligt${percentText(percent)}`,
  VALUES_ORDERED: () => 'dagarnas ordning tyder på det',
  LEFT_OVER: () => 'ingen annan kolumn är kvar för det',
  VALUES_DISORDERED: () => 'dagarna kommer i oväntad ordning',
  COLUMN_EMPTY: () => 'kolumnen är tom',
  OTHER_COLUMN_COMPETES: (headers) => `kan också vara ${quotedList((headers ?? '').split(', '))}`,
  KOMMUN_MAY_BE_OTHER: () => 'behöver inte vara patientens aktuella kommun',
  KIND_NOT_SURE: () => 'listans sort är inte säker',
};

const UNCLEAR: Readonly<Record<UnclearReason, (fields: string, headers: string) => string>> = {
  'columns-equal': (fields, headers) => `${fields}: ${headers} passar lika bra.`,
  'fields-equal': (fields, headers) => `${headers} kan vara ${fields}.`,
  'day-of-what': (fields, headers) => `${headers}: dagar, men det framgår inte vilka. Kan vara ${fields}.`,
  'values-contradict': (fields, headers) =>
    `${headers}: rubriken säger ${fields}, men värdena är något annat.`,
  'header-twice': (_fields, headers) => `${headers} står på flera kolumner. Ge dem olika rubriker i listan.`,
  'header-missing': (_fields, headers) => `${headers} saknar rubrik. Ge den en rubrik om den ska läsas in.`,
};

const UNMAPPED: Readonly<Record<UnmappedReason, string>> = {
  'free-text': 'Fritext läses aldrig in',
  'person-of-another': 'Någon annans personnummer',
  'not-needed': 'Behövs inte',
};

const percentText = (percent: string | null): string => (percent === null ? '' : ` (${percent} %)`);
const quoted = (text: string): string => `”${text}”`;
const quotedList = (texts: readonly string[]): string => texts.map(quoted).join(', ');
const labels = (fields: readonly Field[]): string => fields.map(({ label }) => label).join(', ');

/** Why a column is proposed, as one sentence. */
export function becauseText(because: readonly Reason[]): string {
  return because.map(({ code, detail }) => REASONS[code](detail)).join('; ');
}

export function unclearText({ reason, fields, headers }: Unclear): string {
  return UNCLEAR[reason](labels(fields), quotedList(headers));
}

/** How a list is to be read beyond which header leads where, as one sentence. */
export function readingText(one: ReadingProposal): string {
  switch (one.code) {
    case 'JOIN':
      return `${one.label} ← ${one.headers.map(quoted).join(' och ')}, hopsatta`;
    case 'KOMMUN_FROM_NAME':
      return one.from === 'sheet' ? 'Kommun ← bladets namn' : 'Kommun ← filens namn';
    case 'SHEETS':
      return `Bladen ${quotedList(one.sheets)} läses som en lista: de har samma rubriker`;
    case 'DAY_ORDER':
      return one.order === 'day-month'
        ? '03/04/2025 läses som 3 april: andra dagar i listan har dagen först'
        : '03/04/2025 läses som 4 mars: andra dagar i listan har månaden först';
    case 'NOTHING':
      return `${quotedList(one.words)} läses som tomt`;
    case 'ENCODING':
      return `Teckenkodningen läses som ${one.encoding}; se efter att å, ä och ö blir rätt`;
  }
}

/** What is sure, what is a guess, what nobody can tell, and what is left; last the command to run. */
export function mappingText(
  { file, rows, proposal, reading, said, writtenTo, nextCommand }: MappingShown,
  profile: Profile,
  paint: Paint,
  width: number,
): string {
  const { kind, kindIsSure, columns, unclear, missing } = proposal;
  const identifying: string = KINDS[kind].identifiedBy;
  const cannotIdentify =
    !columns.some(({ field }) => field.name === identifying) &&
    !said.some((text) => text.startsWith(`${labelOf(kind, identifying)} ←`));
  const kindText = `${kindLabel(kind, profile)} (${kind})${kindIsSure ? '' : `, gissat: stämmer det inte, ange sorten med --as`}`;
  const sections = [
    `${paint.bold(file)}\n  ${wrap(`${kindText}; ${some(rows, 'rad')}`, width - 4, '  ')}`,
    section('Säkert', columnLines(columns, 'sure', width), paint.good),
    section(
      'Sagt av dig',
      said.map((text) => item(text, width)),
      paint.good,
    ),
    section(
      'Gissat (kontrollera)',
      [
        ...columnLines(columns, 'guess', width),
        ...valueLines(proposal, width),
        ...reading.map((one) => item(readingText(one), width)),
      ],
      paint.notice,
    ),
    section(
      'Oklart',
      [...unclear.map(unclearText), ...notUnderstoodTexts(proposal.notUnderstood, profile)].map((text) =>
        item(text, width),
      ),
      paint.bad,
    ),
    section(
      'Läses inte in',
      unmappedTexts(proposal).map((text) => item(text, width)),
      paint.dim,
    ),
    section('Saknas', missing.length === 0 ? [] : [item(labels(missing), width)], paint.dim),
    cannotIdentify
      ? wrap(`Utan ${identifying} kan ingen rad läsas in: peka ut kolumnen i mappningsfilen.`, width)
      : '',
    `${writtenTo === null ? 'Inget är skrivet. Skriv förslaget med:' : `Förslaget är skrivet. Rätta det i\n  ${writtenTo}\noch kör sedan:`}\n  ${paint.bold(nextCommand)}`,
  ];
  return sections.filter((text) => text !== '').join('\n\n');
}

const labelOf = (kind: keyof typeof KINDS, name: string): string =>
  kindOf(kind).fields.find((field) => field.name === name)?.label ?? name;

const section = (title: string, lines: readonly string[], color: (text: string) => string): string =>
  lines.length === 0 ? '' : [color(title), ...lines].join('\n');

const item = (text: string, width: number): string => `  ${wrap(text, width - 4, '    ')}`;

function columnLines(
  columns: readonly ColumnProposal[],
  wanted: ColumnProposal['confidence'],
  width: number,
): readonly string[] {
  return columns
    .filter(({ confidence }) => confidence === wanted)
    .flatMap(({ field, header, because }) => [
      item(`${field.label} ← ${quoted(header)}`, width),
      `      ${wrap(becauseText(because), width - 8, '      ')}`,
    ]);
}

function valueLines({ values }: MappingProposal, width: number): readonly string[] {
  return values.map(({ field, text, code, rows }) =>
    item(`${field.label}: texten ${quoted(text)} läses som ${code} (${rowsText(rows)})`, width),
  );
}

const rowsText = (rows: number): string => `${count(rows)} ${rows === 1 ? 'rad' : 'rader'}`;

/** How many texts of a column are named before the rest are only counted. */
const NAMED_TEXTS = 8;

function notUnderstoodTexts(texts: readonly TextNotUnderstood[], profile: Profile): readonly string[] {
  const fields = [...new Set(texts.map(({ field }) => field))];
  return fields.map((field) => {
    const ofField = texts.filter((entry) => entry.field === field);
    const shown = ofField.filter(({ text }) => text !== null);
    const named = shown
      .slice(0, NAMED_TEXTS)
      .map(({ text, rows }) => `${quoted(text ?? '')} (${rowsText(rows)})`);
    const rest = ofField.length - named.length;
    const more = rest === 0 ? [] : [`${count(rest)} ${rest === 1 ? 'text' : 'texter'} som inte visas`];
    const codes = codesOf(field, profile)
      .map(({ code }) => code)
      .join(', ');
    return `${field.label}: ${[...named, ...more].join(', ')} förstås inte. Möjliga koder: ${codes}.`;
  });
}

function unmappedTexts({ unmapped }: MappingProposal): readonly string[] {
  const reasons = [...new Set(unmapped.map(({ reason }) => reason))];
  return reasons.map((wanted) => {
    const headers = unmapped.filter(({ reason }) => reason === wanted).map(({ header }) => header);
    return `${UNMAPPED[wanted]}: ${quotedList(headers)}`;
  });
}
