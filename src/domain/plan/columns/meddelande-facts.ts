import { initialAndSurname } from '../../identity/initials.ts';
import { fillText } from '../../profile/fill-text.ts';
import type { Profile } from '../../profile/profile-schema.ts';
import { capitalised } from '../../words/capitalised.ts';
import type { Read } from '../readings.ts';
import { day, fact } from './fact-column.ts';

/** What lists tell of a message that nobody has acknowledged. */

/** The help request that central IT asks for (seed 000, "Hjälp att kvittera"): unit, "A Larsson", birth year; no more. */
function helpRequest(
  { toUnit, name, birthYear, receivedBy }: Read<'meddelande', 'toUnit' | 'name' | 'birthYear' | 'receivedBy'>,
  profile: Profile,
): string {
  const to = receivedBy === null ? 'Hjälpbegäran' : capitalised(fillText(`{support:${receivedBy}}`, profile));
  const shown = name === null ? 'patient okänd' : initialAndSurname(name);
  return `${to}: hjälp att kvittera. Enhet: ${toUnit ?? 'okänd'}. Patient: ${shown}, född ${birthYear ?? 'okänt år'}.`;
}

export const meddelandeInSource = fact(
  ['meddelande'],
  ['meddelandeId'],
  { key: 'meddelande', header: 'Meddelande', width: 11, format: 'text', identifies: true },
  ({ meddelandeId }) => meddelandeId,
);

export const caseOf = fact(
  ['meddelande'],
  ['caseId'],
  { key: 'case', header: 'Ärende', width: 11, format: 'text', identifies: true },
  ({ caseId }) => caseId,
);

export const messageType = fact(
  ['meddelande'],
  ['type'],
  { key: 'type', header: 'Meddelandetyp', width: 18, format: 'text', wrap: true, needsConsent: true },
  (read) => read.type,
);

export const fromUnit = fact(
  ['meddelande'],
  ['fromUnit'],
  { key: 'from', header: 'Avsändare', width: 20, format: 'text', wrap: true, needsConsent: true },
  ({ fromUnit }) => fromUnit,
);

export const toUnit = fact(
  ['meddelande'],
  ['toUnit'],
  { key: 'to', header: 'Mottagare', width: 20, format: 'text', wrap: true, needsConsent: true },
  ({ toUnit }) => toUnit,
);

/** Why no unit has the message on its list. */
export const nobodysMessage = fact(
  ['meddelande'],
  ['toUnit', 'isUnitKnown', 'caseState'],
  { key: 'nobodys', isDerived: true, header: 'Varför', width: 30, format: 'text', wrap: true },
  ({ toUnit, isUnitKnown, caseState }, { source }) =>
    [
      isUnitKnown ? null : toUnit === null ? 'mottagare saknas' : 'mottagaren finns inte i enhetslistan',
      caseState === 'closed' ? `ärendet är avslutat i ${source}` : null,
      caseState === 'unknown' ? 'ärendet finns inte i någon lista' : null,
    ]
      .filter((text) => text !== null)
      .map(capitalised)
      .join('. '),
);

export const sentOn = fact(
  ['meddelande'],
  ['sentAt'],
  { key: 'sent', header: 'Skickat', width: 10, format: 'date', needsConsent: true },
  ({ sentAt }) => day(sentAt),
);

export const help = fact(
  ['meddelande'],
  ['toUnit', 'name', 'birthYear', 'receivedBy'],
  {
    key: 'help',
    header: 'Hjälpbegäran',
    width: 44,
    format: 'text',
    wrap: true,
    isForSource: true,
    note: 'Text att klistra in. Verktyget skickar inget.',
  },
  helpRequest,
);
