import { capitalised } from '../../words/capitalised.ts';
import { isWithoutConsent } from '../subject.ts';
import { fact, labelled } from './fact-column.ts';

/** What lists tell of a patient. */

export const housing = fact(
  ['patient'],
  ['housing'],
  { key: 'housing', header: 'Boende', width: 16, format: 'text', needsConsent: true },
  (read) => labelled('housing', read.housing),
);

/** Why nobody can say whether the person is to be registered, or by whom. */
export const placeUnknown = fact(
  ['patient'],
  ['housing', 'kommun', 'hasOpenSip'],
  { key: 'placeUnknown', isDerived: true, header: 'Varför', width: 30, format: 'text', wrap: true },
  ({ housing, kommun, hasOpenSip }) =>
    [
      kommun === null ? 'patientens kommun är okänd eller ligger utanför regionen' : null,
      housing === null && !hasOpenSip ? 'boendet är okänt' : null,
    ]
      .filter((text) => text !== null)
      .map(capitalised)
      .join('. '),
);

export const hemsjukvard = fact(
  ['patient'],
  ['hemsjukvard'],
  {
    key: 'hemsjukvard',
    header: 'Hemsjukvårdsenhet',
    width: 20,
    format: 'text',
    wrap: true,
    needsConsent: true,
  },
  (read) => read.hemsjukvard,
);

export const temporaryAddress = fact(
  ['patient'],
  ['temporaryAddress'],
  {
    key: 'temporaryAddress',
    header: 'Vistelseadress i {source}',
    width: 14,
    format: 'text',
    wrap: true,
    needsConsent: true,
  },
  (read) => read.temporaryAddress,
);

export const nextOfKin = fact(
  ['patient'],
  ['nextOfKin'],
  {
    key: 'nextOfKin',
    header: 'Närstående i {source}',
    width: 10,
    format: 'text',
    wrap: true,
    needsConsent: true,
  },
  (read) => (read.nextOfKin === null ? null : labelled('flag', String(read.nextOfKin))),
);

export const listed = fact(
  ['patient'],
  ['listedAt'],
  {
    key: 'listed',
    header: 'Listad hälsocentral',
    width: 20,
    format: 'text',
    wrap: true,
    needsConsent: true,
  },
  ({ listedAt }) => listedAt,
);

/** Lists have no personnummer: the person is found by a case, where there is one. */
export const caseInSource = fact(
  ['patient'],
  ['caseInSource'],
  {
    key: 'caseInSource',
    isDerived: true,
    header: 'Sök i {source} på',
    width: 14,
    format: 'text',
    wrap: true,
  },
  (read) => read.caseInSource ?? 'personnummer (be om listan med det)',
);

export const hasSip = fact(
  ['patient'],
  ['hasOpenSip'],
  {
    key: 'hasSip',
    isDerived: true,
    header: 'Pågående SIP',
    width: 9,
    format: 'text',
    wrap: true,
    needsConsent: true,
  },
  ({ hasOpenSip }) => (hasOpenSip ? 'Ja' : 'Nej'),
);

export const sipsToMove = fact(
  ['patient'],
  ['movingSips'],
  { key: 'sipsToMove', header: 'SIP:ar i {source}', width: 18, format: 'text', wrap: true, identifies: true },
  ({ movingSips }) => movingSips.map(({ sipId }) => sipId).join(', '),
);

export const initiator = fact(
  ['patient'],
  ['movingSips'],
  {
    key: 'initiator',
    header: 'Initierande aktör',
    width: 16,
    format: 'text',
    wrap: true,
    needsConsent: true,
  },
  ({ movingSips: [first] }) => first?.role ?? null,
);

/** Who is in a list of the target need not be looked for; what is laid there may still be wrong. */
export const inTargetList = fact(
  ['patient'],
  ['inTargetListOn', 'consent'],
  {
    key: 'inTargetList',
    isDerived: true,
    isRare: true,
    header: 'Finns i listan från {target}',
    width: 11,
    format: 'date',
    wrap: true,
  },
  (read) => (isWithoutConsent(read) ? null : read.inTargetListOn),
);
