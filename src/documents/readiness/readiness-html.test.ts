import { describe, expect, it } from 'vitest';
import { aPublicReadiness, aReadiness } from '../../domain/readiness/readiness.test-help.ts';
import { figuresOf as figuresOfPage } from '../../domain/day/figures.ts';
import type { FigureTable, Readiness } from '../../domain/readiness/readiness.ts';
import { readinessHtml } from './readiness-html.ts';

const page = readinessHtml(aReadiness());

/** The text of a piece of HTML, as it is read. */
const textOf = (html: string): string =>
  html
    .replace(/<[^>]*>/gu, ' ')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&amp;', '&')
    .replaceAll('\u00a0', '')
    .replaceAll('−', '-')
    .replace(/\s+/gu, ' ')
    .trim();

/** The tables of figures as they stand on a page: labels and numbers. */
function figuresOf(html: string): readonly (readonly (readonly string[])[])[] {
  return [...html.matchAll(/<table class="figures[^"]*">.*?<\/table>/gsu)].map(([table]) =>
    [...table.matchAll(/<tr[^>]*>(<th scope="row">.*?)<\/tr>/gsu)].map(([, row = '']) =>
      [...row.matchAll(/<t[hd][^>]*>(.*?)<\/t[hd]>/gsu)].map(([, cell = '']) => textOf(cell)),
    ),
  );
}

const sectionOf = (html: string, id: string): string =>
  new RegExp(`<section id="${id}".*?</section>`, 'su').exec(html)?.[0] ?? '';

function withTable(more: Partial<FigureTable>): Readiness {
  const model = aReadiness();
  const [first] = model.tables;
  if (first === undefined) throw new Error('the fixture has tables');
  return { ...model, tables: [{ ...first, ...more }] };
}

