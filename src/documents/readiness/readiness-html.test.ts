import { describe, expect, it } from 'vitest';
import { aPublicReadiness, aReadiness } from '../../domain/readiness/readiness.test-help.ts';
import { rowsCommand } from '../../domain/readiness/rows-command.ts';
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
    [...table.matchAll(/<tr id=[^>]*>(.*?)<\/tr>/gsu)].map(([, row = '']) =>
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
  it('says on top whether the region is ready, on which day, and how far off each of the three deadlines is', () => {
    const top = textOf(sectionOf(page, 'besked'));
    expect(top).toContain('Inte redo onsdag 8 oktober 2025');
    expect(top).toContain('206 SIP:ar är öppna i Prator.');
    for (const [meaning, left, day] of [
      ['SIP-fönstret slutar', '2 dagar kvar', 'fredag 10 oktober, 2 arbetsdagar'],
      ['Alla SIP:ar stängda, vecka 41', '4 dagar kvar', 'söndag 12 oktober, 2 arbetsdagar'],
      ['Prator i läsläge', '8 dagar kvar', 'torsdag 16 oktober, 6 arbetsdagar'],
    ]) {
      expect(top).toContain(`${meaning} ${left} ${day}`);
    }
  });

  it('tells who misses which deadlines', () => {
    expect(textOf(sectionOf(page, 'besked'))).toContain(
      'Det är osannolikt att hinna 10 oktober och 12 oktober för Sundsvall.',
    );
  });

  it('tells the pace of now beside the best, and says far off or that it can not be said where no day is told', () => {
    const model = aReadiness();
    const [region] = model.forecast.scopes;
    if (region?.pace === null || region === undefined) throw new Error('the fixture has a pace');
    const withScope = (more: Partial<typeof region>): string =>
      textOf(
        sectionOf(
          readinessHtml({ ...model, forecast: { ...model.forecast, scopes: [{ ...region, ...more }] } }),
          'prognos',
        ),
      );
    const slow = withScope({
      pace: { ...region.pace, recent: 0, best: 8.6 },
      medianOn: null,
      pessimisticOn: null,
    });
    expect(slow).toContain('0 8,6 långt bort långt bort');
    const unknown = withScope({ certainty: 'too-little-data', medianOn: null, pessimisticOn: null });
    expect(unknown).toContain('går inte att säga går inte att säga');
  });

  it.each([
    ['ready', 'Redo onsdag'],
    ['ready-with-waivers', 'Redo, med undantag onsdag'],
  ] as const)('says %s in words', (verdict, words) => {
    expect(textOf(sectionOf(readinessHtml(aReadiness({ verdict })), 'besked'))).toContain(words);
  });

  it('tells what stops the region, the largest first, with the commands that show the rows', () => {
    const stops = sectionOf(page, 'hinder');
    expect([...stops.matchAll(/<strong>([\d?]+)<\/strong> <span>/gu)].map(([, size]) => size)).toEqual([
      '251',
      '206',
      '24',
      '9',
      '7',
      '?',
    ]);
    expect(textOf(stops)).toContain(
      'Sundsvall: 112 öppna. overgang readiness --rows open --kommun 2281 --as-of 2025-10-08',
    );
  });

  it('says that nothing stops a region where nothing does', () => {
    const stops = sectionOf(readinessHtml(aReadiness({ gates: [] })), 'hinder');
    expect(textOf(stops)).toContain('Inget hindrar');
  });

  it('names who lets a gate pass, why and until when, and that a waiver has expired', () => {
    expect(textOf(page)).toContain(
      'Undantag till och med 12 oktober: Privata aktörer i Sundsvall registreras när de har fått behörighet. Beslutat av P Exempel, projektledare, händelse 4127.',
    );
    expect(textOf(page)).toContain('Undantaget gick ut 6 oktober:');
  });

  it('has every figure of the model, and no other', () => {
    expect(figuresOf(page)).toEqual(
      aReadiness().tables.map(({ rows }) =>
        rows.map(({ label, values }) => [
          label,
          ...values.map((value) => (value === null ? '–' : String(value))),
        ]),
      ),
    );
  });

  it('leads from every figure but nought to the command that lists its cases', () => {
    const appendix = textOf(sectionOf(page, 'rader'));
    const model = aReadiness();
    const { tables } = model;
    for (const { rows, columns } of tables) {
      for (const { scope, values } of rows) {
        columns.forEach(({ cohort, label }, at) => {
          const value = values[at] ?? 0;
          if (cohort === null || value === 0) return;
          expect(appendix).toContain(`${label} ${value} ${rowsCommand(cohort, scope, model)}`);
        });
      }
    }
  });

  it('puts whoever misses most deadlines first among the kommuner, and the region last', () => {
    const rows = [...sectionOf(page, 'kommuner').matchAll(/<th scope="row">(.*?)<\/th>/gsu)];
    expect(rows.map(([, name = '']) => textOf(name))).toEqual([
      'Sundsvall',
      'Okänd kommun',
      'Sollefteå',
      'Örnsköldsvik',
      'Kramfors',
      'Ånge',
      'Härnösand',
      'Timrå',
      'Hela regionen',
    ]);
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
    expect(hostile).not.toMatch(/<script|<img|<b>|\u202e|(?!\n)\p{Cc}|\sonerror=alert\(1\)>/u);
    expect(hostile.match(/<\/style>/gu)).toHaveLength(1);
    expect(textOf(hostile)).toContain('<script>alert(1)</script>');
    expect(textOf(hostile)).toContain(String.raw`bak\u202efram`);
  });

  it('stand in the commands so that a shell reads them as they are', () => {
    expect(textOf(hostile)).toContain(String.raw`--unit $'bak\xE2\x80\xAEfram' --as-of`);
    expect(textOf(hostile)).toContain(`--unit '<script>alert(1)</script>' --as-of`);
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
