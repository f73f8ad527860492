import type { Profile } from '../profile/profile-schema.ts';
import type { BurndownPoint, Forecast } from './forecast.ts';

/** Stands here until the forecast is in: says nothing of days to come. */
export function forecastOf(input: {
  readonly profile: Profile;
  readonly asOf: string;
  readonly scopes: readonly {
    readonly label: string;
    readonly kommun: string | null | undefined;
    readonly points: readonly BurndownPoint[];
  }[];
}): Forecast {
  return {
    method: [],
    scopes: input.scopes.map(({ label, kommun, points }) => {
      const last = points.at(-1);
      return {
        label,
        kommun,
        remaining: last === undefined ? 0 : last.open - last.attestedClosed,
        points,
        pace: null,
        certainty: 'too-little-data',
        certaintyText: 'För lite underlag.',
        medianOn: null,
        pessimisticOn: null,
        deadlines: [],
      };
    }),
  };
}
