import { fillNames } from '../../domain/profile/fill-text.ts';
import { VARDTILLFALLE_CLASSES } from '../../domain/classification/classes.ts';
import type { KindName } from '../../domain/kinds/kinds.ts';
import type { ChangedField } from '../../domain/fates/list-diff.ts';
import { FATE_SENTENCES, type RowExplanation } from '../../domain/fates/row-explanation.ts';
import { remedyOf, findingMessage } from '../../domain/validation/finding-catalogue.ts';
import { caseWithNumber, findCase } from '../../register/cases/cases.ts';
import { caseAsOf, listBeforeWith, openFactsAt, rowsOfCase } from '../../register/rows/list-contents.ts';
import type { Engine } from '../../register/engine/engine.ts';
import type { Register } from '../../register/file/register.ts';
import { findingsOfRow } from '../../register/lists/findings.ts';
import { allSources, ledgerRow, type LedgerRow, type Source } from '../../register/lists/sources.ts';
import { openProtection } from '../../register/cases/protected-persons.ts';
import { UserError } from '../../text/errors.ts';
import { openClassifier } from '../cases/classifier.ts';
import { changedFields } from './diff-lists.ts';
import { dayOfList, sourcesMeant, unknownSource } from './find-source.ts';
import { nameOfCase } from '../cases/named-case.ts';
import { planOf } from '../../domain/plan/plan.ts';

/** A row of a list, as people write it. */
export interface AskedRow {
  readonly source: Source;
  readonly row: number;
}

/**
 * Reads `FILE:ROW` or `NUMBER:ROW`. A file name may hold colons itself (`C:\…`): the last one counts.
 *
 * @returns null where the text names no row
 * @throws UserError where it does, but there is no such list, nor a case with that id
 */
export function findAskedRow(db: Engine, asked: string): AskedRow | null {
  const [, written, row] = /^(.+):(\d{1,15})$/su.exec(asked.trim()) ?? [];
  if (written === undefined || row === undefined) return null;
  const sources = allSources(db);
  const source = sourcesMeant(sources, written).at(-1);
  if (source !== undefined) return { source, row: Number(row) };
  const isCase = (['sip', 'vardtillfalle'] as const).some(
    (kind) => findCase(db, kind, asked.trim()) !== undefined,
  );
  if (isCase) return null;
  throw unknownSource(written, sources, null);
}

/**
 * What became of a row of a list that was taken in.
 *
 * @throws UserError where the list has no such row
 */
export function explainRow(register: Register, { source, row }: AskedRow, asOf: string): RowExplanation {
  const { db } = register;
  const { sourceNo, kind, fileName } = source;
  const entry = ledgerRow(db, sourceNo, row);
  if (entry === undefined) throw new UserError('ROW_UNKNOWN', { file: fileName, row, rows: source.rows });
  const { fate, caseNo } = entry;
  return {
    source: { sourceNo, kind, file: fileName, exportedOn: dayOfList(source.exportedOn) },
    row,
    fate,
    fateText: fateText(entry),
    case: caseNo === null ? null : caseOf(register, kind, caseNo, asOf),
    changed: caseNo === null || fate !== 'changed' ? [] : changedBy(register, source, caseNo),
    otherRows: caseNo === null ? [] : rowsOfCase(db, source, caseNo).filter((other) => other.row !== row),
    findings: findingsOfRow(db, sourceNo, row).map(({ code, severity, column, detail }) => ({
      code,
      severity,
      column,
      message: findingMessage(code, detail),
      remedy: remedyOf(code, register.profile),
    })),
  };
}

function fateText({ fate, caseNo }: LedgerRow): string {
  if (fate !== 'rejected') return FATE_SENTENCES[fate];
  return caseNo === null
    ? 'Avvisad: raden saknar id och hör inte till något ärende.'
    : 'Avvisad: raden motsäger en annan rad med samma id, och ingen av dem vinner. Ärendet finns kvar med det de är ense om.';
}

function caseOf(register: Register, kind: KindName, caseNo: number, asOf: string): RowExplanation['case'] {
  const { db } = register;
  const name = nameOfCase(kind, caseNo, caseWithNumber(db, kind, caseNo)?.key ?? '');
  return { ...name, ...classOf(register, kind, caseNo, asOf) };
}

function classOf(
  register: Register,
  kind: KindName,
  caseNo: number,
  asOf: string,
): { readonly class: string | null; readonly classLabel: string | null } {
  if (kind === 'sip') {
    const row = caseAsOf(register.db, 'sip', caseNo, asOf);
    if (row !== undefined) {
      const { class: name } = openClassifier(register, asOf).classifySipRow(row).classification;
      return { class: name, classLabel: planOf(register.profile).sipLabels[name] };
    }
  } else if (kind === 'vardtillfalle') {
    const found = openClassifier(register, asOf).vardtillfallen.find(({ row }) => row.case_no === caseNo);
    if (found !== undefined) {
      const { class: name } = found.classification;
      return { class: name, classLabel: fillNames(VARDTILLFALLE_CLASSES[name], register.profile) };
    }
  }
  return { class: null, classLabel: null };
}

function changedBy({ db, profile }: Register, source: Source, caseNo: number): readonly ChangedField[] {
  const before = listBeforeWith(db, source.kind, source, caseNo);
  const factsAt = openFactsAt(db, source.kind);
  const from = before === undefined ? undefined : factsAt(caseNo, before);
  const to = factsAt(caseNo, source);
  return from === undefined || to === undefined
    ? []
    : changedFields(source.kind, from, to, profile, openProtection(db));
}
