/** The one line that a bench ends with: its figures, rounded to what they are worth. */
export const closingLine = (figures: Record<string, unknown>): string =>
  JSON.stringify(figures, (_key, value: unknown) =>
    typeof value === 'number' && !Number.isInteger(value) ? Number(value.toPrecision(4)) : value,
  );
