import type { ClassRule } from '../../src/domain/classification/class-rule.ts';
import { SIP_CLASSES, VARDTILLFALLE_CLASSES } from '../../src/domain/classification/classes.ts';
import { SIP_RULES } from '../../src/domain/classification/sip-classes.ts';
import { VARDTILLFALLE_RULES } from '../../src/domain/classification/vardtillfalle-classes.ts';
import { code, page, table } from './markdown.ts';

function rulesTable<Case, Context, Class extends string>(
  rules: readonly ClassRule<Case, Context, Class>[],
  labels: Readonly<Record<Class, string>>,
): string {
  return table(
    ['Nr', 'Regel', 'Klass', 'Vilar på kolumnerna', 'Källa'],
    rules.map((rule, at) => [
      String(at + 1),
      rule.isRemark === true ? `${code(rule.code)} ⚑` : code(rule.code),
      typeof rule.class === 'function'
        ? 'den som beslutet säger'
        : rule.class === null
          ? 'avgör inte klassen'
          : `${labels[rule.class]} (${code(rule.class)})`,
      rule.restsOn.map(code).join(', '),
      rule.source,
    ]),
  );
}

const classTable = (labels: Readonly<Record<string, string>>): string =>
  table(
    ['Klass', 'Kod'],
    Object.entries(labels).map(([name, label]) => [label, code(name)]),
  );

export function classesPage(): string {
  return page('Klasser', 'src/domain/classification/', [
    'Reglerna prövas uppifrån och den första som gäller avgör. ⚑ = regeln nämns också när en regel högre upp avgjorde.',
    '`overgang explain ID` visar vilken regel som avgjorde ett ärende, och varför.',
    '## SIP',
    classTable(SIP_CLASSES),
    rulesTable(SIP_RULES, SIP_CLASSES),
    '## Vårdtillfälle',
    classTable(VARDTILLFALLE_CLASSES),
    rulesTable(VARDTILLFALLE_RULES, VARDTILLFALLE_CLASSES),
  ]);
}
