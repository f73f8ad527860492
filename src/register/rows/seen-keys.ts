import { textMark } from '../../domain/records/record-marks.ts';

/** Remembers which keys a file has shown. */
export interface SeenKeys {
  /** By a key and its mark. Never says so of a key it has met; now and then it fails to say so of a new one, and the database is asked. */
  readonly isFirstSight: (key: string, mark?: number) => boolean;
}

/** As many keys as the lists of a region have are simply kept: a filter has to be laid out in memory before it is of use. */
const FEW = 16_384;

/** Keys of a large file are remembered in memory that does not grow with it. */
export function createSeenKeys(): SeenKeys {
  const few = new Set<string>();
  let filter: ((mark: number) => boolean) | null = null;
  return {
    isFirstSight(key, mark) {
      if (filter !== null) return filter(mark ?? textMark(key));
      if (few.has(key)) return false;
      few.add(key);
      if (few.size === FEW) {
        filter = createFilter();
        for (const one of few) filter(textMark(one));
        few.clear();
      }
      return true;
    },
  };
}

const BITS = 1 << 25;
const PROBES = 4;
/** The bits of a key lie within so many: memory is fetched in pieces of this size, and far from the one before costs most. */
const NEAR = 512;

/** A Bloom filter: whether a key is new. */
function createFilter(): (mark: number) => boolean {
  const words = new Uint32Array(BITS / 32);
  return (first) => {
    const second = mixed(first);
    const start = second & (BITS - NEAR);
    let isNew = false;
    for (let probe = 0; probe < PROBES; probe += 1) {
      const bit = start + ((first + Math.imul(probe, second | 1)) & (NEAR - 1));
      const word = bit >>> 5;
      const mask = 1 << (bit & 31);
      if (((words[word] ?? 0) & mask) === 0) {
        isNew = true;
        words[word] = (words[word] ?? 0) | mask;
      }
    }
    return isNew;
  };
}

/** Spreads what a hash says over all of its bits (the last step of MurmurHash3). */
function mixed(hash: number): number {
  const once = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  const twice = Math.imul(once ^ (once >>> 13), 0xc2b2ae35);
  return twice ^ (twice >>> 16);
}
