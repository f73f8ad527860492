import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isMaskedName, isProtectionHeader, mayHide, speaksOfProtection } from './protection.ts';
import { nearProtection, withProtectionRespelt } from './near-protection.ts';
import { mentionOfProtection, titleProtects } from './protected-titles.ts';
import { piecesForTests, readingWithJoints, withMarks } from './protection-readings.ts';
import {
  CELL_WORDS,
  HEADER_WORDS,
  mayHoldWordOfCell,
  mayHoldWordOfHeader,
  PROTECTION_WORDS,
} from './protection-words.ts';

const EXAMPLES = PROTECTION_WORDS.flatMap(({ examples }) => examples);

describe('a word of protection', () => {
  it.each(EXAMPLES)('is heard in a cell, alone and beside a name: %s', (text) => {
    expect([text, text.toUpperCase(), `${text}: Åsa Öst`].map(speaksOfProtection)).toEqual(
      // That a cell holds nothing else is what says it.
      [true, true, true],
    );
  });

  it.each(EXAMPLES)('is heard whatever space or hyphen stands in it: %s', (text) => {
    const spaced = ['\u00a0', '  ', '\n', '\r\n', '_', '\u202f'].map((space) => text.replaceAll(' ', space));
    const [dashed, divided] = [
      text.replaceAll('-', '\u2011'),
      text.replace(/(?<=[a-zåäö]{3})(?=[a-zåäö])/iu, '-\n'),
    ];
    for (const one of [...spaced, dashed, divided])
      expect([
        one,
        speaksOfProtection(`obs ${one} tel`),
        mentionOfProtection(`obs ${one} tel`) !== null,
      ]).toEqual([one, true, true]);
  });

  const bare = (text: string): string => text.normalize('NFD').replaceAll(/\p{M}/gu, '');
  /** "Sparr" is a name. */
  const BARE = EXAMPLES.filter((text) => bare(text) !== text && text !== 'spärr');
  it.each(BARE)('is heard without å, ä and ö: %s', (text) => {
    for (const one of [bare(text), bare(text).toUpperCase()])
      expect([one, speaksOfProtection(one), mentionOfProtection(`obs ${one} tel`) !== null]).toEqual([
        one,
        true,
        true,
      ]);
  });
  it.each(BARE)('makes a column without å, ä and ö one that is asked about, or of protection: %s', (text) => {
    expect([isProtectionHeader(bare(text)), nearProtection(bare(text)) !== null]).toContain(true);
  });

  it.each(EXAMPLES.filter((text) => /[a-zåäö] [a-zåäö\d]/iu.test(text)))(
    'is heard whatever signs join its words: %s',
    (text) => {
      for (const sign of ['-', '/', '.', '...', '\u2010', '\u2011', '–', '—', '\u2212'])
        for (const words of [text, bare(text)]) {
          const one = words.replaceAll(/(?<=[a-zåäö]) (?=[a-zåäö\d])/giu, sign);
          expect([
            one,
            speaksOfProtection(`Bo ${one}`),
            speaksOfProtection(one.toUpperCase()),
            mentionOfProtection(`obs ${one} tel`) !== null,
          ]).toEqual([one, true, true, true]);
        }
    },
  );

  /** Wherever a hyphen or the end of a line can divide it: not next to an end, nor a code of few letters, nor at two places. */
  const divided = (by: string): readonly string[] =>
    EXAMPLES.filter((text) => !text.includes('-')).flatMap((text) =>
      Array.from(text.matchAll(/(?<=[a-zåäö]{2})(?=[a-zåäö]{2})/giu)).flatMap(({ index }) => {
        const word =
          (/[a-zåäö]*$/iu.exec(text.slice(0, index))?.[0] ?? '') +
          (/^[a-zåäö]*/iu.exec(text.slice(index))?.[0] ?? '');
        return word.length < 6 ? [] : [text.slice(0, index) + by + text.slice(index)];
      }),
    );
  it.each(['-', '\n', '\r\n', ' \n', '\u2010', '\u2011', '–', '\u2212', '\u00ad\n', '\u2010\n', '\u200b\n'])(
    'is heard when it is divided, wherever it can be: %j',
    (by) => {
      const isHeard = (one: string): boolean =>
        speaksOfProtection(one) && mentionOfProtection(`obs ${one} tel`) !== null;
      expect(
        divided(by)
          .flatMap((text) => [text, bare(text)])
          .filter((one) => !isHeard(one)),
      ).toEqual([]);
    },
  );

  it.each(EXAMPLES.filter((text) => /[åäö]/u.test(text)))(
    'is heard with the sign of lost letters: %s',
    (text) => {
      for (const sign of ['\ufffd', '\ufffd\ufffd']) {
        const one = text.replaceAll(/[åäö]/gu, sign);
        expect([one, speaksOfProtection(one), mentionOfProtection(`obs ${one} tel`) !== null]).toEqual([
          one,
          true,
          true,
        ]);
      }
    },
  );
  it('is heard where a question mark stands for ä in spärr', () => {
    expect(['Sp?rrmarkerad', 'SP?RRAD', 'sp?rr', 'Far ej rojas?'].map(speaksOfProtection)).not.toContain(
      false,
    );
    expect(
      ['Bj\ufffdrk', 'F\ufffdr ej \ufffdta', 'Sp\ufffdr', 'r\ufffdjning', 'Hosp?'].filter(speaksOfProtection),
    ).toEqual([]);
  });

  it('has its marks given back in every piece, which no first look stops', () => {
    // These stand beside another alone.
    expect(piecesForTests().filter((piece) => withMarks(piece) === piece)).toEqual(['arende', 'for']);
    expect(['ej for utlamning', 'formedlingsarende'].map(speaksOfProtection)).toEqual([true, true]);
  });

  it('is let through by the first look in each of these ways', () => {
    const isHeard = (text: string): boolean =>
      CELL_WORDS().test(withProtectionRespelt(withMarks(text))) || readingWithJoints(text) !== null;
    const ways = [...EXAMPLES, ...divided('-'), ...divided('\n')].flatMap((text) =>
      [text, bare(text)].flatMap((one) => [one, ...['-', '.', '/'].map((sign) => one.replaceAll(' ', sign))]),
    );
    expect(ways.filter((text) => isHeard(text) && !mayHide(text))).toEqual([]);
  });

  it.each(EXAMPLES)('is heard in a remark about a person by surname alone: %s', (text) => {
    for (const remark of [`Nyström ${text}`, `${text} Nyström`, `Obs! ${text} – gäller Nyström`]) {
      const mention = mentionOfProtection(remark);
      expect([mention !== null, mention?.words.includes('nyström')]).toEqual([true, true]);
    }
  });

  it.each(EXAMPLES)('makes a column one of protection, or one that is asked about: %s', (text) => {
    expect([isProtectionHeader(text), nearProtection(text) !== null]).toContain(true);
  });

  it('is let through by the first look, a letter off too', () => {
    const letters = 'abcdefghijklmnopqrstuvwxyzåäö'.split('');
    const hidden = EXAMPLES.flatMap((text) =>
      Array.from({ length: text.length }, (_, at) => [text.slice(0, at), text.slice(at)] as const).flatMap(
        ([before, after]) => [
          before + after.slice(1),
          before + after.charAt(1) + after.charAt(0) + after.slice(2),
          ...letters.flatMap((letter) => [before + letter + after, before + letter + after.slice(1)]),
        ],
      ),
    ).filter((text) => CELL_WORDS().test(withProtectionRespelt(text)) && !mayHide(text));
    expect(hidden).toEqual([]);
  });

  describe.each(PROTECTION_WORDS)('$cell', ({ cell, header }) => {
    // Made without what must not stand beside it; what stands beside is tried below.
    const spelt = (source: string): fc.Arbitrary<string> =>
      fc.stringMatching(new RegExp(source.replaceAll(/\(\?<?!(?:[^()])*\)|\\b/gu, ''), 'u'));
    const among = (word: fc.Arbitrary<string>): fc.Arbitrary<string> =>
      fc
        .tuple(
          fc.constantFrom('', ' ', 'Bo ', '-', 'x', '('),
          word,
          fc.constantFrom('', ' ', ' Ek', '.', 'x'),
        )
        .map((parts) => parts.join(''));

    it('has signs in every spelling for cells', () => {
      fc.assert(
        fc.property(among(spelt(cell)), (text) => {
          for (const written of [text, text.toUpperCase()])
            if (CELL_WORDS().test(written))
              expect([written, mayHoldWordOfCell(written)]).toEqual([written, true]);
        }),
      );
    });

    it('has signs in every spelling for headers', () => {
      fc.assert(
        fc.property(among(spelt(header === undefined ? cell : (header ?? ' '))), (text) => {
          for (const written of [text, text.toUpperCase()])
            if (HEADER_WORDS().test(written))
              expect([written, mayHoldWordOfHeader(written)]).toEqual([written, true]);
        }),
      );
    });
  });

  it('is of everybody in the title of a list where nothing else is said, in each spelling for titles', () => {
    for (const { examples, ofPersons, ofDocuments } of PROTECTION_WORDS)
      if (ofPersons !== undefined || ofDocuments !== undefined)
        expect(examples.some((text) => titleProtects(text, false))).toBe(true);
  });
});

