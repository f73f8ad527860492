import * as answer from '../../../answers/answer-columns.ts';
import * as about from '../../columns/case-facts.ts';
import * as vardtillfalle from '../../columns/vardtillfalle-facts.ts';
import { named } from '../../owners.ts';
import { step } from '../../step-entry.ts';

export const skyddadeVardtillfallen = step({
  id: 'skyddade-vardtillfallen',
  of: 'vardtillfalle',
  title: 'Skyddade personuppgifter – vårdtillfällen för utsedda handläggare',
  takes: ['protected'],
  owner: named('Utsedda handläggare'),
  milestone: null,
  due: { milestone: 'steg-2' },
  columns: [about.reference, vardtillfalle.vardtillfalleInSource, answer.status, answer.by, answer.comment],
  inTarget: ['Hanteras av utsedd handläggare enligt regionens rutin för skyddade personuppgifter.'],
  inSource: ['Hanteras av utsedd handläggare.'],
  traps: ['Lämna inte listan vidare.'],
  whenReadOnly: {
    rows: 'Det som inte är startat i {target} är öppna undantag, som utsedd handläggare tar upp med projektledningen.',
  },
  isGuarded: true,
  source: 'Offentlighets- och sekretesslagen (2009:400) 22 kap. 1 §; domain §8',
});
