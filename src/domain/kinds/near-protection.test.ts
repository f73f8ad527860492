import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { PROFILE } from '../classification/cases.test-help.ts';
import { KIND_NAMES, kindOf } from './kinds.ts';
import { nearProtection } from './near-protection.ts';
import { isProtectionHeader } from './protection.ts';

describe('a header that may be of protection', () => {
  it.each([
    ...[
      'Sek',
      'SEK',
      'Sek.',
      'Skyd',
      'Skyd.',
      'Sky',
      'Secr',
      'Sec',
      'Kval',
      'Kval.',
      'Kvalificerad',
      'Fing',
      'Hotb',
    ],
    ...[
      'Sekrm',
      'Sekrmark',
      'SekrMarkerad',
      'S mark',
      'S.märkt',
      'Skpu',
      'Skm',
      'Sekm.',
      'Pers. sek',
      'Dold',
      'Dolt',
    ],
  ])('is cut off: %s', (header) => {
    expect(nearProtection(header)).toBe('near');
  });

  it.each(['S', 'SK', 'Sp', 'sm', 'SF', 'S.'])('is short for much: %s', (header) => {
    expect(nearProtection(header)).toBe('short');
  });

  it.each([
    ...[
      'Sekt',
      'Sektion',
      'Sektor',
      'Sekund',
      'Skola',
      'Skyldig',
      'Skyndsam',
      'Utskrivning skedd',
      'Sparad av',
    ],
    ...[
      'Spår',
      'Hem',
      'Hemkommun',
      'Kvarstående',
      'Kvalitet',
      'Protokoll',
      'Projekt',
      'Project',
      'Status',
      'SVP',
    ],
    ...[
      'Konfirmerad',
      'Skyddsombud',
      'Sekreterare',
      'Sekreterarkod',
      'Fingeravtryck',
      'Smärta',
      'Ofärskemlig',
    ],
  ])('is not one of something else: %s', (header) => {
    expect(nearProtection(header)).toBeNull();
  });

  it.each(['Får lämnas ut', 'Uppgifter får visas', 'Lämnas ut?', 'Lämnas ut'])(
    'asks what a no protects by: %s',
    (header) => {
      expect(nearProtection(header)).toBe('turned');
    },
  );

  it('is none that leads to another column', () => {
    const known = KIND_NAMES.flatMap((kind) =>
      kindOf(kind).fields.flatMap(({ name, headers, label }) =>
        name === 'is_protected' ? [] : [label, ...headers, ...(PROFILE.headers[kind]?.[name] ?? [])],
      ),
    );
    expect(known.filter((header) => nearProtection(header) !== null || isProtectionHeader(header))).toEqual(
      [],
    );
  });

  /** A word of protection with a letter more, one fewer, another, or two that have changed places. */
  const misspelt = fc
    .tuple(
      fc.constantFrom('Skyddad', 'Skyddade', 'Sekretess', 'Sekretessmarkering', 'Kvarskrivning', 'Fingerad'),
      fc.nat(),
      fc.constantFrom(...'aeiknrstuåäö'.split('')),
      fc.constantFrom('more', 'fewer', 'other', 'swapped'),
    )
    .map(([word, seed, letter, how]) => {
      const at = seed % (word.length - 1);
      const [before, own, next, after] = [word.slice(0, at), word[at], word[at + 1], word.slice(at + 2)];
      if (how === 'more') return `${before}${own ?? ''}${letter}${next ?? ''}${after}`;
      if (how === 'fewer') return `${before}${next ?? ''}${after}`;
      return how === 'other'
        ? `${before}${letter}${next ?? ''}${after}`
        : `${before}${next ?? ''}${own ?? ''}${after}`;
    });

  it('is a letter off, with whatever beside it', () => {
    fc.assert(
      fc.property(misspelt, fc.constantFrom('', ' uppgifter', ' pers.', ' (J/N)', ' J/N'), (word, beside) => {
        const header = `${word}${beside}`;
        expect([isProtectionHeader(header), nearProtection(header) !== null]).toContain(true);
      }),
    );
  });
});