describe('a remark about somebody', () => {
  const namesIn = (text: string): readonly string[] => mentionOfProtection(text)?.words ?? [];
  it.each([
    'Sekretess råder för Nyström',
    'Nyström får ej lämnas ut',
    'Nyström hotad',
    'Nyström är anonym',
    'skyddad adress Nyström',
    'NYSTRÖM ÄR HOTAD',
    'Nyströms uppgifter får inte spridas',
    'Enligt OSL råder sekretess för B. Nyström',
    'lever under hot, nyström',
    'Frågor om Nyström besvaras ej, sekretess',
    'Ring inte Nyström: hotad',
    'Sekretessmarkerad information: Nyström',
  ])('names whom it is about: %s', (text) => {
    expect(namesIn(text)).toContain('nyström');
  });

  it('names nobody by who is to be asked, by units, or by words that are names too', () => {
    const texts = [
      'Sekretess råder. Frågor: Karin Nyström, tel 060-12 34 56',
      'Uppgifterna omfattas av sekretess. Kontakta Nyström',
      'Sekretess, uttaget av Björn Nyström',
      'Sekretess råder på Nyströms hälsocentral',
      'Per den 15 september: sekretess',
      'Blad 2: sekretess',
    ];
    const found = texts
      .flatMap(namesIn)
      .filter((word) => ['nyström', 'nyströms', 'björn', 'per', 'blad'].includes(word));
    expect(found).toEqual([]);
  });
});

