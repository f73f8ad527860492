import { expect, it } from 'vitest';
import { sparkline } from './readiness-text.ts';

it('draws one block a point, the tallest for the most, and what is attested closed as gone', () => {
  const points = [2043, 1188, 206].map((open) => ({
    day: '2025-09-15',
    open,
    attestedClosed: 0,
    isList: true,
  }));
  expect(sparkline(points)).toBe('█▅▂');
  expect(sparkline([{ day: '2025-10-10', open: 206, attestedClosed: 206, isList: false }])).toBe('▁');
  expect(sparkline([])).toBe('');
});
