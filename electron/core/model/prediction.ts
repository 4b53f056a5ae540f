import { z } from 'zod';

/** Outlook as a product; 16.0 covers everything since 2016, so the name comes from the product ids. */
export const OUTLOOK_PRODUCTS = ['older', '2013', '2016', '2019', '2021', '2024', '365'] as const;

export const LIKELIHOODS = ['automatic', 'possible', 'unlikely', 'impossible'] as const;
export type Likelihood = (typeof LIKELIHOODS)[number];

/** Why a route is judged as it is; sentences under `prediction.<code>`. */
export const PREDICTION_REASONS = [
  'outlook-too-old',
  'best-known-combination',
  'engine-present-reports-differ',
  'reports-differ-widely',
  'new-device-at-each-start',
  'build-cannot-connect',
  'new-outlook-has-no-activesync',
  'mac-has-no-activesync',
  'server-lacks-activesync',
  'server-lacks-imap',
  'forbidden-by-policy',
  'autodiscover-offers-it',
  'autodiscover-offers-something-else',
  'autodiscover-silent',
  'manual-page-needed',
  'password-goes-to-microsoft',
  'no-calendar',
] as const;

/** Where the judgement comes from, for the helpdesk's drawer; links in docs/outlook.md. */
export const PREDICTION_SOURCES = [
  'vendor-manual',
  'microsoft',
  'issue-tracker',
  'source-code',
  'this-discovery',
  'policy',
  'experience',
] as const;

const reason = z.object({ code: z.enum(PREDICTION_REASONS), source: z.enum(PREDICTION_SOURCES) });
export type PredictionReason = z.infer<typeof reason>;

const route = z.object({ likelihood: z.enum(LIKELIHOODS), reasons: z.array(reason) });
export type Route = z.infer<typeof route>;

export const prediction = z.object({
  activesync: route,
  imap: route,
  recommended: z.enum(['outlook-activesync', 'outlook-imap', 'other-program']),
  /** How calendar and contacts arrive on each route. */
  calendarAndContacts: z.object({
    activesync: z.enum(['included', 'not-available']),
    imap: z.enum(['caldav-synchronizer', 'not-available']),
  }),
});
export type Prediction = z.infer<typeof prediction>;

/** What one classic Outlook of this computer would be set up with, and what the person gets and loses with it. */
export const outlookForecast = z.object({
  product: z.enum(OUTLOOK_PRODUCTS),
  version: z.string().optional(),
  /** The kind of account that would be set up. */
  kind: z.enum(['activesync', 'imap', 'pop3']),
  /** How calendar and contacts arrive with that kind. */
  calendarAndContacts: z.enum(['included', 'caldav-synchronizer', 'not-available']),
  /** The add-in CalDav Synchronizer is installed already. */
  addIn: z.boolean(),
  prediction,
});
export type OutlookForecast = z.infer<typeof outlookForecast>;
