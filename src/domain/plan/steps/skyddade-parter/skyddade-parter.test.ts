import { describe, expect, it } from 'vitest';
import { columnsOf, party, stepOf } from '../steps.test-help.ts';

const { takes, owner, isGuarded } = stepOf('skyddade-parter');

describe('step skyddade-parter', () => {
  it('has a list with these columns, in this order', () => {
    expect(columnsOf('skyddade-parter')).toBe('reference sip party status ownPartMoved by comment');
  });

  it('takes the parties of protected persons, for named handlers, and no others', () => {
    expect(isGuarded).toBe(true);
    expect(takes(party())).toBe(false);
    expect(takes(party({ isProtected: true }))).toBe(true);
    expect(owner(party({ isProtected: true })).name).toBe('Utsedda handläggare');
  });
});
