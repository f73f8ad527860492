import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anEntry, anInbox } from './inbox-for-tests.ts';
import { inboxHtml } from './inbox-html.ts';

const page = inboxHtml(anInbox());
const rowsOf = (html: string): readonly string[] => html.match(/<tr><th scope="row">.*?<\/tr>/gsu) ?? [];

describe('the page of the inbox', () => {
  it('has what one recipient sees to for one reason in one row, and what settles it with the word for this one', () => {
    const decisions = rowsOf(page).filter((row) => row.includes('Projektledningen'));
    expect(decisions).toHaveLength(3);
    expect(decisions[0]).toContain('S0-P <span class="id">K0-RNQP</span>');
    expect(decisions[0]).toContain('S3-P <span class="id">K3-RNQP</span>');
    expect(page).toContain('overgang decide REFERENS --as KLASS --reason TEXT');
  });

  it('has the item of a protected person on a row of its own, without a reference', () => {
    const [row = ''] = rowsOf(page).filter((one) => one.includes('SKYD-DADE'));
    expect(row).toContain('Skyddade personuppgifter');
    expect(row.match(/class="id"/gu)).toHaveLength(1);
  });

  it('names every item once, with its references, whatever is put together', () => {
    const few = fc.constantFrom('a', 'b');
    const entries = fc.array(
      fc.record({ recipient: few, why: few, step: few, isGuarded: fc.boolean(), dueOn: few }),
      {
        maxLength: 12,
      },
    );
    fc.assert(
      fc.property(entries, (some) => {
        const html = inboxHtml({
          ...anInbox(),
          entries: some.map((more, at) => anEntry(`N${String(at)}-ID`, `S${String(at)}-X`, more)),
        });
        for (const [at, { recipient, why }] of some.entries()) {
          const rows = rowsOf(html).filter((row) =>
            row.includes(`S${String(at)}-X <span class="id">N${String(at)}-ID<`),
          );
          expect(rows).toHaveLength(1);
          expect(rows[0]).toContain(`<th scope="row">${recipient}<`);
          expect(rows[0]).toContain(`<td>${why.toUpperCase()}. `);
        }
      }),
      { numRuns: 60 },
    );
  });
});
