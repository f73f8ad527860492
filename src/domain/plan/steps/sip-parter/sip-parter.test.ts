import { describe, expect, it } from 'vitest';
import { columnsOf, party, stepOf } from '../steps.test-help.ts';

const { takes, owner } = stepOf('sip-parter');

describe('step sip-parter', () => {
  it('has a list with these columns, in this order', () => {
    expect(columnsOf('sip-parter')).toBe(
      'reference sip personnummer patient born kommun responsible how status ownPartMoved by comment',
    );
  });

  it('takes the parties of SIPs that move, each for itself, and none of protected persons', () => {
    expect(takes(party())).toBe(true);
    expect(takes(party({ isProtected: true }))).toBe(false);
    expect(owner(party()).recipient.name).toBe('Biståndsenheten Sundsvall');
  });

  it('asks for nothing that attests anything of the SIP', () => {
    const { columns } = stepOf('sip-parter');
    expect(columns.filter((column) => column.kind === 'answer' && column.attests !== undefined)).toEqual([]);
  });
});
