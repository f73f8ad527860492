import { describe, expect, it } from 'vitest';
import { isNetworkPlace } from './network-place.ts';

const MOUNTS = [
  'overlay / overlay rw,relatime 0 0',
  'server:/hem /home nfs4 rw 0 0',
  '/dev/sda2 /home/anna/disk ext4 rw 0 0',
  '//server/delad /mnt/delad\\040mapp cifs rw 0 0',
  'tmpfs /tmp tmpfs rw 0 0',
  '',
].join('\n');

describe('a place on the network', () => {
  it.each([
    ['a UNC path', '\\\\server\\delad\\r.sqlite', 'C:\\x'],
    ['a UNC path with slashes', '//server/delad/r.sqlite', '/server/delad'],
    ['a mounted share', 'r.sqlite', '/mnt/delad mapp'],
    ['a folder in a mounted share', 'r.sqlite', '/mnt/delad mapp/register'],
    ['a home on a file server', 'r.sqlite', '/home/anna'],
  ])('%s is one', (_what, written, folder) => {
    expect(isNetworkPlace(written, folder, MOUNTS)).toBe(true);
  });

  it.each([
    ['the disk', 'r.sqlite', '/var/lib'],
    ['a disk mounted within a share', 'r.sqlite', '/home/anna/disk/register'],
    ['a name that begins like a share', 'r.sqlite', '/mnt/delad mappen'],
    ['a folder called like a server', './server/r.sqlite', '/var/server'],
    ['a drive of Windows', 'C:\\overgang\\r.sqlite', 'C:\\overgang'],
  ])('%s is none', (_what, written, folder) => {
    expect(isNetworkPlace(written, folder, MOUNTS)).toBe(false);
    expect(isNetworkPlace(written, folder, '')).toBe(false);
  });
});
