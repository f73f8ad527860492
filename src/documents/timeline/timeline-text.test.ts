import { describe, expect, it } from 'vitest';
import { PROFILE } from '../../domain/classification/cases.test-help.ts';
import type { Profile } from '../../domain/profile/profile-schema.ts';
import { timelineOf, type Progress } from '../../domain/timeline/timeline.ts';
import type { Paint } from '../kit/paint.ts';
import { timelineText } from './timeline-text.ts';

const asIs = (text: string): string => text;
const PLAIN: Paint = { bold: asIs, dim: asIs, good: asIs, bad: asIs, notice: asIs };

const MEASURED: Readonly<Record<string, Progress>> = {
  'steg-2': { planned: 84, done: 84 },
  'steg-4': { planned: 60, done: 30 },
  'steg-6': { planned: 1188, done: 982 },
};

function linesOn(asOf: string, profile: Profile = PROFILE, width = 80, paint = PLAIN): readonly string[] {
  const entries = timelineOf(profile, asOf, ({ id }) => MEASURED[id] ?? null);
  return timelineText({ entries, lock: null, asOf }, profile, paint, width).split('\n');
}

const rowOf = (lines: readonly string[], start: RegExp): string =>
  lines.find((line) => start.test(line)) ?? '';

describe('the picture', () => {
  const lines = linesOn('2025-10-08');

  it('has an axis of weeks up to 28 September, then of the days that decide', () => {
    const at = lines.findIndex((line) => line.includes('v18'));
    expect(lines.slice(at, at + 3)).toEqual([
      '                            v18   v24   v30   v36  v40    v41    v42    v43',
      '         veckor ┊ dagar     28/4  9/6   21/7  1/9  29/9   6/10   13/10  20/10',
      '         i dag 8/10                                         ▼',
    ]);
  });

  it.each([
    [
      'past',
      /^passerat Steg 1/u,
      'passerat Steg 1 kommun      ·=====================┊=····  ··│··  ·····  ·····',
    ],
    ['done', /^klart/u, 'klart    Steg 2 84/84       ······················┊·█···  ··│··  ·····  ·····'],
    ['late', /^SENT/u, 'SENT     Steg 4 30/60       ······················┊··!··  ··│··  ·····  ·····'],
    // 982 of 1188 are 83 %: seven of the nine days of the bar.
    [
      'running',
      /^pågår {4}Steg 6/u,
      'pågår    Steg 6 982/1\u00a0188   ······················┊···███████▓▓  ·····  ·····',
    ],
    [
      'ahead',
      /^kommer {3}Prator/u,
      'kommer   Prator sätts i lä… ······················┊·····  ··│··  ···░·  ·····',
    ],
  ])('draws a bar that is %s by word and sign', (_, start, row) => {
    expect(rowOf(lines, start)).toBe(row);
  });

  it('has each of the three deadlines on its own day', () => {
    expect(lines.filter((line) => line.startsWith('slutdag'))).toEqual([
      'slutdag  SIP-fönstret       ······················┊·····  ··│·◆  ·····  ·····',
      'slutdag  SIP:ar stängda     ······················┊·····  ··│·· ◆·····  ·····',
      'slutdag  läsläge            ······················┊·····  ··│··  ···◆·  ·····',
    ]);
  });

  it('says what the signs are, and that the axis is broken', () => {
    const text = lines.join(' ');
    for (const said of ['░ kommer', '▓ pågår', '█ klart', '! SENT', '= passerat', '◆ slutdag'])
      expect(text).toContain(said);
    expect(text).toContain('Axeln är bruten vid ┊: före är varje tecken en vecka, efter är det en dag.');
  });

  it('has today among the weeks too, and says when it is outside the plan', () => {
    const summer = linesOn('2025-07-17');
    expect(rowOf(summer, /i dag 17\/7/u).indexOf('▼')).toBe(28 + 11);
    expect(rowOf(summer, /^kommer {3}Steg 6/u).charAt(28 + 11)).toBe('│');
    const after = linesOn('2025-11-20');
    expect(after.join('\n')).not.toContain('▼');
    expect(after.join(' ')).toContain('I dag, 2025-11-20, ligger utanför planen.');
  });

  it.each([60, 72, 80, 100])('is no wider than %i columns, and never folds a bar', (width) => {
    const narrow = linesOn('2025-10-08', PROFILE, width);
    expect(narrow.filter((line) => Array.from(line).length > width)).toEqual([]);
    expect(narrow.filter((line) => /^(?:passerat|SENT|klart|pågår|kommer)/u.test(line))).toHaveLength(
      PROFILE.milestones.length,
    );
    expect(rowOf(narrow, /^SENT/u)).toContain('!');
  });

  it('has no weeks where the whole plan has room day by day', () => {
    const milestones = PROFILE.milestones.filter(({ from }) => from >= '2025-10-01');
    const short = linesOn('2025-10-08', { ...PROFILE, milestones });
    expect(short.join('\n')).not.toContain('┊');
    expect(rowOf(short, /^pågår {4}Steg 6/u)).toMatch(/ ···███████▓▓ {2}····· {2}·····$/u);
  });

  it('colours a state only as a second signal', () => {
    const marked: Paint = { ...PLAIN, bad: (text) => `<${text}>`, good: (text) => `{${text}}` };
    const painted = linesOn('2025-10-08', PROFILE, 80, marked);
    expect(rowOf(painted, /^<SENT/u)).toMatch(/!.*>$/u);
    expect(rowOf(painted, /^\{klart/u)).toMatch(/█.*\}$/u);
    expect(painted.join('\n').replaceAll(/[<>{}]/gu, '')).toBe(lines.join('\n'));
  });
});

describe('the words', () => {
  it('have owners, and how many of how many', () => {
    const text = linesOn('2025-10-08').join('\n').replaceAll(/\s+/gu, ' ');
    expect(text).toContain(
      'Steg 6: Pågående SIP:ar flyttas över av samordningsansvarig samordningsansvarig; 2 dagar kvar, 982 av 1 188 klara',
    );
    expect(text).toContain('skulle vara klart för 7 dagar sedan, 30 av 60 klara');
  });

  it.each([
    ['2025-10-08', 'om 2 dagar, 2 arbetsdagar', 'om 4 dagar, 2 arbetsdagar', 'om 8 dagar, 6 arbetsdagar'],
    ['2025-10-12', 'för 2 dagar sedan', 'i dag', 'om 4 dagar, 4 arbetsdagar'],
    ['2025-10-15', 'för 5 dagar sedan', 'för 3 dagar sedan', 'om 1 dag, 1 arbetsdag'],
  ])('say of each deadline how many working days are left: %s', (asOf, window, closed, readOnly) => {
    expect(linesOn(asOf).slice(-3)).toEqual([
      `  fre 2025-10-10  arbetsfönstret för SIP slutar (${window})`,
      `  sön 2025-10-12  alla SIP:ar stängda, vecka 41 slut (${closed})`,
      `  tor 2025-10-16  Prator skrivskyddas (${readOnly})`,
    ]);
  });
});
