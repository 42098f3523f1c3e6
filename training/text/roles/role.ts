/** A kind of business and what people ask it about. */
export type Role = {
  /** With its article: "a bank". */
  kind: string;
  /** Last words of such an organisation's name: "Bank". */
  suffixes: string[];
  /** What has a price: "a haircut". */
  goods: string[];
  /** Who is asked for: "the manager". */
  person: string;
  /** What is booked: "an appointment". */
  booking: string;
  /** What the place never does, as after "we do not". */
  nevers: string[];
  /** What it also does, as after "we also". */
  does: string[];
  /** What takes time: "a repair". */
  waits: string[];
};

/** Reads a table of roles: a line each, fields between bars, entries between semicolons. */
export function readRoles(table: string): Role[] {
  return table
    .trim()
    .split("\n")
    .map((line) => {
      const fields = line.split("|").map((field) => field.trim());
      const [kind, suffixes, goods, person, booking, nevers, does, waits] = fields;
      if (fields.length !== 8 || !kind || !suffixes || !goods || !person || !booking || !nevers || !does || !waits) {
        throw new Error(`Role "${line}": expected eight fields between bars, received ${fields.length}`);
      }
      const entries = (field: string) => field.split(";").map((entry) => entry.trim());
      return {
        kind,
        suffixes: entries(suffixes),
        goods: entries(goods),
        person,
        booking,
        nevers: entries(nevers),
        does: entries(does),
        waits: entries(waits),
      };
    });
}
