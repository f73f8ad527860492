import type { Profile } from '../profile/profile-schema.ts';
import { columnLabels } from '../kinds/kinds.ts';
import { AHEAD, columnsAhead } from '../records/ahead-days.ts';
import { reopeningText } from './reopening.ts';
import {
  isAttestedClosed,
  isListedSinceDecidedClosed,
  isPerhapsRenewed,
  standingDecision,
  type CaseState,
} from './case-state.ts';
import { inTargetText } from './in-target.ts';
import { columnsUnder, type ClassedKind, type ClassRule } from './class-rule.ts';
import type { CaseClass } from './classes.ts';

interface Wording<Case, Context> {
  /** Before each code. */
  readonly prefix: string;
  readonly kind: ClassedKind;
  /** As a sentence begins: "SIP:en". */
  readonly theCase: string;
  /** In the newest list, and not closed by it or since: what needs telling of a case that is still there. */
  readonly isOpenInSource: (item: Case, context: Context) => boolean;
  /** Still there and to be finished or closed there, while nobody can say whether it goes on in the target. */
  readonly isPerhapsInBoth: (item: Case, context: Context) => boolean;
}

/** Protected persons have lists of their own, and so has whoever may be one; which of the two it is is told. */
function protectionRules<Case extends CaseState, Context>(
  prefix: string,
): readonly ClassRule<Case, Context, 'protected'>[] {
  return [
    {
      code: `${prefix}_PROTECTED`,
      class: 'protected',
      holds: ({ isProtected, isProtectedPerhaps }) => isProtected && isProtectedPerhaps !== true,
      reason: () => 'Personen har skyddade personuppgifter: egen lista, utsedda handläggare.',
      restsOn: ['is_protected'],
      source: 'Offentlighets- och sekretesslagen (2009:400) 22 kap. 1 §; domain §8',
    },
    {
      code: `${prefix}_PROTECTED_PERHAPS`,
      class: 'protected',
      holds: ({ isProtected, isProtectedPerhaps }) => isProtected && isProtectedPerhaps === true,
      reason: () =>
        'En rad säger att en person med detta namn har skyddade personuppgifter, och dess nummer går inte att använda: kanske samma person. Ärendet hanteras som skyddat till dess att numret på den raden är rättat (overgang inbox), eller någon som vet beslutar att det är en annan person (overgang decide, not-protected).',
      restsOn: ['name', 'kommun'],
      source: 'domain §10: any sign of protection protects; nothing is guessed',
    },
  ];
}

/** What somebody has said of who may be protected, and whether it counts still. */
function notProtectedRule<Case extends CaseState, Context>(prefix: string): ClassRule<Case, Context, never> {
  return {
    code: `${prefix}_NOT_PROTECTED`,
    isRemark: true,
    class: null,
    holds: ({ notProtected }) => notProtected !== undefined && notProtected !== null,
    reason: ({ notProtected, isProtected }) =>
      isProtected
        ? `Beslutet ${notProtected?.on ?? ''} att personen inte är den skyddade med samma namn gäller inte längre: uppgifterna är ändrade, en annan rad säger sedan dess att någon med samma namn är skyddad, eller en lista säger det om personen. Pröva beslutet igen.`
        : `Beslutat ${notProtected?.on ?? ''} av ${notProtected?.by ?? ''}: personen är inte den skyddade med samma namn. ${notProtected?.reason ?? ''}`,
    restsOn: [],
    source: 'contract, decide: a person overrules; domain §10: any sign protects until somebody knows better',
  };
}

/**
 * The rules that hold alike for SIPs and vårdtillfällen, in their order: protected persons have lists of their own
 * whatever else is so; then a person's decision; then remarks on a decision that has aged and a case that came back.
 */
export function rulesOfEitherKind<
  Case extends CaseState,
  Context extends { readonly profile: Pick<Profile, 'source'> },
  Class extends CaseClass,
>({
  prefix,
  kind,
  theCase,
  isOpenInSource,
}: Omit<Wording<Case, Context>, 'isPerhapsInBoth'>): readonly ClassRule<
  Case,
  Context,
  Class | 'protected' | 'needs-decision'
