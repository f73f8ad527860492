/** Paths in manifests (RFC 8493, 2.1.3): relative to the bag, `/` between their parts, CR, LF and % encoded. */
export function encodedPath(path: string): string {
  return path.replace(/%/gu, '%25').replace(/\r/gu, '%0D').replace(/\n/gu, '%0A');
}

/** @param version the bag's: before 1.0 a % stood for itself */
export function decodedPath(written: string, version: string): string {
  const path = written.replace(/%0D/giu, '\r').replace(/%0A/giu, '\n');
  return version === '1.0' ? path.replace(/%25/gu, '%') : path;
}

/** Absolute, from a home folder, a drive, a share or a variable, or upwards: a path that could leave the bag. */
const LEAVES = /^(?:[/\\~]|[A-Za-z]:|%[^%/\\]+%[/\\])|(?:^|[/\\])\.\.(?:[/\\]|$)/u;

export function isUnsafePath(path: string): boolean {
  return LEAVES.test(path) || path.split('/').some((part) => part === '' || part === '.' || part === '..');
}

export const isPayloadPath = (path: string): boolean => path.startsWith('data/');

const SYSTEM_FILES = new Set(['.ds_store', 'thumbs.db', 'desktop.ini', '.spotlight-v100', '.trashes']);

/** A file that an operating system puts in folders that are looked at, with nothing of theirs in it. */
export function isSystemFile(path: string): boolean {
  const name = path.slice(path.lastIndexOf('/') + 1).toLowerCase();
  return SYSTEM_FILES.has(name) || name.startsWith('._');
}
