import type { FateCounts, Fate } from '../register/sources.ts';
import { FINDINGS, findingMessage, type Finding, type FindingCode } from '../domain/validation/finding-catalogue.ts';
import type { Paint } from './paint.ts';
import { count, wrap } from './table.ts';

/** What became of a list, as people read it. */
export interface ImportedList {
  readonly file: string;
  readonly kindLabel: string;
  readonly exportedOn: string | null;
  readonly encoding: string;
  readonly delimiter: string | null;
  readonly rows: number;
  readonly fates: FateCounts;
  readonly findings: readonly Finding[];
  readonly gone: number;
  readonly alreadyImportedAt: string | null;
}

const FATE_LABELS: Readonly<Record<Fate, string>> = {
  new: 'nya',
  changed: 'ändrade',
  unchanged: 'oförändrade',
  duplicate: 'upprepade',
  rejected: 'avvisade',
  excluded: 'undantagna',
  blank: 'tomma',
  title: 'titel- och rubrikrader',
  footer: 'summarader',
};

const DELIMITER_NAMES: Readonly<Record<string, string>> = { ';': 'semikolon', ',': 'komma', '\t': 'tabb', '|': 'lodstreck' };

/** "1 199 rader = 494 nya + …": the fates that occur, adding up to the rows of the file. */
export function fatesSentence(rows: number, fates: FateCounts): string {
  const parts = Object.entries(FATE_LABELS)
    .map(([fate, label]) => ({ label, number: fates[fate as Fate] }))
    .filter(({ number }) => number > 0)
    .map(({ label, number }) => `${count(number)} ${label}`);
  return `${count(rows)} rader = ${parts.join(' + ')}`;
}

/** One line that says how it went, for progress. */
export function importedLine(list: ImportedList): string {
  const dated = list.exportedOn === null ? '' : ` ${list.exportedOn}`;
  if (list.alreadyImportedAt !== null) {
    return `${list.file}: redan inläst ${list.alreadyImportedAt.slice(0, 10)}; inget ändrades`;
  }
  return `${list.file}: ${list.kindLabel}${dated}, ${fatesSentence(list.rows, list.fates)}`;
}

/** How many rows of one finding are named before the rest are only counted. */
const NAMED_ROWS = 12;

/** The list in full: how it was read, what became of its rows, and the findings grouped by what they are about. */
export function importedText(list: ImportedList, paint: Paint, width: number): string {
  const how = [list.encoding, list.delimiter === null ? null : (DELIMITER_NAMES[list.delimiter] ?? list.delimiter)]
    .filter((text) => text !== null)
    .join(', ');
  const lines = [
    paint.bold(list.file),
    `  ${list.kindLabel}${list.exportedOn === null ? '' : `, uttag ${list.exportedOn}`} (${how})`,
    `  ${wrap(fatesSentence(list.rows, list.fates), width - 4, '    ')}`,
  ];
  if (list.alreadyImportedAt !== null) {
    lines.push(`  Redan inläst ${list.alreadyImportedAt.slice(0, 10)}: inget ändrades.`);
    return lines.join('\n');
  }
  if (list.gone > 0) lines.push(`  ${count(list.gone)} som fanns i uttaget före finns inte i det här.`);
  lines.push(...findingLines(list.findings, paint, width));
  return lines.join('\n');
}

const MARKS = { error: 'FEL', warning: 'OBS', info: 'info' } as const;

function findingLines(findings: readonly Finding[], paint: Paint, width: number): string[] {
  const groups = new Map<FindingCode, Finding[]>();
  for (const finding of findings) {
    const group = groups.get(finding.code);
    if (group === undefined) groups.set(finding.code, [finding]);
    else group.push(finding);
  }
  const order = { error: 0, warning: 1, info: 2 } as const;
  const sorted = [...groups].sort(([, a], [, b]) => order[a[0]?.severity ?? 'info'] - order[b[0]?.severity ?? 'info']);
  return sorted.flatMap(([code, group]) => groupLines(code, group, paint, width));
}

function groupLines(code: FindingCode, group: readonly Finding[], paint: Paint, width: number): string[] {
  const [first] = group;
  if (first === undefined) return [];
  const color = { error: paint.bad, warning: paint.notice, info: paint.dim }[first.severity];
  const mark = color(MARKS[first.severity].padEnd(4));
  const number = group.length === 1 ? '' : ` (${count(group.length)} st)`;
  const detail = group.length === 1 ? first.detail : '…';
  const text = `${findingMessage(code, detail)}${number}`;
  const rows = group.map(({ row, detail: own, column }) => (row === null ? (own ?? column) : String(row))).filter((row) => row !== null);
  const lines = [`  ${mark}  ${wrap(text, width - 8, '        ')}`];
  if (rows.length > 0) {
    const rest = rows.length - NAMED_ROWS;
    const named = `${first.row === null ? '' : 'Rad '}${rows.slice(0, NAMED_ROWS).join(', ')}${rest > 0 ? ` och ${count(rest)} till (alla med --json)` : ''}`;
    lines.push(`        ${paint.dim(wrap(named, width - 10, '        '))}`);
  }
  if (first.severity !== 'info') lines.push(`        ${wrap(FINDINGS[code].remedy, width - 10, '        ')}`);
  return lines;
}
