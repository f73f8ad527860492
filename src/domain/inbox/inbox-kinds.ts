/**
 * What a person is needed for, in the order in which it is told; one entry a kind. What settles it is told of every item;
 * `{step}` is its step, `{ref}` the reference, `{id}` the item.
 */
interface KindOfItem {
  readonly title: string;
  /** As the day's page counts them: one, and several; left out where the page tells the same elsewhere. */
  readonly counted?: readonly [one: string, many: string];
  readonly settles: { readonly how: string; readonly command: string };
}

const DONE = 'overgang inbox --done {id} --by NAMN';

const INBOX_KINDS = {
  'protected-unknown': {
    title: 'Skyddade som ingen kan peka ut',
    counted: ['lista med skyddade som ingen kan peka ut', 'listor med skyddade som ingen kan peka ut'],
    settles: {
      how: 'Rätta numret på raderna i listan och läs in den igen. Löses när de säger vem de gäller.',
      command: 'overgang import FIL',
    },
  },
  help: {
    title: 'Behöver hjälp',
    counted: ['rad där någon behöver hjälp', 'rader där någon behöver hjälp'],
    settles: { how: 'Ring. Löses av ett nytt svar på raden.', command: 'overgang return FIL' },
  },
  'wrong-recipient': {
    title: 'Fel mottagare',
    counted: ['rad hos fel mottagare', 'rader hos fel mottagare'],
    settles: {
      how: 'Rätta enheten i {source} och ta in uttaget, eller lämna raden till den rätta. Löses när raden står på en annans lista.',
      command: DONE,
    },
  },
  waiting: {
    title: 'Avslutade innan alla parter är klara',
    counted: ['avslut som väntar på alla parter', 'avslut som väntar på alla parter'],
    settles: { how: 'Löses av Ja i ”Alla parter klara” på raden.', command: 'overgang return FIL' },
  },
  'before-step': {
    title: 'Avslutade innan steget före är gjort',
    counted: ['avslut som väntar på steget före', 'avslut som väntar på steget före'],
    settles: {
      how: 'Löses av svaret på det steget. Är ärendet avslutat utan att flyttas: Inte aktuell i ”Status” på raden.',
      command: 'overgang return FIL',
    },
  },
  'not-counted': {
    title: 'Svar som inte räknas som de står',
    counted: ['slags svar som inte räknas', 'slags svar som inte räknas'],
    settles: {
      how: 'Säg till den som svarat. Löses av ett nytt svar i samma cell, eller när det är omhändertaget.',
      command: DONE,
    },
  },
  comment: {
    title: 'Kommentarer',
    counted: ['kommentar', 'kommentarer'],
    settles: { how: 'Läs den, och säg att den är omhändertagen.', command: DONE },
  },
  conflict: {
    title: 'Svar som säger emot varandra',
    settles: {
      how: 'Löses på konfliktlistan: ”Rätt svar”.',
      command: 'overgang return --conflicts MAPP',
    },
  },
  'both-systems': {
    title: 'Finns i båda systemen',
    settles: { how: 'Löses av ett beslut.', command: 'overgang decide {ref} --as KLASS --reason TEXT' },
  },
  decision: {
    title: 'Väntar på beslut',
    settles: { how: 'Löses av ett beslut.', command: 'overgang decide {ref} --as KLASS --reason TEXT' },
  },
  lost: {
    title: 'Borttappade mellan systemen',
    settles: {
      how: 'Sök i {target}. Löses på listan {step}.',
      command: 'overgang worklist --step {step} -o MAPP',
    },
  },
  'begun-late': {
    title: 'Begunna i {source} efter starten i {target}',
    counted: ['ärende begunnet i fel system', 'ärenden begunna i fel system'],
    settles: {
      how: 'Säg till enheten. Löses på listan {step}, eller när ärendet är avslutat i {source}.',
      command: 'overgang worklist --step {step} -o MAPP',
    },
  },
  'late-list': {
    title: 'Listor som inte är tillbaka i tid',
    settles: { how: 'Påminn. Löses när listan är inlämnad.', command: 'overgang return FIL' },
  },
  acknowledge: {
    title: 'Meddelanden att kvittera: en begäran om hjälp per enhet',
    counted: ['enhet med meddelanden att kvittera', 'enheter med meddelanden att kvittera'],
    settles: {
      how: 'Texten till {support} visas med --with-texts. Löses när meddelandena är kvitterade.',
      command: DONE,
    },
  },
} as const satisfies Readonly<Record<string, KindOfItem>>;

export type InboxKind = keyof typeof INBOX_KINDS;
export const INBOX_KIND_NAMES = Object.keys(INBOX_KINDS) as readonly InboxKind[];

export const inboxKind = (kind: InboxKind): KindOfItem => INBOX_KINDS[kind];
