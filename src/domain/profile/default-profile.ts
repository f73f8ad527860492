/** The profile that `init` takes when none is named. Apart from the profiles, which are large. */
export const DEFAULT_PROFILE = 'vasternorrland-2025';
