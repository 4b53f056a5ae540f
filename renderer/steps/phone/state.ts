/** SVG pictures. */
export type Codes = readonly string[];

/** What was saved last. */
export type Saved = 'profile' | 'sheet';

/** Only ever an image: markup that came over the wire is never put into the page. */
export const imageOf = (svg: string): string => `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`;
