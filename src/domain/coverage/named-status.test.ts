import { describe, expect, it } from 'vitest';
import { PROFILE } from '../classification/cases.test-help.ts';
import type { KindName } from '../kinds/kinds.ts';
import { resolveColumns } from '../mapping/mapping.ts';
import { namedOver, saysOver } from './named-status.ts';

describe('a title or a name', () => {
  it.each([
    ...[
      'Avslutade',
      'AVSLUTADE',
      'Avslutade SIP:ar',
      'Urval: Status = Avslutad',
      'sip-avslutade-2025-09-15.csv',
    ],
    ...[
      'Pågående och avslutade',
      'Stängda',
      'Utskrivna patienter',
      'Ej aktuella',
      'Inaktiva',
      'SipAvslutade',
    ],
  ])('says that cases are over: %s', (text) => {
    expect([saysOver(text, true), saysOver(text, false)]).toEqual([true, true]);
  });

  it.each(['Arkiv', 'sip-arkiv-2025.csv', 'Historik', 'Klara'])(
    'says so where it is a name and no sentence: %s',
    (text) => {
      expect([saysOver(text, true), saysOver(text, false)]).toEqual([true, false]);
    },
  );

  it.each([
    ...[
      'Prator - Pågående SIP',
      'Ej avslutade',
      'SIP, inte avslutade',
      'Exkl. avslutade SIP:ar',
      'Utskrivningsklara',
    ],
    ...[
      'Avslutade: Nej',
      'Avslutade visas ej',
      'Inskrivna',
      'Arkivera',
      'Avslut',
      'Avslutas senast 12 oktober',
    ],
  ])('says nothing of the kind: %s', (text) => {
    expect([saysOver(text, true), saysOver(text, false)]).toEqual([false, false]);
  });
});

describe('a list whose name or title says so', () => {
  const NAMES = [{ where: 'bladet', text: 'Avslutade', isName: true }];
  const found = (kind: KindName, headers: readonly string[], status?: readonly string[]) => {
    const mapping = status === undefined ? null : { kind, columns: { status }, values: {} };
    return namedOver(resolveColumns(kind, headers, PROFILE, mapping), mapping, NAMES);
  };

  it('is told where no column says it of each', () => {
    expect(found('sip', ['SIP-id', 'Kommun'])).toEqual(NAMES[0]);
    expect(found('patient', ['Personnummer', 'Kommun'])).toEqual(NAMES[0]);
    expect(found('vardtillfalle', ['Vårdtillfälle', 'Kommun'])).toEqual(NAMES[0]);
  });

  it('is not where one does, where somebody has said, or where nothing can be over', () => {
    expect(found('sip', ['SIP-id', 'Status'])).toBeNull();
    expect(found('vardtillfalle', ['Vårdtillfälle', 'Utskriven'])).toBeNull();
    expect(found('sip', ['SIP-id', 'Kommun'], [])).toBeNull();
    expect(found('meddelande', ['Meddelande-id', 'Ärende'])).toBeNull();
  });
});
