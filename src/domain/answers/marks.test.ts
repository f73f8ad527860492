import { describe, expect, it } from 'vitest';
import { MARK_NAMES, markOf } from './marks.ts';

describe.each(MARK_NAMES)('the mark %s', (name) => {
  const { label, kinds, source } = markOf(name);

  it('has a Swedish label, kinds that it is for and a source', () => {
    expect(name).toMatch(/^[a-z-]+$/u);
    expect(label).toMatch(/^[A-ZÅÄÖ]/u);
    expect(kinds.length).toBeGreaterThan(0);
    expect(source).toMatch(/^(000|contract),/u);
  });
});

describe('the marks', () => {
  it('have labels that tell them apart', () => {
    expect(new Set(MARK_NAMES.map((name) => markOf(name).label)).size).toBe(MARK_NAMES.length);
  });

  it('close a case in the source only where something was done there', () => {
    const closing = MARK_NAMES.filter((name) => markOf(name).closesInSource);
    expect(closing).toEqual(['closed-in-prator']);
    expect(closing.map((name) => markOf(name).system)).toEqual(['source']);
  });

  it('do not close a SIP by its having been moved: that is said on its own', () => {
    expect(markOf('sip-moved')).toMatchObject({ closesInSource: false, system: 'target' });
  });
});
