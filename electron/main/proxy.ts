const SCHEMES: Record<string, string> = { PROXY: 'http', HTTPS: 'https', SOCKS: 'socks5', SOCKS5: 'socks5', SOCKS4: 'socks4' };

/** The first way of a PAC answer (`PROXY cache:3128; DIRECT`) as a URL; undefined when it goes directly. */
export function proxyFromPac(answer: string): string | undefined {
  const [first = ''] = answer.split(';');
  const [kind = '', place = ''] = first.trim().split(/\s+/);
  const scheme = SCHEMES[kind.toUpperCase()];
  const url = scheme === undefined ? undefined : `${scheme}://${place}`;
  return url !== undefined && URL.canParse(url) && place !== '' ? url : undefined;
}
