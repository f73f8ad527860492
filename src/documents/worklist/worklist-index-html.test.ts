import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { parseProfile } from '../../domain/profile/parse-profile.ts';
import { SHIPPED_PROFILES } from '../../domain/profile/shipped-profiles.ts';
import { worklistIndexHtml } from './worklist-index-html.ts';

const parsed = parseProfile(SHIPPED_PROFILES['vasternorrland-2025']);
if ('faults' in parsed) throw new Error(parsed.faults.join());
const { profile } = parsed;

const list = (more: object = {}) => ({
  id: 'AL-0001',
  snapshotId: '0123456789abcdef',
  files: ['halsocentralen/steg-6-x.xlsx'],
  step: '6',
  stepTitle: 'Steg 6',
  owner: 'Hälsocentralen',
  recipient: { key: 'enhet|hälsocentralen', name: 'Hälsocentralen', isGuarded: false },
  group: 'Primärvård',
  rows: 7,
  ...more,
});
const page = (
  worklists: readonly ReturnType<typeof list>[],
  expected: number,
  watermark: string | null = null,
): string =>
  worklistIndexHtml({
    worklists,
    earlier: [],
    sums: [{ label: 'Öppna SIP:ar', steps: ['6'], expected, rows: 7, guardedRows: 0 }],
    profile,
    asOf: '2025-09-29',
    basedOn: 'SIP 2025-09-15.',
    watermark,
  });

describe('the index', () => {
  it('shows hostile unit names as text', () => {
    const name = '<script>alert(1)</script> & "co"';
    const recipient = { key: 'x', name, isGuarded: false };
    const html = page([list({ owner: name, recipient, group: name, files: ['x/a"b<c.xlsx'] })], 7);
    expect(html).not.toContain('<script>alert');
    expect(html).toContain('&lt;script&gt;alert(1)&lt;/script&gt; &amp; &quot;co&quot;');
    expect(html).toContain('href="x/a%22b%3Cc.xlsx"');
  });

  it('says whether the rows are as many as the cases', () => {
    expect(page([list()], 7)).toContain('<td>stämmer</td>');
    expect(page([list()], 8)).toContain('<td>STÄMMER INTE</td>');
  });

  it('tells no number of cases or rows', () => {
    const lists = [list({ rows: 3 }), list({ id: 'AL-0002', rows: 4321 })];
    const text = page(lists, 7)
      .replace(/<style>.*?<\/style>/su, '')
      .replace(/<[^>]*>/gu, ' ');
    expect(/(?<![\d-])(?:3|4\D?321|7|4\D?324)(?![\d-])/u.exec(text)).toBeNull();
  });

  it('says of a rehearsal what it is, in the tab, on the page and on each page of paper', () => {
    const html = page([list()], 7, 'ÖVNING');
    expect(html).toContain('<title>ÖVNING – Arbetslistor 2025-09-29</title>');
    expect(html).toContain('<p class="mark">ÖVNING</p>');
    expect(html).toContain('@page { @top-right { content: "ÖVNING";');
    expect(page([list()], 7)).not.toMatch(/class="mark"|ÖVNING|@top-right/u);
  });

  it('has one row for a recipient with all its lists, whatever its lists call it', () => {
    const html = page(
      [
        list(),
        list({
          id: 'AL-0002',
          step: 'stada',
          stepTitle: 'Städa – SIP:ar',
          owner: 'Hälsocentralen (Primärvård)',
        }),
      ],
      7,
    );
    const table = html.slice(html.indexOf('<table id="mottagare"'), html.indexOf('class="by-step"'));
    expect(table.match(/<tr data-steg=/gu)).toHaveLength(1);
    expect(table).toContain('data-steg="6 stada"');
    expect(table).toContain('>Städa</a>');
  });

  it('says the same of lists of protected persons whether there are any or none', () => {
    expect(page([list()], 7)).toContain('vare sig de finns eller inte');
    expect(page([], 7)).toContain('vare sig de finns eller inte');
  });

  it('runs the script that it has, by its hash, and no other', () => {
    const html = page([list()], 7);
    const [, script = ''] = /<script>([^<]*)<\/script>/u.exec(html) ?? [];
    const hash = createHash('sha256').update(script).digest('base64');
    expect(html).toContain(`script-src 'sha256-${hash}'"`);
    expect(html.match(/<script/gu)).toHaveLength(1);
  });
});
