import { dayOf } from '../../calendar/days.ts';
import { selector, type Narrowing, type Selector, type Share } from '../selectors.ts';
import { isOfType } from '../actors.ts';
import { unitOwner, type Owner } from '../owners.ts';
import type { Read } from '../readings.ts';
import type { Profile } from '../../profile/profile-schema.ts';

// What several steps have in common.

/** The classes of vårdtillfällen that can be on their way to the target system. */
export const MOVING = ['start-in-lifecare', 'moved-back'] as const;

export const isOpenPsychiatry = isOfType('psykiatrisk öppenvård');
export const isBistand = isOfType('biståndsenhet');

export const EXTRA_MESSAGE = [
  'Skicka ett Extrameddelande om att vårdtillfället är överflyttat till {target}, med {source}s adressering, så nås alla parter.',
  'Extrameddelandet ska i sin tur kvitteras av alla innan vårdtillfället kan avslutas.',
] as const;

export const ANSWER_QUESTIONS = 'Besvara frågor i samband med inskrivning (de hamnar i Planeringsunderlag).';
export const ACKNOWLEDGE = 'Kvittera inskrivningsmeddelandet från slutenvården.';

export const UNTIL_READ_ONLY =
  'Vårdtillfället ska vara avslutat i {source} innan systemet blir skrivskyddat {day:readOnly}.';
export const WINDOW_AND_DEADLINES =
  'Arbetsfönstret slutar {day:sipWindowEnds}; alla SIP:ar ska vara stängda {day:allSipsClosed} ({week:allSipsClosed}); {source} blir skrivskyddat {day:readOnly}.';

/**
 * Seed 000, Steg 1: "Alla patienter som inte tillhör ordinärt boende … Alla patienter som har en pågående SIP"; less
 * the profile's exceptions.
 */
function isToBeRegistered(
  { hasOpenSip, housing, kommun }: Read<'patient', (typeof STEP_1_READS)[number]>,
  { exceptions }: Profile,
): boolean | 'unknown' {
  if (!hasOpenSip && housing === null) return 'unknown';
  if (!hasOpenSip && housing === 'ordinart') return false;
  if (kommun === null) return 'unknown';
  return (
    hasOpenSip ||
    !exceptions.some(
      (exception) =>
        exception.step === '1' && exception.housing === housing && exception.exceptKommuner.includes(kommun),
    )
  );
}

const STEP_1_READS = ['hasOpenSip', 'housing', 'kommun'] as const;
const ofStep1 = (name: string, holds: (answer: boolean | 'unknown') => boolean): Narrowing<'patient'> => ({
  name,
  ...selector<'patient', (typeof STEP_1_READS)[number], boolean>(STEP_1_READS, (patient, profile) =>
    holds(isToBeRegistered(patient, profile)),
  ),
});

export const toBeRegistered = ofStep1('to-be-registered', (answer) => answer === true);
/** Nobody can say whether the person is to be registered, or by which kommun: where the person lives is not known. */
export const isPlaceUnknown = ofStep1('place-unknown', (answer) => answer === 'unknown');
export const isOfStep1 = ofStep1('of-step-1', (answer) => answer !== false);

const RECEIVERS = ['unit', 'decision'] as const;

/** Who a message waits for: the unit it was sent to, or somebody who must say whose it is. */
const byReceiver = <const Receiver extends (typeof RECEIVERS)[number], const First extends boolean>(
  receiver: Receiver,
  isFirst: First,
) => ({
  division: 'receiver',
  share: receiver,
  shares: RECEIVERS,
  isFirst,
  ...selector<'meddelande', 'isUnitKnown' | 'isCaseOpen', boolean>(
    ['isUnitKnown', 'isCaseOpen'],
    ({ isUnitKnown, isCaseOpen }) => (isUnitKnown && isCaseOpen) === (receiver === 'unit'),
  ),
});

export const TO_A_UNIT = byReceiver('unit', true) satisfies Share<'meddelande'>;
export const TO_NOBODY = byReceiver('decision', false) satisfies Share<'meddelande'>;