describe('what holds a word of protection and says something else', () => {
  it.each([
    ...[
      'Sekret från luftvägar',
      'Rikligt med sekret',
      'Segt sekret',
      'sekretion',
      'Sekretets konsistens seg',
    ],
    ...[
      'Byter skydd x 3',
      'Tena, stort skydd nattetid',
      'Inkontinensskydd',
      'Hudskydd',
      'Huden skyddas med salva',
    ],
    ...[
      'Skyddat arbete',
      'Skyddad verkstad',
      'Hotad abort',
      'Anonyma alkoholister',
      'Medicin lämnas inte ut',
    ],
    ...['Samtycke till att bryta sekretess finns', 'Sekretessen är bruten', 'Oskyddat sex', 'Skrivskyddad'],
    ...['Hemligson', 'Karin Hemligson', 'Hemlighetsfull', 'Sekretessavtal', 'Fingersår'],
  ])('is no sign in a cell: %s', (text) => {
    expect([speaksOfProtection(text), mentionOfProtection(text)]).toEqual([false, null]);
  });

  it.each([
    ...[
      'Sekretesskyddad handling',
      'Sekretessmarkerad handling',
      'Skyddat dokument',
      'Utskrivet av Eva Skydd',
    ],
    ...['Lösenordsskyddad fil', 'Handläggare: Eva Skydd'],
  ])('is of the document where it stands outside the rows: %s', (text) => {
    const { isOfSomebody = false } = mentionOfProtection(text) ?? {};
    expect([titleProtects(text, false), isOfSomebody]).toEqual([false, false]);
  });

  it.each([
    ...['Sekret.', 'Anna Ek sekret', 'Skydd', 'Eva Skydd', 'har skydd', 'sekret. uppgifter', 'Anonym'],
    ...['Sekretess, rikligt med sekret', 'Byter skydd. Skyddad identitet', 'Person med sekret.'],
    ...['Sekretessmarkering hävd', 'Skyddas mot maken', 'Uppgifter lämnas ej ut'],
    ...[
      'Har bensår skyddad identitet',
      'Byter boende, skydd',
      'Skydd mot f.d. make',
      'Får ej bryta sekretess',
    ],
    ...[
      'Sekretess gäller men kan brytas',
      'Sekretess får inte brytas',
      'Tena nattetid. Skydd',
      'Recept, skydd',
    ],
  ])('protects where it cannot be told apart: %s', (text) => {
    expect(speaksOfProtection(text)).toBe(true);
  });

  it.each([
    ...[
      'Eva Sparr',
      'Karin Rojas',
      'Medicin lamnas inte ut',
      'Lakemedel far ej lamnas ut',
      'Sekretessforbindelse',
    ],
    ...[
      'Med.sekr.Ek',
      'Läk.sekr.',
      'Soc-sekr',
      'SK-M',
      'S-K',
      'Ann-Marie',
      'Hem-Liggande',
      'Maria-Hotadotter',
    ],
    ...['Bor i hem\nligger på avd 3', 'Är kvar\nskrivs ut', 'Viktigt att skydda\nsåret', 'Kan skydda\nsig'],
    ...['Far ej hemma', 'Projekt', 'Utlandet', 'Bo/Eva', 'ej/röd', 'Tel.ej'],
  ])('is no sign in a cell that is read in other ways: %j', (text) => {
    expect([speaksOfProtection(text), isMaskedName(text)]).toEqual([false, false]);
  });

  it('is no header of protection', () => {
    for (const header of ['Sekretion', 'Inkontinensskydd', 'Skyddskläder', 'Hudskydd', 'Fingersår'])
      expect([isProtectionHeader(header), nearProtection(header)]).toEqual([false, null]);
    for (const header of ['Får ej lämnas ut', 'Sekret', 'Skydd'])
      expect(isProtectionHeader(header)).toBe(true);
  });

  it('hides no name', () => {
    expect(['Karin Hemligson', 'Eva Skydd'].map(isMaskedName)).toEqual([false, false]);
  });
});
