/**
 * The register was sealed after what the events before this one wrote. The event states the pages of the file, so that
 * the seal can be held against the log, whose heads stand on paper.
 */
export const REGISTER_SEALED = 'register-sealed';

export interface RegisterSealedData {
  /** SHA-256 over the hashes of all pages that hold anything but the log and the seal. */
  readonly pages: string;
}
