import { describe, expect, it } from 'vitest';
import { aReadiness } from '../../domain/readiness/readiness.test-help.ts';
import { namedMilestones } from '../../domain/profile/fill-text.ts';
import { PROFILE } from '../../domain/classification/cases.test-help.ts';
import { timelineOf } from '../../domain/timeline/timeline.ts';
import { timelineSection } from './timeline-picture.ts';

const picture = timelineSection(aReadiness());
/** The rows of the picture, each with its words and its bar. */
const rowsOf = (html: string): readonly string[] =>
  [...html.matchAll(/<li class="(?:ahead|running|done|late|past)">.*?<\/li>/gsu)].map(([row]) => row);
const rowWith = (html: string, title: string): string => {
  const row = rowsOf(html).find((one) => one.includes(title));
  if (row === undefined) throw new Error(`no row: ${title}`);
  return row;
};
const barOf = (row: string): { readonly x: number; readonly width: number } => {
  const [, x, width] = /<rect class="bar-[a-z]+" x="([\d.]+)%" y="50%" width="([\d.]+)%"/u.exec(row) ?? [];
  return { x: Number(x), width: Number(width) };
};

describe('the picture of the plan', () => {
  it('has a bar for every milestone, in their order, with the word of its state', () => {
    const rows = rowsOf(picture);
    expect(rows).toHaveLength(PROFILE.milestones.length);
    namedMilestones(PROFILE).forEach(({ title }, at) => {
      expect(rows[at]).toContain(title);
    });
    expect(rowWith(picture, 'Slutenvården startar')).toContain('</span> Klart</span>');
    expect(rowWith(picture, 'Primärvården och psykiatriska')).toContain('</span> Sent</span>');
    expect(rowWith(picture, 'Pågående SIP:ar flyttas')).toContain('</span> Pågår</span>');
    expect(rowWith(picture, 'Arkiveringsarbetet')).toContain('</span> Kommer</span>');
  });

  it('lays the days out to scale: nine days are nine times as wide as one', () => {
    const nine = barOf(rowWith(picture, 'Pågående SIP:ar flyttas')).width;
    const one = barOf(rowWith(picture, 'Slutenvården startar')).width;
    expect(nine / one).toBeCloseTo(9, 0);
  });

  it('names owners and how much is done, and fills that share of the bar', () => {
    const row = rowWith(picture, 'Pågående SIP:ar flyttas');
    expect(row).toContain('samordningsansvarig · 982 av 1\u00a0188 klara (83 %)');
    const filled = Number(/class="bar-share"[^>]* width="([\d.]+)%"/u.exec(row)?.[1]);
    expect(filled / barOf(row).width).toBeCloseTo(982 / 1188, 1);
  });

  it('says to those who do not see it what the bar says', () => {
    expect(rowWith(picture, 'Pågående SIP:ar flyttas')).toContain(
      'role="img" aria-label="2 okt till 10 okt, pågår, 83 % klart"',
    );
  });

  it('draws today through every row, at one place', () => {
    const places = rowsOf(picture).map((row) => /<line class="today" x1="([\d.]+)%"/u.exec(row)?.[1]);
    expect(new Set(places).size).toBe(1);
    expect(Number(places[0])).toBeGreaterThan(barOf(rowWith(picture, 'Pågående SIP:ar flyttas')).x);
  });

  it('shows the last weeks alone once they have come, and marks what began before', () => {
    expect(rowWith(picture, 'Kommunerna registrerar sin personal')).toContain('class="earlier"');
    expect(barOf(rowWith(picture, 'Kommunerna registrerar sin personal')).x).toBe(0);
  });

  it('shows the whole plan while the last weeks are far off', () => {
    const april = timelineSection(
      aReadiness({ asOf: '2025-04-28', timeline: timelineOf(PROFILE, '2025-04-28', () => null) }),
    );
    expect(april).not.toContain('class="earlier"');
    expect(april).toContain('Från 28 apr till 25 okt');
  });
});
