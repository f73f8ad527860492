import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anySip, anySipContext } from './cases.test-help.ts';
import { classifySip, closeProposedOn } from './sip-classes.ts';
import { WHOEVER_IS_PROTECTED } from './whoever-is-protected.ts';

describe('a SIP whose person has come to be protected', () => {
  it("is the protected persons' and has no day to come, but for those of classes that do not ask", () => {
    expect(WHOEVER_IS_PROTECTED).toEqual(['closed']);
    fc.assert(
      fc.property(anySip, anySipContext, fc.boolean(), (sip, context, isProtectedPerhaps) => {
        const before = classifySip({ ...sip, isProtected: false, isProtectedPerhaps: false }, context);
        const then = { ...sip, isProtected: true, isProtectedPerhaps };
        const after = classifySip(then, context);
        if (WHOEVER_IS_PROTECTED.includes(before.class)) return;
        expect(after.class).toBe('protected');
        expect(closeProposedOn(then, context, after)).toBeNull();
      }),
      { numRuns: 500 },
    );
  });
});
