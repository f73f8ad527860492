import { describe, expect, it } from 'vitest';
import { ANSWERS } from '../../domain/answers/answer-columns.ts';
import { isOwnPage } from '../kit/html.ts';
import { cardHtml } from './card-html.ts';
import { aCard, SENDER_FOR_TESTS } from './package-pages-for-tests.ts';

const textOf = (html: string): string =>
  html
    .replace(/<style>.*?<\/style>/su, '')
    .replace(/<[^>]*>/gu, ' ')
    .replace(/\s+/gu, ' ');

describe('the coordinator’s card', () => {
  const text = textOf(cardHtml(aCard()));

  it('says how to open, fill in, save and send back, and whom to ring', () => {
    for (const said of [
      'Excel på datorn',
      'gula',
      'Spara',
      '070-174 06 31',
      SENDER_FOR_TESTS.function,
      'sms',
    ])
      expect(text).toContain(said);
  });

  it('says what every status of a list means', () => {
    const meanings = [...cardHtml(aCard()).matchAll(/<dt>([^<]+)<\/dt><dd>([^<]+)<\/dd>/gu)];
    expect(meanings.map(([, status]) => status)).toEqual([...ANSWERS]);
  });

  it('is of its recipient and of no hand-out: neither day nor list stands on it', () => {
    expect(text).toContain('Hälsocentralen Granen');
    expect(text).not.toMatch(/AL-\d|2025-09|S\d+-[A-Z]/u);
  });

  it('shows red where nobody is named to send to or ring', () => {
    expect(cardHtml(aCard({ sender: null })).match(/class="missing"/gu)).toHaveLength(2);
    expect(cardHtml(aCard())).not.toContain('class="missing"');
  });

  it('sends those who are not appointed elsewhere, and those who are to the telephone', () => {
    expect(text).toContain('Personer med skyddade personuppgifter står på andra listor');
    const guarded = textOf(cardHtml(aCard({ isGuarded: true })));
    expect(guarded).not.toContain('skyddade personuppgifter');
    expect(guarded).toContain('utsedd');
  });

  it('is known as ours when it comes back with a package', () => {
    expect(isOwnPage(Buffer.from(cardHtml(aCard())))).toBe(true);
  });

  it('has no text of a contact as markup', () => {
    const html = cardHtml(
      aCard({ recipient: '<img src=x>', sender: { ...SENDER_FOR_TESTS, function: '<b>' } }),
    );
    expect(html).not.toContain('<img');
    expect(html).toContain('&lt;b&gt;');
  });
});
