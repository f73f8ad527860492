import type { KindName } from '../../domain/kinds/kinds.ts';
import type { FindingCode } from '../../domain/validation/finding-catalogue.ts';
import { severityOf } from '../../domain/profile/severity.ts';
import type { Engine } from '../../register/engine/engine.ts';
import type { Register } from '../../register/file/register.ts';
import { findingWriter, rowsTold } from '../../register/lists/findings.ts';
import { allSources, headersOfSources, type Source } from '../../register/lists/sources.ts';
import { checkReferences } from './check-references.ts';

/** Of which kinds a list must have been in when a list came, for what it points at and none had to be told. */
const RESTS_ON: Readonly<Partial<Record<KindName, Partial<Record<FindingCode, readonly KindName[]>>>>> = {
  sip: { UNIT_UNKNOWN: ['enhet'], CASE_UNKNOWN: ['vardtillfalle'] },
  vardtillfalle: { UNIT_UNKNOWN: ['enhet'] },
  meddelande: { CASE_UNKNOWN: ['sip', 'vardtillfalle'] },
};

/**
 * Opens the question whether lists of all the kinds that a remark rests on were in when a list came; without them it is
 * silent.
 */
export function openGrounds(db: Engine): (kind: KindName, code: FindingCode, sourceNo: number) => boolean {
  const sources = allSources(db);
  return (kind, code, sourceNo) =>
    (RESTS_ON[kind]?.[code] ?? []).every((one) =>
      sources.some((source) => source.kind === one && source.sourceNo < sourceNo),
    );
}

/**
 * Tells of units and cases that only a list which is set aside had, on the newest rows of the lists after it that point
 * at them: those were silent because of it. Where no other list had told of such before, they are silent still.
 *
 * @param source the list; it is out
 */
export function tellReferencesAnew({ db, profile }: Register, source: Source): void {
  const hasGrounds = openGrounds(db);
  for (const { kind, sourceNo } of allSources(db)) {
    if (sourceNo < source.sourceNo) continue;
    const codes = Object.entries(RESTS_ON[kind] ?? {}) as [FindingCode, readonly KindName[]][];
    const asked = codes.flatMap(([code, kinds]) =>
      kinds.includes(source.kind) && hasGrounds(kind, code, sourceNo) ? [code] : [],
    );
    if (asked.length === 0) continue;
    const known = new Set(rowsTold(db, asked, sourceNo).map(({ code, row }) => `${code} ${row}`));
    const headers = headersOfSources(db, kind).get(sourceNo) ?? {};
    const write = findingWriter(db, sourceNo);
    checkReferences(
      db,
      kind,
      sourceNo,
      (column) => headers[column] ?? null,
      (code, row, column, detail) => {
        if (!asked.includes(code) || known.has(`${code} ${row ?? ''}`)) return;
        write({ code, severity: severityOf(profile, code), row, column, detail });
      },
    );
  }
}
