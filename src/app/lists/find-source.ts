import type { KindName } from '../../domain/kinds/kinds.ts';
import type { Engine } from '../../register/engine/engine.ts';
import type { Source } from '../../register/lists/sources.ts';
import { eventsOfType } from '../../register/log/events.ts';
import { UserError } from '../../text/errors.ts';

/**
 * The lists that a person can mean by a source's number, file name (with or without folders) or export date. The last
 * one is the newest import.
 */
export function sourcesMeant(sources: readonly Source[], written: string): readonly Source[] {
  const asked = written.trim();
  const file = asked.split(/[/\\]/u).at(-1)?.normalize('NFC').toLowerCase();
  const byNumber = sources.filter(({ sourceNo }) => String(sourceNo) === asked);
  if (byNumber.length > 0) return byNumber;
  return sources
    .filter(
      ({ fileName, exportedOn }) => fileName.normalize('NFC').toLowerCase() === file || exportedOn === asked,
    )
    .sort((a, b) => a.sourceNo - b.sourceNo);
}

/** No such list: says which there are. */
export function unknownSource(written: string, sources: readonly Source[], kind: KindName | null): UserError {
  const known = sources.filter((source) => kind === null || source.kind === kind);
  return new UserError('SOURCE_UNKNOWN', {
    source: written,
    known: known.length === 0 ? ' inga' : `\n${known.map(sourceLine).join('\n')}`,
  });
}

/** "2  sip  2025-09-15  prator-sip-2025-09-15.csv" */
export function sourceLine({ sourceNo, kind, exportedOn, fileName }: Source): string {
  return `${sourceNo}  ${kind}  ${dayOfList(exportedOn) ?? 'utan dag'}  ${fileName}`;
}

/** A list's day; null for lists that hold at all times. */
export function dayOfList(exportedOn: string): string | null {
  return exportedOn.startsWith('0000') ? null : exportedOn;
}

/** The event that a list was taken in. */
export const IMPORTED = 'imported';
/** Logged when a person says what lists are the whole of. */
export const COVERAGE_SAID = 'coverage-said';

/** The event by which a list was taken in. */
export function importedBy(db: Engine, sourceNo: number): number {
  return (
    eventsOfType(db, IMPORTED).findLast(
      ({ data }) => (JSON.parse(data) as { sourceNo: number }).sourceNo === sourceNo,
    )?.seq ?? 0
  );
}
