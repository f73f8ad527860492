import type { RowExplanation } from '../../domain/fates/row-explanation.ts';
import { fieldText } from './diff-text.ts';
import type { Paint } from '../kit/paint.ts';
import { wrap } from '../kit/table.ts';
import { kindLabel } from '../../domain/profile/fill-text.ts';
import type { Profile } from '../../domain/profile/profile-schema.ts';

const SEVERITIES = { error: 'FEL', warning: 'OBS', info: 'info' } as const;

/** What became of a row, for a terminal. */
export function rowText(
  explanation: RowExplanation,
  names: Pick<Profile, 'source' | 'target'>,
  paint: Paint,
  width: number,
): string {
  const { source, row, fate, fateText, changed, otherRows, findings } = explanation;
  const line = (text: string, indent = '  '): string =>
    `${indent}${wrap(text, width - 2 - indent.length, indent)}`;
  const lines = [
    paint.bold(`${source.file} rad ${row}`),
    `  ${kindLabel(source.kind, names)}${source.exportedOn === null ? '' : `, uttag ${source.exportedOn}`} (källa ${source.sourceNo})`,
    '',
    `${line(fateText)}  ${paint.dim(fate)}`,
  ];
  if (explanation.case !== null) {
    const { id, reference, class: className, classLabel } = explanation.case;
    const named = [reference, id].filter((text) => text !== null).join('  ');
    if (named !== '') lines.push(`  Ärende: ${named}`);
    if (classLabel !== null) lines.push(`  Klass nu: ${classLabel}  ${paint.dim(className ?? '')}`);
  }
  for (const other of otherRows) lines.push(`  Samma ärende: rad ${other.row}  ${paint.dim(other.fate)}`);
  if (changed.length > 0) {
    lines.push(
      '',
      paint.bold('Ändrat sedan uttaget före'),
      ...changed.map((field) => line(fieldText(field))),
    );
  }
  if (findings.length > 0) lines.push('', paint.bold('Anmärkningar på raden'));
  for (const { code, severity, column, message, remedy } of findings) {
    lines.push(
      line(`${SEVERITIES[severity]}  ${message} (${column === null ? code : `${code}, ${column}`})`),
      line(remedy, '       '),
    );
  }
  return lines.join('\n');
}
