import type { Profile } from '../../profile/profile-schema.ts';
import type { Read } from '../readings.ts';
import { partiesText } from '../parties.ts';
import { reasonText } from './reason-text.ts';
import { day, fact, labelled } from './fact-column.ts';

/** What lists tell of a SIP. */

function lostReason({ lost: found }: Read<'sip', 'lost'>, { target }: Profile): string | null {
  if (found === null) return null;
  const { lastSeenOn, sourceListOn, targetListOn, attestedMovedOn } = found;
  const attested =
    attestedMovedOn === null ? '' : ` Intygad flyttad ${attestedMovedOn}, men det syns inte i listan.`;
  return `Pågående i uttaget ${lastSeenOn}, borta i uttaget ${sourceListOn}. Personen har ingen SIP i listan från ${target} ${targetListOn}.${attested}`;
}

export const sipInSource = fact(
  ['sip', 'sip_part'],
  ['sipId'],
  { key: 'sip', header: 'SIP i {source}', width: 12, format: 'text', identifies: true },
  ({ sipId }) => sipId,
);

export const started = fact(
  ['sip'],
  ['startedOn'],
  { key: 'started', header: 'Startad', width: 10, format: 'date', needsConsent: true },
  ({ startedOn }) => day(startedOn),
);

export const part = fact(
  ['sip'],
  ['part'],
  {
    key: 'part',
    header: 'Samordningsansvar',
    width: 12,
    format: 'text',
    needsConsent: true,
  },
  (read) => labelled('part', read.part),
);

export const unit = fact(
  ['sip'],
  ['unit'],
  {
    key: 'unit',
    header: 'Samordningsansvarig enhet',
    width: 18,
    format: 'text',
    needsConsent: true,
    wrap: true,
  },
  (read) => read.unit,
);

export const role = fact(
  ['sip'],
  ['role'],
  { key: 'role', header: 'Samordningsansvarig', width: 16, format: 'text', needsConsent: true, wrap: true },
  (read) => read.role,
);

export const how = fact(
  ['sip', 'sip_part'],
  ['class'],
  {
    key: 'how',
    isDerived: true,
    header: 'Så här startas den',
    width: 22,
    format: 'text',
    wrap: true,
  },
  (read) =>
    read.class === 'move-with-vardtillfalle'
      ? 'Erbjud SIP (pågående vårdtillfälle)'
      : 'Skapa en SIP utanför vårdtillfälle',
);

export const reason = fact(
  ['sip'],
  ['classLabel', 'reasons', 'consent'],
  {
    key: 'reason',
    isDerived: true,
    header: 'Varför',
    width: 40,
    format: 'text',
    wrap: true,
  },
  reasonText,
);

export const lost = fact(
  ['sip'],
  ['lost'],
  {
    key: 'lost',
    isDerived: true,
    header: 'Varför',
    width: 40,
    format: 'text',
    wrap: true,
    needsConsent: true,
  },
  lostReason,
);

export const consent = fact(
  ['sip'],
  ['consent'],
  { key: 'consent', header: 'Samtycke', width: 11, format: 'text' },
  (read) => labelled('consent', read.consent),
);

export const phase = fact(
  ['sip'],
  ['phase'],
  {
    key: 'phase',
    header: 'Fas',
    width: 14,
    format: 'text',
    wrap: true,
    needsConsent: true,
  },
  (read) => labelled('phase', read.phase),
);

export const meeting = fact(
  ['sip'],
  ['meetingOn'],
  { key: 'meeting', header: 'Möte', width: 10, format: 'date', needsConsent: true },
  ({ meetingOn }) => meetingOn,
);

export const changed = fact(
  ['sip'],
  ['changedOn'],
  {
    key: 'changed',
    header: 'Senast ändrad',
    width: 10,
    format: 'date',
    needsConsent: true,
  },
  ({ changedOn }) => changedOn,
);

/** Which of the others have moved what is theirs. */
export const parties = fact(
  ['sip'],
  ['parties'],
  {
    key: 'parties',
    isDerived: true,
    isRare: true,
    header: 'Övriga parter',
    width: 30,
    format: 'text',
    wrap: true,
    needsConsent: true,
  },
  (read) => partiesText(read.parties),
);

/** Who answers for the whole, told to the others. */
export const responsible = fact(
  ['sip_part'],
  ['responsible'],
  {
    key: 'responsible',
    header: 'Samordningsansvarig enhet',
    width: 18,
    format: 'text',
    wrap: true,
    needsConsent: true,
  },
  (read) => read.responsible,
);

/** The party whose row it is, where the list is not its own. */
export const partyName = fact(
  ['sip_part'],
  ['party'],
  { key: 'party', header: 'Part', width: 26, format: 'text', wrap: true },
  ({ party }) => party.name,
);
