import { FINDINGS, type FindingCode, type Severity } from '../validation/finding-catalogue.ts';
import type { Profile } from './profile-schema.ts';

/** How grave a finding is: as the profile has it, or else as the catalogue has. */
export const severityOf = ({ severities }: Pick<Profile, 'severities'>, code: FindingCode): Severity =>
  severities[code] ?? FINDINGS[code].severity;
