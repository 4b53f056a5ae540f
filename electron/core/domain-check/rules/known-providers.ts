/** Host names by which well-known providers are recognised: where a domain pointed before it moved, or still points. */
const PROVIDERS: readonly (readonly [string, readonly string[]])[] = [
  ['Microsoft 365', ['outlook.com', 'office365.com', 'office.com', 'microsoftonline.com', 'onmicrosoft.com', 'hotmail.com']],
  ['Google Workspace', ['google.com', 'googlemail.com', 'googlehosted.com', 'gmail.com']],
  [
    'IONOS',
    ['ionos.com', 'ionos.de', 'ionos.info', 'ionos.co.uk', 'kundenserver.de', '1and1.com', '1and1.info', '1und1.de', 'perfora.net'],
  ],
  ['STRATO', ['strato.de', 'rzone.de', 'strato-hosting.eu']],
  ['GoDaddy', ['secureserver.net']],
  ['OVHcloud', ['ovh.net', 'ovh.com']],
  ['Zoho', ['zoho.com', 'zoho.eu', 'zohomail.com']],
  ['ALL-INKL', ['kasserver.com']],
  ['Host Europe', ['hosteurope.de', 'hosteurope.com']],
  ['Hetzner', ['your-server.de', 'hetzner.com', 'hetzner.de']],
  ['DomainFactory', ['ispgateway.de']],
  ['united-domains', ['udag.de']],
  ['Infomaniak', ['infomaniak.ch', 'infomaniak.com']],
  ['Hostpoint', ['hostpoint.ch']],
  ['Gandi', ['gandi.net']],
  ['Proton', ['protonmail.ch', 'proton.me']],
  ['Fastmail', ['messagingengine.com', 'fastmail.com']],
  ['Rackspace', ['emailsrvr.com']],
  ['Namecheap', ['privateemail.com', 'registrar-servers.com']],
  ['Apple iCloud', ['icloud.com', 'me.com']],
  ['Yandex', ['yandex.net', 'yandex.ru']],
  ['mailbox.org', ['mailbox.org']],
];

/** The company behind a host name, where it is a well-known one; else the name itself. */
export function companyBehind(host: string): string {
  const known = PROVIDERS.find(([, suffixes]) => suffixes.some((suffix) => host === suffix || host.endsWith(`.${suffix}`)));
  return known?.[0] ?? host;
}
