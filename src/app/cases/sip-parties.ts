import { referenceCode } from '../../domain/identity/reference-code.ts';
import { openParties, type PartiesDone, type Party } from '../../domain/plan/parties.ts';
import {
  isForNamedHandlers,
  type PartySubject,
  type SipSubject,
  type Subject,
} from '../../domain/plan/subject.ts';
import { fold } from '../../domain/words/fold.ts';
import { casesAsOf, type CaseRow } from '../../register/cases/cases.ts';
import type { Register } from '../../register/file/register.ts';
import { openPartyNumbers, type NumberedParty } from '../../register/cases/sip-parties.ts';
import { openStepAnswers, type StepAnswers } from './step-answers.ts';

type NamedSip = Pick<CaseRow<'sip'>, 'key' | 'participants' | 'part' | 'kommun' | 'unit'>;

/** Who the parties of SIPs are, what they are called on lists, and what they have answered, as of a day. */
export interface SipParties {
  readonly named: (sip: NamedSip) => readonly { readonly party: Party; readonly partNo: number }[];
  readonly done: (sip: NamedSip) => PartiesDone;
}

/** Nothing is read before a SIP is asked about whose list names somebody. */
export function openSipParties(register: Register, asOf: string): SipParties {
  const { db, profile } = register;
  let opened: { readonly partiesOf: ReturnType<typeof openParties>; readonly numberOf: PartyNumbers } | null =
    null;
  let answers: StepAnswers | null = null;
  const open = () => {
    if (opened !== null) return opened;
    const units = new Map(
      [...casesAsOf(db, 'enhet', asOf)].flatMap(({ name, part }) =>
        name === null ? [] : [[fold(name), { name, part }] as const],
      ),
    );
    return (opened = {
      partiesOf: openParties((folded) => units.get(folded), profile),
      numberOf: openPartyNumbers(db),
    });
  };
  const read = ({ key, participants, part, kommun, unit }: NamedSip) => {
    const { partiesOf, numberOf } = open();
    const { parties, unknown } = partiesOf(participants, { part, kommun, unit });
    return { parties: parties.map((party) => ({ party, partNo: numberOf(key, party.key) })), unknown };
  };
  const doneOn = (partNo: number): string | null => {
    const given = (answers ??= openStepAnswers(db, asOf)).of('sip_part', partNo);
    return [...(given?.values() ?? [])].map((answer) => answer.doneOn).find((day) => day !== null) ?? null;
  };
  return {
    named: (sip) => (sip.participants === null ? [] : read(sip).parties),
    done: (sip) => {
      if (sip.participants === null) return NOBODY_NAMED;
      const { parties, unknown } = read(sip);
      return { parties: parties.map(({ party, partNo }) => ({ party, doneOn: doneOn(partNo) })), unknown };
    },
  };
}

const isOpenForHandlers = (sip: SipSubject): boolean =>
  isForNamedHandlers(sip) && sip.classification.class !== 'closed';

/** What keeps the reference of a party that is about to stand on a list. */
export const numberedParty = (subject: Subject): readonly NumberedParty[] =>
  subject.kind === 'sip_part'
    ? [
        {
          partNo: subject.caseNo,
          sipKey: subject.sip.item.facts.sip_id ?? '',
          partyKey: subject.party.key,
        },
      ]
    : [];

type PartyNumbers = ReturnType<typeof openPartyNumbers>;
const NOBODY_NAMED: PartiesDone = { parties: [], unknown: 0 };
const MOVES: readonly string[] = ['move-with-vardtillfalle', 'move-outside-vardtillfalle'];

/** The parties of the SIPs that are to be moved: what is theirs to move, each for itself. */
export function partySubjects(
  sips: readonly { readonly subject: SipSubject; readonly row: NamedSip }[],
  { named }: SipParties,
): readonly PartySubject[] {
  return sips.flatMap(({ subject, row }) =>
    MOVES.includes(subject.classification.class) || isOpenForHandlers(subject)
      ? named(row).map(({ party, partNo }): PartySubject => {
          const { name, personId, birthYear, kommun, consent } = subject;
          return {
            kind: 'sip_part',
            ...{ name, personId, birthYear, kommun, consent },
            reference: referenceCode('D', partNo),
            caseNo: partNo,
            unit: party.unit,
            isProtected: isForNamedHandlers(subject),
            sip: subject,
            party,
          };
        })
      : [],
  );
}
