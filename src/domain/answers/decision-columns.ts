import type { AnswerColumn } from './answer-columns.ts';

// The columns in which a person decides the class of a case.

/** A person decides the class on the list itself, as `decide` does. */
function decision(key: string, header: string, decides: NonNullable<AnswerColumn['decides']>): AnswerColumn {
  return {
    kind: 'answer',
    key,
    header,
    width: 16,
    format: 'choice',
    choices: Object.keys(decides),
    decides,
    wrap: true,
  };
}

export const sipDecision: AnswerColumn = {
  ...decision('sipDecision', 'Beslut', {
    'Flyttas med vårdtillfället': 'move-with-vardtillfalle',
    'Flyttas utanför vårdtillfälle': 'move-outside-vardtillfalle',
    'Ej aktuell: ska avslutas': 'close-not-current',
    'Samordnad vårdplan': 'vardplan',
    'Skyddade personuppgifter': 'protected',
    'Redan avslutad': 'closed',
  }),
  note: 'Kräver Skäl. Räknas när listan är inlämnad.',
};

export const vardtillfalleDecision: AnswerColumn = {
  ...decision('vardtillfalleDecision', 'Beslut', {
    'Startas i det nya systemet': 'start-in-lifecare',
    'Avslutas i det gamla systemet': 'finish-in-prator',
    'Skyddade personuppgifter': 'protected',
    'Redan avslutat': 'closed',
  }),
  note: 'Kräver Skäl. Räknas när listan är inlämnad.',
};

export const decisionReason: AnswerColumn = {
  kind: 'answer',
  key: 'decisionReason',
  header: 'Skäl',
  width: 20,
  format: 'text',
  wrap: true,
  keepsAll: true,
  explains: true,
  note: 'Varför. Inga namn eller personnummer.',
};

export const decidedOn: AnswerColumn = {
  kind: 'answer',
  key: 'decidedOn',
  header: 'Den',
  width: 11,
  format: 'date',
  explains: true,
  note: 'Dagen för beslutet, om det inte är dagen då listan lämnas in.',
};

/** Whether it goes with a vårdtillfälle or not is seen by the patient's vårdtillfällen. */
export const stillCurrent: AnswerColumn = {
  ...decision('stillCurrent', 'Ändå aktuell', { Ja: null }),
  width: 9,
  note: 'Ja: SIP:en kommer på listan för att flyttas.',
};
