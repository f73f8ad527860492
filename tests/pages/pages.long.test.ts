import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PROFILE } from '../../src/domain/classification/cases.test-help.ts';
import { figuresOf } from '../../src/domain/day/figures.ts';
import { aPublicReadiness, aReadiness } from '../../src/domain/readiness/readiness.test-help.ts';
import { aWorklist } from '../../src/documents/worklist/worklist-for-tests.ts';
import { inboxHtml } from '../../src/documents/inbox/inbox-html.ts';
import { anInbox } from '../../src/documents/inbox/inbox-for-tests.ts';
import { cardHtml } from '../../src/documents/package/card-html.ts';
import { coverHtml } from '../../src/documents/package/cover-html.ts';
import { replyCoverHtml } from '../../src/documents/package/reply-cover-html.ts';
import { aCard, aCover, SENDER_FOR_TESTS } from '../../src/documents/package/package-pages-for-tests.ts';
import { decisionHtml } from '../../src/documents/profile/decision-html.ts';
import { aPutOffRegion } from '../../src/documents/profile/decision-for-tests.ts';
import { worklistHtml } from '../../src/documents/worklist/worklist-html.ts';
import { readinessHtml } from '../../src/documents/readiness/readiness-html.ts';
import { worklistIndexHtml } from '../../src/documents/worklist/worklist-index-html.ts';
import { folderWith } from '../helpers/folder.ts';
import {
  axeViolations,
  HAS_CHROMIUM,
  LOOKS,
  openBrowser,
  openPage,
  tabThrough,
  type Opened,
} from './browser.ts';

/** As long as names of units and functions get. */
const LONG = {
  recipient: 'Psykiatriska öppenvårdsmottagningen för unga vuxna, Örnsköldsvik och Kramfors',
  sender: {
    ...SENDER_FOR_TESTS,
    function: 'Systemförvaltningen för Prator och Lifecare SP, Region Västernorrland och kommunerna',
    address: 'SE2321000222-systemforvaltningen-lifecare-sp@vasternorrland.region.example',
  },
};

/** What is handed out on paper too: one A4 each, in whatever font there is. */
const ONE_A4: Readonly<Record<string, string>> = {
  'the cover of a package': coverHtml(aCover()),
  'the coordinator’s card': cardHtml(aCard({ recipient: aCover().recipient })),
  'the cover of a reply': replyCoverHtml({ ...aCover(), file: 'svar.xlsx' }),
};
const ONE_A4_LONG: Readonly<Record<string, string>> = {
  'the cover of a package, with long names': coverHtml(aCover(LONG)),
  'the cover of protected persons’ package': coverHtml(aCover({ ...LONG, isGuarded: true })),
  'the coordinator’s card, with long names': cardHtml(aCard(LONG)),
};

/** A hundred recipients, each with up to four lists. */
function indexOfRegion(): string {
  const steps = ['Steg 2', 'Steg 5', 'Städa', 'Kvittera'];
  const worklists = Array.from({ length: 220 }, (_, at) => {
    const nth = at % 100;
    const name = `${nth < 10 ? 'Sjuksköterska, arbetsterapeut och fysioterapeut' : 'Psykiatrisk öppenvårdsmottagning'} ${String(nth)} Örnsköldsvik`;
    return {
      id: `AL-${String(at).padStart(4, '0')}`,
      snapshotId: '0123456789abcdef',
      files: [`${String(nth)}.zip/${String(at)}.xlsx`],
      step: String(at % 4),
      stepTitle: `${steps[at % 4] ?? ''} – Somatisk slutenvård startar vårdtillfällen`,
      owner: name,
      recipient: { key: name, name, isGuarded: false },
      group: ['Kommunerna', 'Projektet', 'Slutenvård', 'Psykiatri', 'Primärvård'][nth % 5] ?? '',
    };
  });
  const sums = Array.from({ length: 7 }, (_, at) => ({
    ...{ label: `Samma vårdtillfällen hos kommunal HSL-personal ${String(at)}`, steps: ['6'] },
    ...{ expected: 7, rows: 7, guardedRows: 0 },
  }));
  return worklistIndexHtml({
    ...{ worklists, earlier: [], sums, profile: PROFILE, asOf: '2025-09-29', watermark: null },
    basedOn: 'patienter 2025-09-15, SIP 2025-09-15, vårdtillfällen 2025-09-29, meddelanden 2025-09-29.',
  });
}

