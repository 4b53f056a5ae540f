import type { Service } from './service.ts';

/** A picture of one QR code with the text that must be typed when no camera is at hand. */
export interface PrintedCode {
  /** What the code holds, byte for byte. */
  payload: string;
  /** For those who hear the page instead of seeing it. */
  description: string;
}

export interface PrintedSection {
  heading: string;
  paragraphs?: readonly string[];
  /** Numbered. */
  steps?: readonly string[];
  rows?: readonly { name: string; value: string }[];
  code?: PrintedCode;
}

/** One sheet of paper as words in order; how it looks is decided where it is drawn. */
export interface PrintedPage {
  /** BCP 47, for whoever reads it aloud. */
  language: string;
  title: string;
  subtitle: string;
  sections: readonly PrintedSection[];
  footer: string;
}

/** A document for one person: whole text, or the description of a picture or a sheet that is still to be drawn. */
export type ExportedDocument =
  /** `encoding` says how the text becomes bytes; never with a byte order mark. */
  | { render: 'text'; name: string; mime: string; text: string; encoding: 'utf-8' | 'latin1' }
  | { render: 'png'; name: string; mime: 'image/png'; payload: string }
  | { render: 'pdf'; name: string; mime: 'application/pdf'; page: PrintedPage };

/** How a service's port is protected, in words that are the same in every language. */
export const securityName = (service: Service): string =>
  service.security === 'tls' ? 'SSL/TLS' : service.security === 'starttls' ? 'STARTTLS' : '–';
