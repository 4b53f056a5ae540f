/** A sentence of the catalogue `scenes`; the window and a page that stands alone each have their own. */
export type Say = (key: string, values?: Readonly<Record<string, string | number>>) => string;