const PAGES: Readonly<Record<string, string>> = {
  ...ONE_A4,
  'the readiness report': readinessHtml(aReadiness()),
  'the report of a rehearsal, for outside readers': readinessHtml({
    ...aPublicReadiness(),
    watermark: 'ÖVNING',
  }),
  'a start put off': decisionHtml(aPutOffRegion(), PROFILE, { isDone: false }),
  'the inbox': inboxHtml(anInbox()),
  'a worklist': worklistHtml(aWorklist({ watermark: 'ÖVNING' })),
  'the index of the worklists': worklistIndexHtml({
    worklists: [
      {
        id: 'AL-0001',
        snapshotId: '0123456789abcdef',
        files: ['bjorken/steg-6-halsocentralen-bjorken.xlsx', 'bjorken/steg-6-halsocentralen-bjorken.html'],
        step: '6',
        stepTitle: 'Steg 6: flytta pågående SIP:ar',
        owner: 'Hälsocentralen Björken',
        recipient: { key: 'enhet|hälsocentralen björken', name: 'Hälsocentralen Björken', isGuarded: false },
        group: 'Primärvård',
      },
    ],
    earlier: [
      {
        id: 'AL-0000',
        snapshotId: 'fedcba9876543210',
        files: ['kommunen-timra/steg-6-kommun-timra.xlsx'],
        step: '6',
        stepTitle: 'Steg 6: flytta pågående SIP:ar',
        owner: 'Kommun, Timrå',
        recipient: { key: 'kommun|2262|', name: 'Kommunen, Timrå', isGuarded: false },
        group: 'Kommunerna',
      },
    ],
    sums: [{ label: 'Öppna SIP:ar', steps: ['6'], expected: 1188, rows: 1187, guardedRows: 0 }],
    profile: PROFILE,
    asOf: '2025-09-29',
    watermark: 'ÖVNING',
    basedOn: 'SIP:ar 2025-09-15, vårdtillfällen 2025-09-29',
  }),
};

describe.skipIf(!HAS_CHROMIUM)('in Chromium', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await openBrowser();
  });
  afterAll(() => browser.close());

  describe.each(Object.entries(PAGES))('%s', (_name, html) => {
    let opened: Opened;
    beforeAll(async () => {
      opened = await openPage(browser, join(folderWith({ 'sida.html': html }), 'sida.html'));
    });
    afterAll(() => opened.page.close());

    it.each(LOOKS)('has nothing that axe objects to at $width px, $colorScheme', async (look) => {
      await opened.show(look);
      expect(await axeViolations(opened.page)).toEqual([]);
    });

    it('does not scroll sideways at 400 px', async () => {
      await opened.show({ width: 400, colorScheme: 'light' });
      const [content, window] = await opened.page.evaluate<[number, number]>(
        '[document.documentElement.scrollWidth, window.innerWidth]',
      );
      expect(content).toBeLessThanOrEqual(window);
    });

    it('asks for nothing but itself and complains of nothing, on screen and on paper', async () => {
      await opened.page.emulateMedia({ media: 'print' });
      await opened.page.pdf();
      await opened.page.emulateMedia({ media: 'screen' });
      expect(opened.asked).toHaveLength(1);
      expect(opened.errors).toEqual([]);
    });

    it('is refused what it might fetch from elsewhere', async () => {
      let calls = 0;
      const elsewhere = createServer((_request, response) => {
        calls += 1;
        response.end();
      }).listen(0, '127.0.0.1');
      await once(elsewhere, 'listening');
      const { port } = elsewhere.address() as AddressInfo;
      const refused = await opened.page.evaluate<string>(
        `new Promise((resolve) => {
          document.addEventListener('securitypolicyviolation', ({ effectiveDirective }) => resolve(effectiveDirective));
          document.body.append(Object.assign(new Image(), { src: 'http://127.0.0.1:${port}/bild.png' }));
        })`,
      );
      expect(refused).toBe('img-src');
      expect(calls).toBe(0);
      elsewhere.close();
    });
  });

  it.each([
    ...Object.entries({ ...ONE_A4, ...ONE_A4_LONG }).map(([name, html]) => [name, html, 1] as const),
    ['the index of a region', indexOfRegion(), 2] as const,
    ['a region’s start put off', decisionHtml(aPutOffRegion(), PROFILE, { isDone: true }), 3] as const,
    ['the inbox', inboxHtml(anInbox()), 2] as const,
  ])('%s is no more A4 than it should be', async (_name, html, sheets) => {
    const { page } = await openPage(browser, join(folderWith({ 'sida.html': html }), 'sida.html'));
    for (const font of [
      '/* the first that there is */',
      'body, svg text { font-family: "DejaVu Sans", Verdana, sans-serif !important; }',
    ]) {
      await page.addStyleTag({ content: font });
      const paper = (await page.pdf({ preferCSSPageSize: true })).toString('latin1');
      expect(paper.match(/\/Type\s*\/Page(?!s)/gu)).toHaveLength(sheets);
    }
    await page.close();
  });

  it('the report leads the keyboard from every figure to its rows', async () => {
    const model = aReadiness();
    const behind = figuresOf(model).map(({ label, figure }, at) => ({
      ...{ id: `r-${at + 1}`, label, count: figure.value },
      groups: [{ why: '', rows: ['S1-A'] }],
    }));
    const path = join(folderWith({ 'rapport.html': readinessHtml(model, behind) }), 'rapport.html');
    const { page } = await openPage(browser, path);
    const { links, unseen } = await tabThrough(page);
    expect(behind.length).toBeGreaterThan(1);
    expect(behind.filter(({ id }) => !links.includes(`#${id}`))).toEqual([]);
    expect(unseen).toEqual([]);
    const astray = await page.evaluate<string[]>(
      `Array.from(document.querySelectorAll('a'), (link) => link.getAttribute('href')).filter((href) => !href.startsWith('#') || document.getElementById(href.slice(1)) === null)`,
    );
    expect(astray).toEqual([]);
    await page.close();
  });
});
