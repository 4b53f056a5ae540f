// Line ends become a space; what XML 1.0 section 2.2 does not allow (controls, unpaired surrogates, U+FFFE, U+FFFF) goes.
const BREAKS = /[\t\n\v\f\r\u0085\u2028\u2029]+/gu;
const UNWANTED = /[\p{Cc}\p{Surrogate}\u{fffe}\u{ffff}]/gu;

/** One line that every document format can carry: no control characters, no half characters, outer spaces gone. */
export const singleLine = (text: string): string => text.replace(BREAKS, ' ').replace(UNWANTED, '').trim();

const REFERENCES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&apos;' };

/** Text as content or attribute value of XML (XML 1.0 section 2.4). */
export const escapeXml = (text: string): string => singleLine(text).replace(/[&<>"']/g, (sign) => REFERENCES[sign] ?? sign);
