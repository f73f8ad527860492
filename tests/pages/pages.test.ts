import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PROFILE } from '../../src/domain/classification/cases.test-help.ts';
import { aPublicReadiness, aReadiness } from '../../src/domain/readiness/readiness.test-help.ts';
import { aWorklist } from '../../src/files/writing/worklist-for-tests.ts';
import { worklistHtml } from '../../src/files/writing/worklist-html.ts';
import { readinessHtml } from '../../src/report/readiness-html.ts';
import { worklistIndexHtml } from '../../src/report/worklist-index-html.ts';
import { newFolder } from '../helpers/folder.ts';
import { axeViolations, HAS_CHROMIUM, LOOKS, openBrowser, openPage, tabThrough } from './browser.ts';

const PAGES: Readonly<Record<string, string>> = {
  'the readiness report': readinessHtml(aReadiness()),
  'the report of a rehearsal, for outside readers': readinessHtml({
    ...aPublicReadiness(),
    watermark: 'ÖVNING',
  }),
  'a worklist': worklistHtml(aWorklist({ watermark: 'ÖVNING' })),
  'the index of the worklists': worklistIndexHtml({
    worklists: [
      {
        id: 'AL-0001',
        paths: ['/ut/steg-6-halsocentralen-bjorken.xlsx', '/ut/steg-6-halsocentralen-bjorken.html'],
        step: '6',
        stepTitle: 'Steg 6: flytta pågående SIP:ar',
        owner: 'Hälsocentralen Björken',
        rows: 1188,
        isGuarded: false,
      },
    ],
    sums: [{ label: 'Öppna SIP:ar', steps: ['6'], expected: 1188, rows: 1187 }],
    profile: PROFILE,
    asOf: '2025-09-29',
    basedOn: 'SIP:ar 2025-09-15, vårdtillfällen 2025-09-29',
  }),
};

describe.skipIf(!HAS_CHROMIUM)('the pages in Chromium', () => {
  let browser: Browser;
  const paths = new Map<string, string>();

  beforeAll(async () => {
    browser = await openBrowser();
    const folder = newFolder();
    Object.entries(PAGES).forEach(([name, html], index) => {
      const path = join(folder, `sida-${index}.html`);
      writeFileSync(path, html);
      paths.set(name, path);
    });
  });
  afterAll(() => browser.close());

  const everyLook = Object.keys(PAGES).flatMap((name) =>
    LOOKS.map((look) => [name, look.width, look.colorScheme, look] as const),
  );

  it.each(everyLook)('%s at %i px, %s: nothing that axe objects to', async (name, _width, _scheme, look) => {
    const { page, close } = await openPage(browser, paths.get(name) ?? '', look);
    expect(await axeViolations(page)).toEqual([]);
    await close();
  });

  it.each(Object.keys(PAGES))('%s asks for nothing but itself and complains of nothing', async (name) => {
    const opened = await openPage(browser, paths.get(name) ?? '', { width: 1280, colorScheme: 'light' });
    await opened.page.emulateMedia({ media: 'print' });
    expect(opened.asked).toHaveLength(1);
    expect(opened.errors).toEqual([]);
    await opened.close();
  });

  it.each(Object.keys(PAGES))('%s is refused what it might ask for from elsewhere', async (name) => {
    const { page, asked, close } = await openPage(browser, paths.get(name) ?? '', {
      width: 1280,
      colorScheme: 'light',
    });
    const refused = await page.evaluate<string>(
      `new Promise((resolve) => {
        document.addEventListener('securitypolicyviolation', ({ effectiveDirective }) => resolve(effectiveDirective));
        document.body.append(Object.assign(new Image(), { src: 'http://127.0.0.1:9/bild.png' }));
      })`,
    );
    expect(refused).toBe('img-src');
    expect(asked).toHaveLength(1);
    await close();
  });

  it.each(Object.keys(PAGES))('%s does not scroll sideways at 400 px', async (name) => {
    const { page, close } = await openPage(browser, paths.get(name) ?? '', {
      width: 400,
      colorScheme: 'light',
    });
    const widths = await page.evaluate<[number, number]>(
      '[document.documentElement.scrollWidth, window.innerWidth]',
    );
    expect(widths[0]).toBeLessThanOrEqual(widths[1]);
    await close();
  });

  it('the report leads the keyboard to every row, and from there to its commands', async () => {
    const { page, close } = await openPage(browser, paths.get('the readiness report') ?? '', {
      width: 1280,
      colorScheme: 'light',
    });
    const { links, unseen } = await tabThrough(page);
    const rows = await page.evaluate<string[]>(
      `Array.from(document.querySelectorAll('.figures tbody th a'), (link) => link.getAttribute('href'))`,
    );
    expect(rows).toHaveLength(aReadiness().tables.reduce((sum, table) => sum + table.rows.length, 0));
    expect(rows.filter((href) => !links.includes(href))).toEqual([]);
    expect(unseen).toEqual([]);
    const astray = await page.evaluate<string[]>(
      `Array.from(document.querySelectorAll('a'), (link) => link.getAttribute('href')).filter((href) => !href.startsWith('#') || document.getElementById(href.slice(1)) === null)`,
    );
    expect(astray).toEqual([]);
    await close();
  });
});
