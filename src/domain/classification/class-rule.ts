import type { FactsOf, FieldName } from '../kinds/kinds.ts';

/** The kinds whose cases have a class. */
export type ClassedKind = 'sip' | 'vardtillfalle';

/**
 * The shape of a classification table: ordered, the first rule that holds decides, the last one holds always.
 * Every rule explains itself: its code, the Swedish reason, the columns it rests on and where it comes from.
 */
export interface ClassRule<Case, Context, Class extends string> {
  /** Stable, never reused. */
  readonly code: string;
  /** The class the rule gives; a function where a person's decision says which; null = told as a remark, decides nothing. */
  readonly class: Class | ((item: Case, context: Context) => Class) | null;
  readonly holds: (item: Case, context: Context) => boolean;
  /** Why, as a Swedish sentence; made only when somebody asks. */
  readonly reason: (item: Case, context: Context) => string;
  /** The canonical columns the rule rests on. */
  readonly restsOn: readonly string[];
  /** Seed and phrase, law, or "inferred". */
  readonly source: string;
  /** Worth telling also when a rule further up decided; such a rule must hold on its own. */
  readonly isRemark?: true;
}

/** A case as a rule sees it: of its facts, only the columns that the rule says it rests on. */
export type Seen<K extends ClassedKind, Case, Column extends FieldName<K>> = Omit<Case, 'facts'> & {
  readonly facts: Pick<FactsOf<K>, Column>;
};

/**
 * Makes the rules of one kind. What a rule reads it must rest on, or it does not compile; and a case with an unread
 * text in a column that any rule rests on is left to people (`unreadRule`). So no rule takes a text that nobody could
 * understand for an empty cell.
 */
export function ruleMaker<K extends ClassedKind, Case extends { readonly facts: FactsOf<K> }, Context>() {
  return <const Column extends FieldName<K>, Class extends string>(
    rule: Omit<ClassRule<Seen<K, Case, Column>, Context, Class>, 'restsOn'> & {
      readonly restsOn: readonly Column[];
    },
  ): ClassRule<Case, Context, Class> => rule;
}

/** The columns that any of some rules rests on. */
export function columnsUnder(
  rules: readonly Pick<ClassRule<never, never, never>, 'restsOn'>[],
): ReadonlySet<string> {
  return new Set(rules.flatMap(({ restsOn }) => restsOn));
}
export interface Classification<Class extends string> {
  readonly class: Class;
  readonly rule: string;
  /** Rules further down that hold as well and are worth telling. */
  readonly also: readonly string[];
}

/** What is decided of a case, where nobody asks what is worth telling besides. */
export type Decided<Class extends string> = Omit<Classification<Class>, 'also'>;

const NOTHING: readonly string[] = [];

/** The class of one case by an ordered table, and the rule that gives it: the same as {@link classify}, without the rest. */
export function decide<Case, Context, Class extends string>(
  rules: readonly ClassRule<Case, Context, Class>[],
  item: Case,
  context: Context,
): Decided<Class> {
  for (const rule of rules)
    if (rule.class !== null && rule.holds(item, context))
      return { class: given(rule.class, item, context), rule: rule.code };
  throw new Error(ENDLESS);
}

const ENDLESS = 'a classification table must end with a rule that always holds';

const given = <Case, Context, Class extends string>(
  what: Exclude<ClassRule<Case, Context, Class>['class'], null>,
  item: Case,
  context: Context,
): Class => (typeof what === 'function' ? what(item, context) : what);

/** Classifies one case by an ordered table. */
export function classify<Case, Context, Class extends string>(
  rules: readonly ClassRule<Case, Context, Class>[],
  item: Case,
  context: Context,
): Classification<Class> {
  let decided: Class | undefined;
  let decisive = '';
  let also: string[] | undefined;
  for (const rule of rules) {
    if ((decided !== undefined && rule.isRemark !== true) || !rule.holds(item, context)) continue;
    if (decided !== undefined || rule.class === null) {
      (also ??= []).push(rule.code);
    } else {
      decided = given(rule.class, item, context);
      decisive = rule.code;
    }
  }
  if (decided === undefined) throw new Error(ENDLESS);
  return { class: decided, rule: decisive, also: also ?? NOTHING };
}

/** The rule with a code; a code of an earlier version of the table gives undefined. */
export function ruleWithCode<Case, Context, Class extends string>(
  rules: readonly ClassRule<Case, Context, Class>[],
  code: string,
): ClassRule<Case, Context, Class> | undefined {
  return rules.find((rule) => rule.code === code);
}

/** Why, by the rule with a code; of a code that the table no longer has, the code. */
export function reasonOf<Item, Context, Class extends string>(
  rules: readonly ClassRule<Item, Context, Class>[],
  code: string,
  item: Item,
  context: Context,
): string {
  return ruleWithCode(rules, code)?.reason(item, context) ?? code;
}