>[] {
  return [
    ...protectionRules<Case, Context>(prefix),
    {
      code: `${prefix}_DECIDED`,
      class: ({ decision }) => (decision?.class ?? 'needs-decision') as Class,
      holds: (item) => standingDecision(item) !== null,
      reason: ({ decision }) =>
        `Beslutat ${decision?.on ?? ''} av ${decision?.by ?? ''}: ${decision?.reason ?? ''}`,
      restsOn: [],
      source: 'contract, decide: a person overrules a class; domain §10: a later list that has it open holds',
    },
    notProtectedRule<Case, Context>(prefix),
    {
      code: `${prefix}_ONLY_SET_ASIDE`,
      isRemark: true,
      class: 'needs-decision',
      holds: ({ isOnlySetAside }) => isOnlySetAside === true,
      reason: ({ lastSeenOn }, { profile }) =>
        `${theCase} är känd bara från uttaget ${lastSeenOn}, som har lagts åt sidan efter att arbetslistor lämnats ut på det. Se efter i ${profile.source} om den finns.`,
      restsOn: [],
      source: 'inferred: what people have been handed is not taken away without a word',
    },
    {
      code: `${prefix}_DECISION_OUTDATED`,
      isRemark: true,
      class: null,
      holds: (item, context) =>
        standingDecision(item) !== null &&
        item.changedSinceDecision.length > 0 &&
        isOpenInSource(item, context),
      reason: ({ decision, changedSinceDecision }) =>
        `Uppgifter har ändrats sedan beslutet ${decision?.on ?? ''} (${columnLabels(kind, changedSinceDecision)}). Klassen är kvar som beslutad; pröva beslutet igen.`,
      restsOn: [],
      source: 'contract, decide: flagged when the facts under it change',
    },
    {
      code: `${prefix}_DECIDED_CLOSED_LISTED`,
      isRemark: true,
      class: null,
      holds: (item, context) => isListedSinceDecidedClosed(item) && isOpenInSource(item, context),
      reason: ({ decision, lastSeenOn }) =>
        `${theCase} är beslutad som avslutad ${decision?.on ?? ''}, men står som öppen i uttaget ${lastSeenOn}. Den räknas därför som öppen; pröva beslutet igen.`,
      restsOn: [],
      source: 'domain §10: two sources that contradict each other are told, and the careful one holds',
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

/**
 * What stands between the facts and the rules that read them: a text that nobody could understand in a column that any
 * rule rests on, and a case that may be about somebody else, or may not be gone. All of it is left to people.
 *
 * @param rules the other rules of the table: what they rest on must have been read
 */
export function rulesOfDoubt<
  Case extends CaseState,
  Context extends { readonly profile: Pick<Profile, 'source' | 'target'> },
  Class extends CaseClass,
>(
  { prefix, kind, theCase, isPerhapsInBoth }: Omit<Wording<Case, Context>, 'isOpenInSource'>,
  rules: readonly ClassRule<Case, Context, Class>[],
): readonly ClassRule<Case, Context, Class | 'needs-decision'>[] {
  const columns = columnsUnder(rules);
  const unreadOf = ({ unread }: Case): readonly string[] =>
    unread.filter((column) => columns.has(column) && !unread.includes(column + AHEAD));
  return [
    {
      code: `${prefix}_UNREAD`,
      isRemark: true,
      class: 'needs-decision',
      holds: (item) => item.unread.length > 0 && unreadOf(item).length > 0,
      reason: (item) =>
        `Det som klassen vilar på går inte att läsa i listan (${columnLabels(kind, unreadOf(item))}): det är okänt, inte tomt.`,
      restsOn: [...columns],
      source: 'domain §10: unread is not absent; what rests on it needs a decision',
    },
    {
      code: `${prefix}_DAY_AHEAD`,
      isRemark: true,
      class: 'needs-decision',
      holds: (item) =>
        item.unread.length > 0 && columnsAhead(item.unread).length > 0 && !isAttestedClosed(item),
      reason: ({ unread, lastSeenOn }, { profile }) =>
        `Uttaget ${lastSeenOn} har en dag som inte hade kommit när det togs ut (${columnLabels(kind, columnsAhead(unread))}): det har inte hänt för att dagen går. Läs in ett senare uttag, eller se efter i ${profile.source}.`,
      restsOn: [...columns],
      source: 'domain §10: nothing that a list has not said may be stated as said',
    },
    {
      code: `${prefix}_IN_BOTH_UNCLEAR`,
      isRemark: true,
      class: 'needs-decision',
      holds: isPerhapsInBoth,
      reason: ({ inTarget }, { profile: { source, target } }) =>
        inTarget === null
          ? ''
          : `${theCase} ${inTargetText(inTarget, 'startat', target)}, men ska enligt uppgifterna avslutas i ${source}: ingen vet om personens ärende pågår i båda. Se efter i ${target}.`,
      restsOn: ['status'],
      source: 'domain §10: unread is not absent; what rests on it needs a decision',
    },
    {
      code: `${prefix}_OTHER_PERSON`,
      isRemark: true,
      class: 'needs-decision',
      holds: ({ otherPersonOn }) => otherPersonOn !== null,
      reason: ({ otherPersonOn }, { profile }) =>
        `${theCase} hade en annan persons nummer i uttaget ${otherPersonOn ?? ''}: två personer på ett id. Se efter i ${profile.source} vem det gäller.`,
      restsOn: ['person_id'],
      source: 'domain §8: never merged; inferred: two persons on one id is an error',
    },
    {
      code: `${prefix}_PERHAPS_RENEWED`,
      class: 'needs-decision',
      holds: isPerhapsRenewed,
      reason: ({ renewedAs, latestListOn }, { profile }) =>
        `${theCase} finns inte i uttaget ${latestListOn}, men samma person har ett nytt ärende där (${renewedAs.join(', ')}). Se efter i ${profile.source} om det är samma under nytt nummer.`,
      restsOn: ['person_id'],
      source: 'domain §10: nothing is gone without an explanation; nothing is guessed',
    },
  ];
}
