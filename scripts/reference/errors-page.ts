import { ERRORS, type ErrorCode, type ErrorDetail } from '../../src/text/errors.ts';
import { code, page, table } from './markdown.ts';

/** Any detail that a text asks for, as its name: `‹file›`. */
const placeholders: ErrorDetail = new Proxy({}, { get: (_none, name) => `‹${String(name)}›` });

export function errorsPage(): string {
  const codes = Object.keys(ERRORS) as ErrorCode[];
  return page('Felmeddelanden', 'src/text/errors.ts', [
    'Det som gör att ett kommando inte kan köras (slutkod 2), och vad du gör åt det. ‹ord› står för det som skiljer från gång till gång.',
    table(
      ['Kod', 'Vad som är fel', 'Vad du gör'],
      codes.map((name) => [code(name), ERRORS[name].message(placeholders), ERRORS[name].hint(placeholders)]),
    ),
  ]);
}
