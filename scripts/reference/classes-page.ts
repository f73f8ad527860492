import type { ClassRule } from '../../src/domain/classification/class-rule.ts';
import { SIP_CLASSES, VARDTILLFALLE_CLASSES } from '../../src/domain/classification/classes.ts';
import { SIP_RULES } from '../../src/domain/classification/sip-classes.ts';
import { VARDTILLFALLE_RULES } from '../../src/domain/classification/vardtillfalle-classes.ts';
import { fillLabels } from '../../src/domain/profile/fill-text.ts';
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

/** The page says what the systems are called in the profile that is shipped for the region. */
const NAMES = { source: 'Prator', target: 'Lifecare SP' };
const OF_SIPS = fillLabels(SIP_CLASSES, NAMES);
const OF_VARDTILLFALLEN = fillLabels(VARDTILLFALLE_CLASSES, NAMES);

export function classesPage(): string {
  return page('Klasser', 'src/domain/classification/', [
    'Reglerna prövas uppifrån och den första som gäller avgör. ⚑ = regeln nämns också när en regel högre upp avgjorde.',
    '`overgang explain ID` visar vilken regel som avgjorde ett ärende, och varför.',
    '## SIP',
    classTable(OF_SIPS),
    rulesTable(SIP_RULES, OF_SIPS),
    '## Vårdtillfälle',
    classTable(OF_VARDTILLFALLEN),
    rulesTable(VARDTILLFALLE_RULES, OF_VARDTILLFALLEN),
  ]);
}
