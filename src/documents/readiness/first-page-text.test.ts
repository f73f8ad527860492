import { describe, expect, it } from 'vitest';
import type { Behind, DayPage } from '../../domain/readiness/day-page.ts';
import { aReadiness } from '../../domain/readiness/readiness.test-help.ts';
import type { Paint } from '../kit/paint.ts';
import { firstPageText } from './first-page-text.ts';

const plain = (text: string): string => text;
const UNPAINTED: Paint = { bold: plain, dim: plain, good: plain, bad: plain, notice: plain };

const behind = (label: string, own: Partial<Behind> = {}): Behind => ({
  ...{ label, urgency: 'late', step: 'Steg 2', planned: 9, dueOn: '2025-09-30', hasAnswered: false },
  left: { value: 7, isFew: false, cohort: 'step-left', scope: { unit: label, step: '2-somatik' } },
  ...{
    holdsUp: ['A', 'B'],
    role: 'Sjuksköterska.',
    contact: 'ärende i Självservice',
    phone: null,
    pace: null,
  },
  ...own,
});

function text(day: Partial<DayPage>): string {
  const model = aReadiness();
  const { day: page } = model;
  if (page === null) throw new Error('no page');
  return firstPageText({ ...model, day: { ...page, ...day } }, UNPAINTED, 80).join('\n');
}

describe('the first page in a terminal', () => {
  it('says whether we make it, with each of the three deadlines, in 80 columns', () => {
    const told = text({ behind: ['Avdelning 7', 'Avdelning 8'].map((label) => behind(label)) });
    for (const day of ['fre 10 okt', 'sön 12 okt', 'tor 16 okt']) expect(told).toContain(day);
    for (const line of told.split('\n')) expect(line.length).toBeLessThanOrEqual(80);
  });

  it('says who is behind, what is left, who waits and how they are reached', () => {
    const told = text({ behind: [behind('Avdelning 7')] }).replaceAll(/\s+/gu, ' ');
    expect(told).toContain(
      'Sent: Avdelning 7, 7 kvar. Steg 2, skulle vara klart 30 sep. Inget svar. 2 enheter väntar. Sjuksköterska, ärende i Självservice',
    );
    expect(text({ behind: [behind('Avdelning 7', { phone: 'Enhetschef, 060-12 34 56' })] })).toContain(
      'Sjuksköterska, Enhetschef, 060-12 34 56',
    );
  });

  it('tells few as a word, and how many it does not tell', () => {
    const left = { value: 3, isFew: true, cohort: 'step-left', scope: {} };
    const many = Array.from({ length: 7 }, (_, at) => behind(`Avdelning ${at}`, { left }));
    const told = text({ behind: many });
    expect(told).toContain('få kvar');
    expect(told).not.toContain('3 kvar');
    expect(told).toContain('och 2 till');
  });

  it('is not there where it was not reckoned', () => {
    expect(firstPageText({ ...aReadiness(), day: null }, UNPAINTED, 80)).toEqual([]);
  });
});
