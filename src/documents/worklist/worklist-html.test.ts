import { describe, expect, it } from 'vitest';
import { aRow, aWorklist, HOSTILE } from './worklist-for-tests.ts';
import { worklistHtml } from './worklist-html.ts';

describe('the printable page', () => {
  const page = worklistHtml(aWorklist());

  it('is Swedish, has its head, its groups and its lines to sign', () => {
    expect(page).toContain('<html lang="sv">');
    for (const text of ['Primärvården i Sundsvall', 'fredag 10 oktober 2025', 'PRODUKTION', 'Skicka inte']) {
      expect(page).toContain(text);
    }
    expect(page).toContain('>Hälsocentralen Björken (2)</th>');
    expect(page).toContain('>Hemsjukvården Norra (1)</th>');
    expect(page).toContain('<p>Underskrift</p>');
  });

  it('has a box to tick for each choice in each row', () => {
    expect(page.match(/<span class="box"><\/span> Inte aktuell/g)).toHaveLength(3);
  });

  it('has one box a row when the list asks for no choice', () => {
    const columns = aWorklist().columns.filter(({ format }) => format !== 'choice');
    expect(worklistHtml(aWorklist({ columns })).match(/<td class="tick"><span class="box">/g)).toHaveLength(
      3,
    );
  });

  it('shows an answer that was already given, even one that is no choice', () => {
    const rows = [aRow('a1', { cells: { status: 'Klar' } }), aRow('a2', { cells: { status: 'Vet inte' } })];
    const answered = worklistHtml(aWorklist({ rows }));
    expect(answered).toContain('<span class="box">✓</span> <strong>Klar</strong>');
    expect(answered).toContain('<li>Vet inte</li>');
  });

  it('prints on A4 across with the header, the environment and the page number on each page', () => {
    expect(page).toContain('size: A4 landscape');
    expect(page).toContain('display: table-header-group');
    expect(page).toMatch(/<tr class="running"><td[^>]*>.*Miljö: PRODUKTION/);
    expect(page).toContain('"Sida " counter(page) " av " counter(pages)');
  });

  it('names lateness in words, counted from the day of the list', () => {
    const rows = ['2025-09-30', '2025-10-01', '2025-10-04', '2025-10-05', 'snarast'].map((dueOn, index) =>
      aRow(`t${index}`, { dueOn }),
    );
    const days = [
      ...worklistHtml(aWorklist({ rows })).matchAll(
        /<td class="day">(?:<strong[^>]*>)?((?:SEN|SNART) [^<]*)/g,
      ),
    ];
    expect(days.map(([, text]) => text)).toEqual(['SEN 2025-09-30', 'SNART 2025-10-01', 'SNART 2025-10-04']);
  });

  it('says once how the columns are filled in, and not in their headers', () => {
    expect(page).toContain('<h2>Så fyller du i</h2><ul><li>Kommentar: Inga personnummer.</li></ul>');
    expect(page.match(/Inga personnummer/g)).toHaveLength(1);
    const columns = aWorklist().columns.filter(({ key }) => key !== 'comment');
    expect(worklistHtml(aWorklist({ columns }))).not.toContain('Så fyller du i');
  });

  it('lets long words of the field be broken between their parts', () => {
    const rows = [aRow('a1', { cells: { patient: 'Distriktssköterska' } })];
    expect(worklistHtml(aWorklist({ rows }))).toContain('<td>Distrikts&shy;sköterska</td>');
  });

  it('carries the watermark on every page', () => {
    expect(worklistHtml(aWorklist({ watermark: 'ÖVNING' })).match(/ÖVNING/g)).toHaveLength(2);
  });

  it('asks nothing of the network and runs nothing', () => {
    expect(page).toContain(`default-src 'none'`);
    expect(page).not.toMatch(/<script|<link|<img|<iframe|\ssrc=|\shref=|url\(|@import|javascript:/i);
  });
});

it('escapes whatever the source held, in text and in styles', () => {
  const everything = HOSTILE.join(' ');
  const page = worklistHtml(
    aWorklist({
      ...{ title: everything, subtitle: everything, owner: everything, environmentText: everything },
      ...{ privacyNotice: everything, watermark: everything, footnotes: [everything] },
      rows: [
        aRow('a1', {
          group: everything,
          cells: { ref: everything, comment: everything, status: everything },
        }),
      ],
    }),
  );
  expect(page).not.toMatch(/<script|\p{Cc}(?<!\n)|\u202e|\p{Surrogate}/u);
  expect(page.match(/<\/style>/g)).toHaveLength(1);
  expect(page.match(/<style>/g)).toHaveLength(1);
  expect(page).toContain('&lt;script&gt;');
});
