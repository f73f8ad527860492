import { readFileSync, realpathSync } from 'node:fs';
import { dirname } from 'node:path';
import { isServerAddress } from '../../register/engine/register-name.ts';

/** File systems that are another machine's disk. */
const NETWORK_TYPES = new Set([
  ...['nfs', 'nfs4', 'cifs', 'smb', 'smb3', 'smbfs', 'ncpfs', 'afs', 'ceph', 'glusterfs', 'davfs'],
  ...['fuse.sshfs', 'fuse.rclone'],
]);
/** `\\server\share` or `//server/share`. */
const UNC = /^(?:\\\\|\/\/)[^\\/]/u;

interface Mount {
  readonly at: string;
  readonly type: string;
}

/** The lines of `/proc/mounts`; space and other signs in a path are written as octal numbers. */
function mountsOf(text: string): readonly Mount[] {
  return text.split('\n').flatMap((line) => {
    const [, at, type] = line.split(' ');
    if (at === undefined || type === undefined) return [];
    if (!at.includes('\\')) return [{ at, type }];
    const plain = at.replace(/\\([0-7]{3})/gu, (_match, octal: string) =>
      String.fromCharCode(parseInt(octal, 8)),
    );
    return [{ at: plain, type }];
  });
}

/**
 * Whether a register lies on another machine's disk, where SQLite can not keep it safe (promises: "SQLite over SMB
 * corrupts").
 *
 * @param written the path as the user wrote it: resolving it would hide `//server`
 * @param folder where the register lies, links followed
 * @param mounts the text of `/proc/mounts`; empty where there is none, and then only UNC paths can be told
 */
export function isNetworkPlace(written: string, folder: string, mounts: string): boolean {
  if (UNC.test(written)) return true;
  const holds = ({ at }: Mount): boolean => folder === at || folder.startsWith(at === '/' ? at : `${at}/`);
  // The innermost counts, and of several on one place the last one mounted.
  const innermost = mountsOf(mounts)
    .filter(holds)
    .reduce<Mount | null>(
      (found, mount) => (mount.at.length >= (found?.at.length ?? 0) ? mount : found),
      null,
    );
  return innermost !== null && NETWORK_TYPES.has(innermost.type);
}

/** Looks at this machine. A mapped drive letter of Windows can not be told from a disk of its own. */
export function liesOnNetwork(written: string, path: string): boolean {
  // A server is made for it.
  if (isServerAddress(written)) return false;
  const orEmpty = (read: () => string): string => {
    try {
      return read();
    } catch {
      return '';
    }
  };
  const folder = orEmpty(() => realpathSync(dirname(path)));
  return isNetworkPlace(
    written,
    folder,
    orEmpty(() => readFileSync('/proc/mounts', 'utf8')),
  );
}
