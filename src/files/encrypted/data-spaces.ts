/**
 * The streams by which Office knows how a package is encrypted ([MS-OFFCRYPTO] 2.1, 2.2): the same in every file that
 * is encrypted with a password.
 */
const TRANSFORM = '{FF9A3F03-56EF-4613-BDD5-5A41C1D07246}';
const NAME = 'StrongEncryptionDataSpace';
const TRANSFORM_NAME = 'StrongEncryptionTransform';

function uint32(...values: readonly number[]): Buffer {
  const bytes = Buffer.alloc(values.length * 4);
  for (const [at, value] of values.entries()) bytes.writeUInt32LE(value, at * 4);
  return bytes;
}

/** Its length in bytes, the text in UTF-16, zeros to a multiple of four. */
function text(value: string): Buffer {
  const bytes = Buffer.from(value, 'utf16le');
  return Buffer.concat([uint32(bytes.length), bytes, Buffer.alloc((4 - (bytes.length % 4)) % 4)]);
}

/** Readers, updaters and writers from version 1.0. */
const VERSIONS = uint32(1, 1, 1);

function withLength(entry: Buffer): Buffer {
  return Buffer.concat([uint32(entry.length + 4), entry]);
}

const transformHeader = Buffer.concat([uint32(1), text(TRANSFORM)]);

export const DATA_SPACES: Readonly<Record<string, Buffer>> = {
  Version: Buffer.concat([text('Microsoft.Container.DataSpaces'), VERSIONS]),
  DataSpaceMap: Buffer.concat([
    uint32(8, 1),
    withLength(Buffer.concat([uint32(1, 0), text('EncryptedPackage'), text(NAME)])),
  ]),
  [`DataSpaceInfo/${NAME}`]: Buffer.concat([uint32(8, 1), text(TRANSFORM_NAME)]),
  [`TransformInfo/${TRANSFORM_NAME}/\u0006Primary`]: Buffer.concat([
    // Up to the name of the transform, itself included.
    uint32(transformHeader.length + 4),
    transformHeader,
    text('Microsoft.Container.EncryptionTransform'),
    VERSIONS,
    uint32(0, 0, 0, 4),
  ]),
};
