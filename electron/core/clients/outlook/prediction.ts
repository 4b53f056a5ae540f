import { type OUTLOOK_PRODUCTS, type Prediction, type PredictionReason, type Route } from '../../model/prediction.ts';

export {
  LIKELIHOODS,
  type Likelihood,
  prediction,
  type Prediction,
  PREDICTION_REASONS,
  PREDICTION_SOURCES,
  type PredictionReason,
  type Route,
} from '../../model/prediction.ts';

export interface PredictionFacts {
  /** Which Outlook: classic by product and build, or one of the two that never speak ActiveSync. */
  outlook: { kind: 'classic'; product: (typeof OUTLOOK_PRODUCTS)[number]; version?: string } | { kind: 'new' } | { kind: 'mac' };
  server: { activesync: boolean; imap: boolean; dav: boolean };
  /** What autodiscover answers to Outlook itself; mailcow says IMAP unless the administrator chose otherwise. */
  autodiscover: 'activesync' | 'imap' | 'nothing';
  policy: { activesyncForbidden: boolean; imapForbidden: boolean };
}

const because = (code: PredictionReason['code'], source: PredictionReason['source']): PredictionReason => ({ code, source });

/** ActiveSync or IMAP for this Outlook on this server: a forecast with its reasons, never a promise. */
export function predict(facts: PredictionFacts): Prediction {
  const activesync = predictActiveSync(facts);
  const imap = predictImap(facts);
  const addIn = facts.outlook.kind === 'classic' && facts.outlook.product !== 'older' && facts.server.dav;
  return {
    activesync,
    imap,
    recommended: recommend(facts, activesync, imap),
    calendarAndContacts: {
      activesync: activesync.likelihood === 'impossible' ? 'not-available' : 'included',
      imap: addIn ? 'caldav-synchronizer' : 'not-available',
    },
  };
}

function predictActiveSync(facts: PredictionFacts): Route {
  const never = activesyncObstacles(facts);
  if (never.length > 0) return { likelihood: 'impossible', reasons: never };
  if (facts.outlook.kind !== 'classic') return { likelihood: 'impossible', reasons: [] };

  const { product, version } = facts.outlook;
  const build = buildNumber(version);
  if (cannotConnect(build)) return { likelihood: 'unlikely', reasons: [because('build-cannot-connect', 'microsoft')] };
  if (product === '2021' || product === '2024' || product === '365') {
    const churn = build === undefined || build >= DEVICE_CHURN_SINCE;
    const reasons = [because('reports-differ-widely', 'vendor-manual')];
    return { likelihood: 'unlikely', reasons: churn ? [...reasons, because('new-device-at-each-start', 'issue-tracker')] : reasons };
  }
  const known =
    product === '2019' ? because('engine-present-reports-differ', 'vendor-manual') : because('best-known-combination', 'issue-tracker');
  return facts.autodiscover === 'activesync'
    ? { likelihood: 'automatic', reasons: [known, because('autodiscover-offers-it', 'this-discovery')] }
    : { likelihood: 'possible', reasons: [known, autodiscoverMisses(facts.autodiscover), because('manual-page-needed', 'source-code')] };
}

function activesyncObstacles({ outlook, server, policy }: PredictionFacts): PredictionReason[] {
  return [
    ...(outlook.kind === 'new' ? [because('new-outlook-has-no-activesync', 'vendor-manual')] : []),
    ...(outlook.kind === 'mac' ? [because('mac-has-no-activesync', 'source-code')] : []),
    ...(outlook.kind === 'classic' && outlook.product === 'older' ? [because('outlook-too-old', 'experience')] : []),
    ...(server.activesync ? [] : [because('server-lacks-activesync', 'this-discovery')]),
    ...(policy.activesyncForbidden ? [because('forbidden-by-policy', 'policy')] : []),
  ];
}

function predictImap({ outlook, server, policy, autodiscover }: PredictionFacts): Route {
  const never = [
    ...(server.imap ? [] : [because('server-lacks-imap', 'this-discovery')]),
    ...(policy.imapForbidden ? [because('forbidden-by-policy', 'policy')] : []),
  ];
  if (never.length > 0) return { likelihood: 'impossible', reasons: never };
  if (outlook.kind === 'new') {
    return { likelihood: 'possible', reasons: [because('password-goes-to-microsoft', 'microsoft'), because('no-calendar', 'microsoft')] };
  }
  return autodiscover === 'imap' && outlook.kind === 'classic'
    ? { likelihood: 'automatic', reasons: [because('autodiscover-offers-it', 'this-discovery')] }
    : { likelihood: 'possible', reasons: [autodiscoverMisses(autodiscover), because('manual-page-needed', 'source-code')] };
}

const autodiscoverMisses = (autodiscover: PredictionFacts['autodiscover']): PredictionReason =>
  because(autodiscover === 'nothing' ? 'autodiscover-silent' : 'autodiscover-offers-something-else', 'this-discovery');

function recommend({ outlook }: PredictionFacts, activesync: Route, imap: Route): Prediction['recommended'] {
  if (activesync.likelihood === 'automatic' || activesync.likelihood === 'possible') return 'outlook-activesync';
  if (imap.likelihood === 'impossible' || outlook.kind === 'new') return 'other-program';
  return 'outlook-imap';
}

/** Version 2401 (16.0.17231) lost ActiveSync until Microsoft's repair in March 2024, which kept the build number's first part. */
const cannotConnect = (build: number | undefined): boolean => build === 17231;

/** Version 2408: from here on each start of Outlook looks like a new device to the server. */
const DEVICE_CHURN_SINCE = 17928;

const buildNumber = (version: string | undefined): number | undefined => {
  const build = Number(version?.split('.')[2]);
  return Number.isInteger(build) ? build : undefined;
};
