import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { slug, uniqueFileNames } from './safe-name.ts';

const SAFE = /^[a-z0-9](?:[a-z0-9-]{0,58}[a-z0-9])?$/;
const DEVICE = /^(?:con|prn|aux|nul|com\d|lpt\d)$/;

describe('slug', () => {
  it.each([
    ['Hälsocentralen Björken Ånge', 'halsocentralen-bjorken-ange'],
    ['Café Är Öst', 'cafe-ar-ost'],
    ['../x', 'x'],
    ['..\\..\\etc', 'etc'],
    ['CON', 'namn-con'],
    ['NUL.txt', 'nul-txt'],
    ['com1', 'namn-com1'],
    ['LPT¹', 'namn-lpt1'],
    ['slut.', 'slut'],
    ['', 'namnlos'],
    ['...', 'namnlos'],
    ['日本', 'namnlos'],
    ['Sømod & Æbelø', 'somod-aebelo'],
  ])('%j becomes %j', (text, name) => {
    expect(slug(text)).toBe(name);
  });

  it('is always a safe file name', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (text) => {
        expect(slug(text)).toMatch(SAFE);
        expect(slug(text)).not.toMatch(DEVICE);
      }),
    );
  });
});

function names(...texts: string[]): string[] {
  return [...uniqueFileNames(texts.map((text, index) => ({ key: String(index), text }))).values()];
}

describe('uniqueFileNames', () => {
  it('adds nothing to names that are clear and apart', () => {
    expect(names('Björken', 'Tallen (södra)')).toEqual(['bjorken', 'tallen-sodra']);
  });

  it('adds a hash to all that would be alike, by case, accent, sign or altogether', () => {
    for (const pair of [
      ['Björken', 'björken'],
      ['Björken', 'Bjorken'],
      ['A/B', 'A B'],
      ['Lika', 'Lika'],
    ]) {
      const [first = '', second = ''] = names(...pair);
      expect(first).toMatch(/-[0-9a-f]{6}$/);
      expect(second).toMatch(/-[0-9a-f]{6}$/);
      expect(first).not.toBe(second);
    }
  });

  it('adds a hash where what told the name apart was lost', () => {
    for (const text of ['../x', 'CON', '日本', 'Вård', 'x'.repeat(61), 'a\u202eb']) {
      expect(names(text)[0]).toMatch(/-[0-9a-f]{6}$/);
    }
  });

  it('does not depend on the order', () => {
    const units = ['Björken', 'björken', 'Tallen', '../x'].map((text) => ({ key: text, text }));
    expect(new Map([...uniqueFileNames([...units].reverse())].reverse())).toEqual(uniqueFileNames(units));
  });

  it('refuses a key twice', () => {
    const twice = [
      { key: 'a', text: 'x' },
      { key: 'a', text: 'y' },
    ];
    expect(() => uniqueFileNames(twice)).toThrow('key');
  });

  it('gives each key a safe name of its own, whatever the texts', () => {
    const text = fc.oneof(
      fc.constantFrom('CON', 'con', '../x', 'x', 'NUL.txt', 'Å', 'a', 'Ä', '', 'x'.repeat(80)),
      fc.string({ unit: 'binary', maxLength: 90 }),
    );
    fc.assert(
      fc.property(fc.array(text, { maxLength: 12 }), (texts) => {
        const given = names(...texts);
        expect(new Set(given.map((name) => name.toLowerCase())).size).toBe(texts.length);
        for (const name of given) {
          expect(name).toMatch(SAFE);
          expect(name).not.toMatch(DEVICE);
        }
      }),
    );
  });
});
