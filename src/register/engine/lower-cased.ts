/** As `lower()` has it in SQL: the letters A to Z alone. */
export const lowerCased = (text: string): string => text.replace(/[A-Z]/gu, (letter) => letter.toLowerCase());
