import type { ClassRule } from '../../src/domain/classification/class-rule.ts';
import { SIP_CLASSES, VARDTILLFALLE_CLASSES } from '../../src/domain/classification/classes.ts';
import { SIP_RULES } from '../../src/domain/classification/sip-classes.ts';
import { VARDTILLFALLE_RULES } from '../../src/domain/classification/vardtillfalle-classes.ts';
import { PLANS } from '../../src/domain/plan/plans.ts';
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

/** What plans have for themselves: the class that a rule gives, and what they call a class. */
const ownRulesTable = (): string =>
  table(
    ['Plan', 'Regel eller klass', 'Här'],
    PLANS.flatMap(({ name, rules = {}, labels = {} }) => [
      ...Object.entries(rules).map(([rule, own]) => [
        name,
        code(rule),
        own?.class === undefined
          ? `egen motivering. ${own?.source ?? ''}`
          : `${code(own.class)}. ${own.source}`,
      ]),
      ...Object.entries(labels).map(([own, label]) => [name, code(own), label]),
    ]),
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
    '## SIP, i planer som har egna regler',
    'När en regel gäller, och i vilken ordning, är lika i alla planer.',
    ownRulesTable(),
    '## Vårdtillfälle',
    classTable(OF_VARDTILLFALLEN),
    rulesTable(VARDTILLFALLE_RULES, OF_VARDTILLFALLEN),
  ]);
}
