import { fillNames } from '../../profile/fill-text.ts';
import type { Profile } from '../../profile/profile-schema.ts';
import type { Read } from '../readings.ts';
import { isWithoutConsent, WITHHELD } from '../subject.ts';

/** Why a case is classed as it is; of a person who has refused consent the class, and none of the facts under it. */
export function reasonText(
  read: Read<'sip' | 'vardtillfalle', 'classLabel' | 'reasons' | 'consent'>,
  profile: Profile,
): string {
  return isWithoutConsent(read)
    ? `${fillNames(read.classLabel, profile)}. Uppgifterna bakom ${WITHHELD}.`
    : read.reasons.join(' Dessutom: ');
}
