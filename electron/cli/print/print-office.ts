import type { Forecast, OfficeFacts } from '../../core/clients/index.ts';
import type { Words } from '../words.ts';
import { safe, section, table } from './layout.ts';
import { crashWords, newOutlookWords, powershellWords } from './print-powershell.ts';

/** What is known about Outlook on a Windows computer, for people. */
export function officeLines(facts: OfficeFacts, words: Words): string[] {
  const say = (key: string): string => words.text(`outlook.${key}`);
  const yes = (value: boolean): string => say(value ? 'yes' : 'no');
  const { office, newOutlook, running, profiles, switches } = facts;
  return [
    say('heading'),
    ...(office.length === 0 ? [`  ${say('none')}`] : office.flatMap((one) => installationLines(one, words))),
    ...table([
      [say('new'), newOutlookWords(newOutlook, words)],
      [say('synchronizer'), yes(facts.calDavSynchronizer)],
      [say('running'), yes(running.length > 0)],
      ...(facts.windows === undefined ? [] : [['Windows', `${facts.windows.version}, ${facts.windows.language}`]]),
      [words.text('session'), sessionWords(facts.session, words)],
      ...(facts.crashes === undefined
        ? []
        : [[words.text('outlook.crashes.heading', { days: facts.crashes.days }), crashWords(facts.crashes, words)]]),
      ['PowerShell', powershellWords(facts.powershell, words)],
    ]),
    ...section(
      say('profiles'),
      profiles.flatMap((profile) => profileLines(profile, words)),
    ),
    ...section(
      say('switches'),
      table(switches.map(({ path, name, value, managed }) => [`${path}\\${name}`, String(value), say(managed ? 'managed' : 'own')])),
    ),
  ];
}

const productName = (product: Forecast['outlook'], words: Words): string => words.text(`outlook.product.${product}`);

function installationLines(one: OfficeFacts['office'][number], words: Words): string[] {
  const { product, version = '', bitness, kind, channel, program, applet, olcfg } = one;
  const traits = [
    version,
    words.text('outlook.bits', { bitness }),
    words.text(`outlook.kind.${kind}`),
    ...(channel === undefined ? [] : [channel]),
  ];
  const ways = [applet, olcfg].filter((way) => way !== undefined);
  return [
    `  ${safe(`${productName(product, words)}: ${traits.filter(Boolean).join(', ')}`)}`,
    ...table([
      [words.text('outlook.program'), program],
      [words.text('outlook.applet'), ways.length === 0 ? words.text('outlook.no') : ways.join(', ')],
    ]).map((line) => `  ${line}`),
  ];
}

function sessionWords(session: OfficeFacts['session'], words: Words): string {
  const special = [
    ...(['remote', 'locked', 'elevated'] as const).filter((trait) => session[trait]),
    ...(session.otherUser ? ['other-user'] : []),
    ...(session.desktop ? [] : ['no-desktop']),
  ];
  return (special.length === 0 ? ['plain'] : special).map((trait) => words.text(`outlook.session.${trait}`)).join(', ');
}

function profileLines({ name, default: isDefault, accounts }: OfficeFacts['profiles'][number], words: Words): string[] {
  const server = (host = '', port?: number, security?: string): string =>
    [port === undefined ? host : `${host}:${port}`, security ?? ''].filter(Boolean).join(' ');
  return [
    `  ${safe(isDefault ? `${name} (${words.text('profile-default')})` : name)}`,
    ...table(
      accounts.map((one) => [
        words.text(`outlook.account.${one.kind}`),
        one.address ?? one.name ?? '',
        server(one.server, one.port, one.security),
        server(one.outgoingServer, one.outgoingPort, one.outgoingSecurity),
      ]),
    ).map((line) => `  ${line}`),
  ];
}

/** ActiveSync or IMAP for each Outlook, with the reasons in words. */
export function forecastLines(forecasts: readonly Forecast[], words: Words): string[] {
  return section(
    words.text('outlook.prediction'),
    forecasts.flatMap(({ outlook, version = '', prediction }) => {
      const { recommended } = prediction;
      const route = (key: 'activesync' | 'imap'): string[] => [
        `    ${words.code(`protocol.${key}`)}: ${words.code(`likelihood.${prediction[key].likelihood}`)}`,
        ...prediction[key].reasons.map(({ code }) => `      - ${words.code(`prediction.${code}`)}`),
      ];
      const advice = recommended === 'other-program' ? words.text('outlook.other-program') : words.code(`client.${recommended}`);
      return [
        `  ${safe(`${productName(outlook, words)} ${version}`.trim())}`,
        ...route('activesync'),
        ...route('imap'),
        `    ${words.text('outlook.recommended', { advice })}`,
      ];
    }),
  );
}
