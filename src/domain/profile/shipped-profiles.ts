import ostergotlandLink from './profiles/ostergotland-link.json' with { type: 'json' };
import stockholmEnhetsvis from './profiles/stockholm-enhetsvis.json' with { type: 'json' };
import vasternorrland2025 from './profiles/vasternorrland-2025.json' with { type: 'json' };

/** The profiles that come with the product, unchecked as any profile is before `parseProfile`. */
export const SHIPPED_PROFILES: Readonly<Record<string, unknown>> = {
  'vasternorrland-2025': vasternorrland2025,
  'ostergotland-link': ostergotlandLink,
  'stockholm-enhetsvis': stockholmEnhetsvis,
};
