/**
 * Remembers which keys a file has shown, in memory that does not grow with the file: a Bloom filter. It never
 * says "first sight" of a key it has met; now and then it fails to say so of a new one, and the database is asked.
 */
export interface SeenKeys {
  readonly isFirstSight: (key: string) => boolean;
}

const BITS = 1 << 25;
const PROBES = 4;

export function createSeenKeys(): SeenKeys {
  const words = new Uint32Array(BITS / 32);
  return {
    isFirstSight(key) {
      let first = 0x811c9dc5;
      let second = 0x9747b28c;
      for (let index = 0; index < key.length; index += 1) {
        const unit = key.charCodeAt(index);
        first = Math.imul(first ^ unit, 0x01000193);
        second = Math.imul(second ^ unit, 0x85ebca6b) ^ (second >>> 13);
      }
      let isNew = false;
      for (let probe = 0; probe < PROBES; probe += 1) {
        const bit = (first + Math.imul(probe, second | 1)) & (BITS - 1);
        const word = bit >>> 5;
        const mask = 1 << (bit & 31);
        if (((words[word] ?? 0) & mask) === 0) {
          isNew = true;
          words[word] = (words[word] ?? 0) | mask;
        }
      }
      return isNew;
    },
  };
}
