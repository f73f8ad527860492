// Rooms, at every level, need each other in one direction only. Held apart from the other rules, because tests are left
// out of this picture: a test may stand on what its subject must not know.
const house = require('./.dependency-cruiser.cjs');

module.exports = {
  forbidden: [
    {
      name: 'no-circles-between-rooms',
      severity: 'error',
      comment:
        'Two rooms that need each other, be it by a type, are one room: what both rest on belongs in a third, below them.',
      scope: 'folder',
      from: { path: '^src/' },
      to: { circular: true },
    },
  ],
  options: {
    ...house.options,
    exclude: { path: String.raw`(^(dist|fixtures)/|\.test\.ts$|\.test-help\.ts$|-for-tests\.ts$)` },
  },
};
