import type { FigureBehind } from '../../domain/readiness/day-page.ts';
import type { Readiness } from '../../domain/readiness/readiness.ts';
import { writeFileAtomically } from '../../files/put/atomic-write.ts';

/**
 * Writes the cut-over report as a page or a workbook, whole or not at all; what reads it is loaded only then.
 *
 * @throws OutputRefused where the file may not be written
 */
export async function writeReadiness(
  file: string,
  model: Readiness,
  format: 'html' | 'xlsx',
  options: { readonly force: boolean; readonly rows?: readonly FigureBehind[] },
): Promise<void> {
  await writeFileAtomically(file, await RENDERED[format](model, options.rows ?? []), options);
}

const RENDERED: Readonly<
  Record<'html' | 'xlsx', (model: Readiness, rows: readonly FigureBehind[]) => Promise<string | Uint8Array>>
> = {
  async html(model, rows) {
    const { readinessHtml } = await import('../../documents/readiness/readiness-html.ts');
    return readinessHtml(model, rows);
  },
  async xlsx(model) {
    const { writeReadinessWorkbook } = await import('../../documents/readiness/readiness-workbook.ts');
    return writeReadinessWorkbook(model);
  },
};

/** Writes a text of the report. */
export async function writeReadinessText(
  file: string,
  text: string,
  options: { readonly force: boolean },
): Promise<void> {
  await writeFileAtomically(file, `${text}\n`, options);
}