export const isLost: Narrowing<'sip'> = {
  name: 'is-lost',
  ...selector<'sip', 'isLost', boolean>(['isLost'], (sip) => sip.isLost),
};

/** Somebody began it in the source system when such cases were begun in the target (domain §10). */
export const isBegunLate: Narrowing<'sip' | 'vardtillfalle'> = {
  name: 'is-begun-late',
  ...selector<'sip' | 'vardtillfalle', 'isBegunLate', boolean>(['isBegunLate'], (one) => one.isBegunLate),
};

export const isOutside: Narrowing<'vardtillfalle'> = {
  name: 'is-outside',
  ...selector<'vardtillfalle', 'moves' | 'outside', boolean>(
    ['moves', 'outside'],
    ({ moves, outside }) => moves && outside.length > 0,
  ),
};

/** The same on a unit that has begun: who has not is on lists of its own. */
export const isOutsideOfBegun: Narrowing<'vardtillfalle'> = {
  name: 'is-outside-of-begun',
  ...selector<'vardtillfalle', 'moves' | 'outside' | 'connection', boolean>(
    ['moves', 'outside', 'connection'],
    ({ moves, outside, connection }) => moves && outside.length > 0 && connection.state === 'begun',
  ),
};

/** The ward that the patient is in. */
export const WARD: Selector<'vardtillfalle', Owner> = selector<
  'vardtillfalle',
  'careForm' | 'unit' | 'kommun',
  Owner
>(['careForm', 'unit', 'kommun'], ({ careForm, unit, kommun }, profile) =>
  unitOwner(
    careForm === 'psykiatri' ? 'psykiatri' : 'slutenvard',
    unit,
    'Slutenvården, enhet saknas',
    kommun,
    profile,
  ),
);

/** A person with a SIP that is to be moved: one row, however many there are (seed 004). */
export const hasSipToMove: Narrowing<'patient'> = {
  name: 'has-sip-to-move',
  ...selector<'patient', 'movingSips', boolean>(['movingSips'], ({ movingSips }) => movingSips.length > 0),
};

export const isReady: Narrowing<'vardtillfalle'> = {
  name: 'is-ready',
  ...selector<'vardtillfalle', 'moves' | 'readyAt', boolean>(
    ['moves', 'readyAt'],
    ({ moves, readyAt }) => moves && readyAt !== null,
  ),
};

const UNIT_STATES = ['begun', 'later', 'never'] as const;

/** By whether the unit whose case it is works in the target system: it has begun, begins later, or has no day. */
const byUnitState = <const State extends (typeof UNIT_STATES)[number], const First extends boolean>(
  state: State,
  isFirst: First,
) => ({
  division: 'unit-state',
  share: state,
  shares: UNIT_STATES,
  isFirst,
  ...selector<'sip' | 'vardtillfalle', 'connection', boolean>(
    ['connection'],
    ({ connection }) => connection.state === state,
  ),
});

export const UNIT_BEGUN = byUnitState('begun', true) satisfies Share<'sip'>;
export const UNIT_LATER = byUnitState('later', false);
export const UNIT_NEVER = byUnitState('never', false);

/** A vårdtillfälle that began on the unit's day or later: it is to be in the target system from the start. */
export const isNewAtUnit: Narrowing<'vardtillfalle'> = {
  name: 'is-new-at-unit',
  ...selector<'vardtillfalle', 'moves' | 'connection' | 'admittedAt', boolean>(
    ['moves', 'connection', 'admittedAt'],
    ({ moves, connection, admittedAt }) =>
      moves && connection.day !== null && admittedAt !== null && dayOf(admittedAt) >= connection.day,
  ),
};

/** The open vårdtillfällen that somebody works with. */
export const AT_WARD = [
  'start-in-lifecare',
  'finish-in-prator',
  'moved-back',
  'awaiting-acknowledgement',
] as const;
/** The SIPs that go on in the target system. */
export const SIPS_TO_MOVE = ['move-with-vardtillfalle', 'move-outside-vardtillfalle'] as const;
