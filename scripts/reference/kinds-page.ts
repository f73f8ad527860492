import { KIND_NAMES, kindOf, type Field, type Kind } from '../../src/domain/kinds/kinds.ts';
import { code, page, table } from './markdown.ts';
import { codesOf, FIELD_TYPES } from '../../src/domain/records/record-schemas.ts';
import { ANY_SYSTEMS, kindLabel } from '../../src/domain/profile/fill-text.ts';

function valueText(field: Field): string {
  const codes = codesOf(field).map(([name, label]) => `${code(name)} ${label}`);
  return codes.length === 0 ? FIELD_TYPES[field.type].words : codes.join(', ');
}

function kindTable({ fields, identifiedBy }: Kind): string {
  return table(
    ['Kolumn', 'Innehåll', 'Rubriker som känns igen'],
    fields.map((field) => [
      field.name === identifiedBy ? `**${code(field.name)}** \\*` : code(field.name),
      valueText(field),
      field.headers.join(', '),
    ]),
  );
}

export function kindsPage(): string {
  return page('Listor och kolumner', 'src/domain/records/', [
    'Listorna som verktyget läser. \\* = utan den kan raden inte höra till ett ärende.',
    'Rubriker jämförs utan hänsyn till stora och små bokstäver och mellanslag. Regionprofilen och en mappningsfil kan lägga till fler.',
    ...KIND_NAMES.flatMap((name) => {
      const kind = kindOf(name);
      const dated = kind.isDated ? '' : 'Listan har ingen uttagsdag.';
      return [
        `## ${code(name)}: ${kindLabel(name, ANY_SYSTEMS)}`,
        ...(dated === '' ? [] : [dated]),
        kindTable(kind),
      ];
    }),
  ]);
}
