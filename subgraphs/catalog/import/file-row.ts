/** A row of a file as it stands there: its values by the names of columns or keys, not looked at yet. */
export interface FileRow {
  /** Where it begins, from 1 on. */
  line: number;
  values: ReadonlyMap<string, unknown>;
  /** Set when the row cannot be read as one; it has no values then. */
  unreadable?: string;
}

/** The longest row, in UTF-16 units. */
export const LONGEST_ROW = 256 * 1024;
