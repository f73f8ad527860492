export { addDays } from '../../src/domain/calendar/days.ts';
export { isWorkingDay } from '../../src/domain/calendar/working-days.ts';
export { forecastOf, quantilesOf } from '../../src/domain/forecast/forecast-of.ts';
export { parseProfile } from '../../src/domain/profile/parse-profile.ts';
export { SHIPPED_PROFILES } from '../../src/domain/profile/shipped-profiles.ts';