describe('the page', () => {
  it('says on top whether we make it, of which day, and how far off each of the three deadlines is', () => {
    expect(textOf(page)).toContain('Läget onsdag 8 oktober 2025 . SIP-listan är från i dag.');
    const top = textOf(sectionOf(page, 'besked'));
    expect(top).toContain('Vi når fram till 16 oktober');
    expect(top).toContain(
      '206 SIP:ar är öppna i Prator. Det behövs 103 om dagen ; bäst hittills 148 , nu 146.',
    );
    expect(top).toContain('Inte redo : 7 av 9 villkor är inte uppfyllda.');
    for (const row of [
      'fre 10 okt SIP-fönstret slutar 2 70&nbsp;% Nås troligen 103 148',
      'sön 12 okt Alla SIP:ar stängda, vecka 41 2 70&nbsp;% Nås troligen 103 148',
      'tor 16 okt Prator i läsläge 6 90&nbsp;% Nås 34,3 148',
    ])
      expect(top).toContain(row);
  });

  it('says that it can not be said, and why, where the measurements are too few', () => {
    const model = aReadiness();
    const [region] = model.forecast.scopes;
    if (region === undefined) throw new Error('the fixture has a region');
    const deadlines = region.deadlines.map((one) => ({ ...one, verdict: 'unknown' as const, chance: null }));
    const scopes = [
      {
        ...region,
        ...{ deadlines, certainty: 'too-little-data' as const, certaintyText: 'För lite underlag.' },
        ...{ medianOn: null, pessimisticOn: null },
      },
    ];
    const unknown = readinessHtml({ ...model, forecast: { ...model.forecast, scopes } });
    const top = textOf(sectionOf(unknown, 'besked'));
    expect(top).toContain('Det går inte att säga om vi når fram till 16 oktober');
    expect(top).toContain('Underlaget räcker inte till en prognos.');
    expect(top).not.toContain('%');
    expect(textOf(sectionOf(unknown, 'kurvan'))).toContain('För lite underlag.');
  });

  it.each([
    ['ready', 'Redo 206'],
    ['ready-with-waivers', 'Redo, med undantag 206'],
  ] as const)('says %s in words', (verdict, words) => {
    expect(textOf(sectionOf(readinessHtml(aReadiness({ verdict })), 'besked'))).toContain(words);
  });

  it('tells of every gate what was measured and whether it holds', () => {
    const gates = textOf(sectionOf(page, 'villkor'));
    expect(gates).toContain('1 av 11 villkor håller.');
    for (const { title } of aReadiness().gates) expect(gates).toContain(title);
    expect(gates).toContain('✗ Inte uppfyllt');
    expect(gates).toContain('? Kan inte mätas');
  });

  it('tells who is behind with what is left, the role and the way to help, as units and never as persons', () => {
    const model = aReadiness();
    const { day } = model;
    if (day === null) throw new Error('the fixture has a day');
    const behind = {
      ...{ label: 'Avdelning 7', urgency: 'today' as const, step: 'Steg 2', dueOn: '2025-10-08' },
      left: {
        value: 12,
        isFew: false,
        cohort: 'step-left',
        scope: { unit: 'Avdelning 7', step: '2-somatik' },
      },
      ...{ planned: 14, hasAnswered: false, holdsUp: ['HC Asken', 'HC Eken'] },
      ...{ role: 'Utskrivningskoordinator', contact: 'ärende i Självservice', phone: null, pace: null },
    };
    const few = { ...behind, label: 'Avdelning 8', left: { ...behind.left, value: 3, isFew: true } };
    const html = readinessHtml({ ...model, day: { ...day, behind: [behind, few] } });
    expect(textOf(html)).toContain(
      '1 Avdelning 7 I dag Steg 2, i dag. Inget svar. 2 enheter väntar. 12 av 14 Utskrivningskoordinator ärende i Självservice 2 Avdelning 8 I dag Steg 2, i dag. Inget svar. 2 enheter väntar. få Utskriv',
    );
  });

  it('leads from a figure to its rows in the page, and from none where it has no rows', () => {
    const model = aReadiness();
    const rows = figuresOfPage(model).map(({ label, figure }, at) => ({
      id: `r-${at + 1}`,
      label,
      count: figure.value,
      groups: [{ why: '', rows: Array.from({ length: figure.value }, (_, row) => `S${at}-${row}`) }],
    }));
    const html = readinessHtml(model, rows);
    const links = [...html.matchAll(/<a href="#(r-\d+)">([\d\u00a0−]+)<\/a>/gu)];
    expect(links.length).toBeGreaterThan(3);
    for (const [, id, shown] of links) {
      const row = rows.find((one) => one.id === id);
      expect(String(row?.count)).toBe(textOf(shown ?? ''));
      expect(html).toContain(`<details id="${id ?? ''}"`);
    }
    expect(page).not.toMatch(/href="#r-/u);
  });

  it('has no command above the appendix', () => {
    const appendix = page.indexOf('<section id="kommandon"');
    expect(appendix).toBeGreaterThan(0);
    expect(page.slice(0, appendix)).not.toContain('overgang ');
  });

  it('names who lets a gate pass, why and until when, and that a waiver has expired', () => {
    expect(textOf(page)).toContain(
      'Undantag till och med 12 oktober: Privata aktörer i Sundsvall registreras när de har fått behörighet. Beslutat av P Exempel, projektledare, händelse 4127.',
    );
    expect(textOf(page)).toContain('Undantaget gick ut 6 oktober:');
  });

  it('puts the kommun with the largest gap to its best pace first, and the region last', () => {
    const rows = [...sectionOf(page, 'kurvan').matchAll(/<table class="pace">.*?<\/table>/gsu)].flatMap(
      ([table]) => [...table.matchAll(/<th scope="row">(.*?)<\/th>/gsu)],
    );
    const names = rows.map(([, name = '']) => textOf(name));
    expect(names.at(-1)).toBe('Hela regionen');
    expect(names.slice(0, 2)).toEqual(['Okänd kommun', 'Sundsvall']);
  });

  it('says what it rests on: lists with their age, and the head of the log', () => {
    expect(textOf(sectionOf(page, 'underlag'))).toContain(
      'Meddelanden ur Prator 2025-09-29 9 dagar: ta ut en ny',
    );
    expect(page).toContain('9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08');
    expect(textOf(page)).toContain('Händelseloggens huvud: nummer 4211');
  });

  it('is made of nothing but itself', () => {
    expect(page).toContain(`content="default-src 'none'; style-src 'unsafe-inline'; img-src data:"`);
    expect(page).not.toMatch(
      /<script|<link|<img|<iframe|<object|<use|\ssrc=|@import|javascript:|\son[a-z]+=/iu,
    );
    expect(page).not.toMatch(/https?:|\/\//iu);
    expect([...page.matchAll(/url\(([^)]*)\)/gu)].map(([, to]) => to?.charAt(0))).toEqual(['#', '#']);
    expect([...page.matchAll(/href="([^"]*)"/gu)].filter(([, to]) => to?.startsWith('#') !== true)).toEqual(
      [],
    );
  });

  it('gives no id twice', () => {
    const ids = [...page.matchAll(/\sid="([^"]*)"/gu)].map(([, id]) => id);
    expect(ids.filter((id, at) => ids.indexOf(id) !== at)).toEqual([]);
  });

  it('is the same bytes each time', () => {
    expect(readinessHtml(aReadiness())).toBe(page);
  });

  it('writes the watermark across the screen and in the margin of each printed page', () => {
    const marked = readinessHtml(aReadiness({ watermark: 'ÖVNING' }));
    expect(marked).toMatch(/<svg class="watermark"[^>]*><text[^>]*>ÖVNING<\/text>/u);
    expect(marked).toContain('@bottom-left { content: "ÖVNING · ');
    expect(marked).toContain('<p class="watermark-note">ÖVNING</p>');
    expect(page).not.toContain('<svg class="watermark"');
  });
});

describe('hostile names', () => {
  const HOSTILE = [
    '<script>alert(1)</script>',
    '../../x',
    '"><img src=x onerror=alert(1)>',
    "'; DROP",
    'bak\u202efram',
    '\u001b[31mröd',
    '</style><b>',
    '&amp;',
  ];
  const everything = HOSTILE.join(' ');
  const model = withTable({
    title: everything,
    caption: everything,
    rowHeader: everything,
    columns: [{ label: everything, cohort: 'open' }],
    rows: HOSTILE.map((unit) => ({
      label: unit,
      scope: { kommun: '2281', unit },
      values: [1],
      isTotal: false,
      level: 0,
    })),
  });
  const hostile = readinessHtml({
    ...model,
    title: everything,
    source: everything,
    target: everything,
    watermark: everything,
    gates: model.gates.map((gate) => ({
      ...gate,
      id: `${gate.id}"><script>`,
      title: everything,
      unit: everything,
      reasons: [{ text: everything, command: everything }],
    })),
    lists: [{ kind: 'sip', label: everything, exportedOn: null, ageDays: null }],
  });

  it('are shown as text, wherever they stand', () => {
    expect(hostile).not.toMatch(/<script|<img|\u202e|(?!\n)\p{Cc}|\sonerror=alert\(1\)>/u);
    expect(hostile.match(/<\/style>/gu)).toHaveLength(1);
    expect(textOf(hostile)).toContain('<script>alert(1)</script>');
    expect(textOf(hostile)).toContain(String.raw`bak\u202efram`);
  });
});

describe('the page for outside readers', () => {
  const outside = readinessHtml(aPublicReadiness());

  it('leaves out the small figures, and says so', () => {
    const figures = figuresOf(outside).flat(2);
    expect(figures.filter((figure) => /^[1-4]$/u.test(figure))).toEqual([]);
    expect(figures).toContain('– utelämnat');
    expect(textOf(outside)).toContain('avrundade till närmaste femtal, vart för sig; – betyder färre än 8');
  });

  it('has no commands, and no names of who waived', () => {
    expect(outside).not.toContain('overgang readiness');
    expect(outside).not.toContain('P Exempel');
  });
});
