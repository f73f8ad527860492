// The driver that the product uses on this Node (docs/decisions/0006-two-drivers.md).
const isNode20 = Number.parseInt(process.versions.node, 10) < 22;
export const { default: Database } = await import(isNode20 ? 'better-sqlite3-12' : 'better-sqlite3');
