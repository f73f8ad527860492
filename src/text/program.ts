declare const OVERGANG_VERSION: string;

export const VERSION = typeof OVERGANG_VERSION === 'string' ? OVERGANG_VERSION : '0.0.0';

/** The program and its version, as it signs what it has made. */
export const PROGRAM = `overgang ${VERSION}`;
