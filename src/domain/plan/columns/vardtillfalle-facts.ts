import { addDays } from '../../calendar/days.ts';
import { isWorkingDay } from '../../calendar/working-days.ts';
import { reasonText } from './reason-text.ts';
import type { Outside } from '../subject.ts';
import { day, fact, labelled } from './fact-column.ts';

/** What lists tell of a vårdtillfälle. */

const OUTSIDE: Readonly<Record<Outside, string>> = {
  kommun: 'patientens kommun är okänd eller ligger utanför regionen',
  ward: 'vårdenheten saknas eller finns inte i enhetslistan',
  halsocentral: 'hälsocentralen finns inte i enhetslistan',
  'halsocentral-later': 'hälsocentralen har inte börjat än',
  'halsocentral-never': 'hälsocentralen är inte ansluten',
};

export const vardtillfalleInSource = fact(
  ['vardtillfalle'],
  ['vardtillfalleId'],
  {
    key: 'vardtillfalle',
    header: 'Vårdtillfälle i {source}',
    width: 11,
    format: 'text',
    wrap: true,
    identifies: true,
  },
  ({ vardtillfalleId }) => vardtillfalleId,
);

export const ward = fact(
  ['vardtillfalle'],
  ['unit'],
  {
    key: 'ward',
    header: 'Vårdenhet',
    width: 18,
    format: 'text',
    needsConsent: true,
    wrap: true,
  },
  ({ unit: name }) => name,
);

export const careForm = fact(
  ['vardtillfalle'],
  ['careForm'],
  {
    key: 'careForm',
    header: 'Vårdform',
    width: 11,
    format: 'text',
    needsConsent: true,
  },
  ({ careForm: form }) => labelled('careForm', form),
);

export const admitted = fact(
  ['vardtillfalle'],
  ['admittedAt'],
  {
    key: 'admitted',
    header: 'Inskriven',
    width: 10,
    format: 'date',
    needsConsent: true,
  },
  ({ admittedAt }) => day(admittedAt),
);

export const expected = fact(
  ['vardtillfalle'],
  ['expectedOn'],
  {
    key: 'expected',
    header: 'Beräknad utskrivning',
    width: 11,
    format: 'date',
    wrap: true,
    needsConsent: true,
  },
  ({ expectedOn }) => expectedOn,
);

export const ready = fact(
  ['vardtillfalle'],
  ['readyAt'],
  {
    key: 'ready',
    header: 'Utskrivningsklar',
    width: 12,
    format: 'date',
    wrap: true,
    needsConsent: true,
  },
  ({ readyAt }) => day(readyAt),
);

export const discharged = fact(
  ['vardtillfalle'],
  ['dischargedAt'],
  { key: 'discharged', header: 'Utskriven', width: 10, format: 'date', needsConsent: true },
  ({ dischargedAt }) => day(dischargedAt),
);

/** Seed 004: within 24 hours of utskrivningsklar; weekends and on-call, within 3 days. */
export const summonsBy = fact(
  ['vardtillfalle'],
  ['readyAt'],
  {
    key: 'summonsBy',
    header: 'Kallelse senast',
    width: 11,
    format: 'date',
    needsConsent: true,
    isDerived: true,
  },
  ({ readyAt }) => {
    const on = day(readyAt);
    return on === null ? null : addDays(on, isWorkingDay(on) ? 1 : 3);
  },
);

export const halsocentral = fact(
  ['vardtillfalle'],
  ['halsocentral'],
  {
    key: 'halsocentral',
    header: 'Hälsocentral',
    width: 18,
    format: 'text',
    needsConsent: true,
    wrap: true,
  },
  (read) => read.halsocentral,
);

export const openPsychiatry = fact(
  ['vardtillfalle'],
  ['openPsychiatry'],
  {
    key: 'openPsychiatry',
    header: 'Psykiatrisk öppenvårdsenhet',
    width: 18,
    format: 'text',
    needsConsent: true,
    wrap: true,
  },
  (read) => read.openPsychiatry ?? 'att ange',
);

export const why = fact(
  ['vardtillfalle'],
  ['classLabel', 'reasons', 'consent'],
  {
    key: 'why',
    isDerived: true,
    header: 'Varför',
    width: 34,
    format: 'text',
    wrap: true,
  },
  reasonText,
);

export const outside = fact(
  ['vardtillfalle'],
  ['outside'],
  {
    key: 'outside',
    isDerived: true,
    header: 'Utanför systemet',
    width: 30,
    format: 'text',
    wrap: true,
  },
  (read) => (read.outside.length === 0 ? null : read.outside.map((what) => OUTSIDE[what]).join('; ')),
);
