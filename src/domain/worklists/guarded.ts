/** Protected persons are few: how many they are is told from here on. */
export const GUARDED_FROM = 5;
