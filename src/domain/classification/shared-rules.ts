import type { Profile } from '../profile/profile-schema.ts';
import { columnLabels } from '../kinds/kinds.ts';
import { reopeningText } from './reopening.ts';
import type { CaseState } from './case-state.ts';
import type { ClassRule } from './class-rule.ts';
import type { CaseClass } from './classes.ts';

/** A case of either kind, as far as these rules look at it. */
interface AnyCase extends CaseState {
  readonly facts: { readonly is_protected: number | null };
}

interface Wording<Case, Context> {
  /** Before each code. */
  readonly prefix: string;
  readonly kind: 'sip' | 'vardtillfalle';
  /** As a sentence begins: "SIP:en". */
  readonly theCase: string;
  /** In the newest list, and not closed by it or since: what needs telling of a case that is still there. */
  readonly isOpenInSource: (item: Case, context: Context) => boolean;
}

/**
 * The rules that hold alike for SIPs and vårdtillfällen, in their order: protected persons have lists of their own
 * whatever else is so; then a person's decision; then remarks on a decision that has aged and a case that came back.
 */
export function rulesOfEitherKind<
  Case extends AnyCase,
  Context extends { readonly profile: Pick<Profile, 'source'> },
  Class extends CaseClass,
>({
  prefix,
  kind,
  theCase,
  isOpenInSource,
}: Wording<Case, Context>): readonly ClassRule<Case, Context, Class | 'protected' | 'needs-decision'>[] {
  return [
    {
      code: `${prefix}_PROTECTED`,
      class: 'protected',
      holds: ({ facts }) => facts.is_protected === 1,
      reason: () => 'Personen har skyddade personuppgifter: egen lista, utsedda handläggare.',
      restsOn: ['is_protected'],
      source: 'Offentlighets- och sekretesslagen (2009:400) 22 kap. 1 §; domain §8',
    },
    {
      code: `${prefix}_DECIDED`,
      class: ({ decision }) => (decision?.class ?? 'needs-decision') as Class,
      holds: ({ decision }) => decision !== null,
      reason: ({ decision }) =>
        `Beslutat ${decision?.on ?? ''} av ${decision?.by ?? ''}: ${decision?.reason ?? ''}`,
      restsOn: [],
      source: 'contract, decide: a person overrules a class',
    },
    {
      code: `${prefix}_DECISION_OUTDATED`,
      isRemark: true,
      class: null,
      holds: (item, context) =>
        item.decision !== null && item.changedSinceDecision.length > 0 && isOpenInSource(item, context),
      reason: ({ decision, changedSinceDecision }) =>
        `Uppgifter har ändrats sedan beslutet ${decision?.on ?? ''} (${columnLabels(kind, changedSinceDecision)}). Klassen är kvar som beslutad; pröva beslutet igen.`,
      restsOn: [],
      source: 'contract, decide: flagged when the facts under it change',
    },
    {
      code: `${prefix}_REOPENED`,
      isRemark: true,
      class: null,
      holds: (item, context) => item.reopened !== null && isOpenInSource(item, context),
      reason: ({ reopened }, { profile }) =>
        reopened === null
          ? ''
          : `${theCase} ${reopeningText(reopened)} men finns igen i uttaget ${reopened.on}. Se efter i ${profile.source} varför.`,
      restsOn: [],
      source: 'domain §3: reclassify at every import, both ways; inferred: what comes back must be seen',
    },
  ];
}
