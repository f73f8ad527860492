/** Where what was said lies outside the region, it is kept under this name: it was read, and is no canonical value. */
export const OUTSIDE = '_outside_region';

/** What stands among the unread columns of who lives in another region's kommun. */
export const KOMMUN_OUTSIDE = `kommun${OUTSIDE}`;
