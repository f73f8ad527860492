import type { Contact } from '../../domain/packages/contacts.ts';
import type { Card } from './card-html.ts';
import type { Cover } from './cover-html.ts';

export const SENDER_FOR_TESTS: Contact = {
  recipient: 'Avsändare',
  function: 'Systemförvaltningen för Prator och Lifecare SP',
  channel: 'sdk',
  address: 'plc-forvaltning@region.example',
  passwordChannel: 'telefon',
  phone: '070-174 06 31',
};

export const aCard = (more: Partial<Card> = {}): Card => ({
  recipient: 'Hälsocentralen Granen',
  isGuarded: false,
  source: 'Prator',
  target: 'Lifecare SP',
  passwordChannel: 'sms',
  sender: SENDER_FOR_TESTS,
  ...more,
});

/** As long as one of the region is: five lists, long names. */
export const aCover = (more: Partial<Cover> = {}): Cover => ({
  ...aCard(),
  recipient: 'Hälsocentralen Granen och Tallen, Sundsvall och Timrå',
  asOf: '2025-09-29',
  environment: 'PRODUKTION – riktiga patienter. Inga tester.',
  lists: ['3', '6', '7', 'stada', 'kvittera'].map((step, at) => ({
    file: `steg-${step}-halsocentralen-granen-och-tallen-1a2b3c.xlsx`,
    id: `AL-021${String(at)}`,
    title: 'Steg 3 – Primärvården kompletterar vårdtillfällen i Lifecare SP',
    deadline: '2025-10-10',
  })),
  ...more,
});
