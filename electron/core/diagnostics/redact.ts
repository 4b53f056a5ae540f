const LONGEST = 8_000;

/** In order: what holds a secret goes first, so that the later rules only shorten names. */
const RULES: readonly [RegExp, string][] = [
  [/([a-z][a-z0-9+.-]{0,20}:\/\/)[^\s/@:]{0,256}:[^\s/@]{0,256}@/gi, '$1•••••@'],
  [/\b(basic|bearer|digest|ntlm|negotiate)\s+[A-Za-z0-9+/=._~-]{6,4096}/gi, '$1 •••••'],
  [
    /\b(password|passwort|kennwort|passwd|pwd|secret|token)(["']?\s{0,4}[:=]\s{0,4})("[^"\n]{0,1024}"|'[^'\n]{0,1024}'|[^\s,;&}]{1,1024})/gi,
    '$1$2•••••',
  ],
  [/([^\s@"'<>()[\]{},;:=/?&%•…])[^\s@"'<>()[\]{},;:=/?&%•…]{0,320}(@|%40)(?=[\p{L}\p{N}])/giu, '$1…$2'],
  [/(?:\/home|\/Users)\/[^\s/"':]{1,64}/g, '~'],
  [/[a-z]:\\Users\\[^\s\\"':]{1,64}/gi, '~'],
];

/**
 * The second net under everything that is written to a log or handed to helpdesk: local parts of addresses keep their
 * first letter, home folders become `~`, and whatever looks like a credential becomes stars. The first net is `Secret`.
 * `home` is this person's home folder, wherever it is. Longer texts are cut to 8,000 characters.
 */
export function redact(text: string, home?: string): string {
  const short = text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
  const homeless = home === undefined || home.length < 4 ? short : short.replaceAll(home, '~');
  return RULES.reduce((current, [pattern, replacement]) => current.replace(pattern, replacement), homeless);
}

/** The same for anything that is going to be written as JSON; keys stay, depth and width are bounded. */
export function redactDeep(value: unknown, home?: string, depth = 0): unknown {
  if (typeof value === 'string') return redact(value, home);
  if (typeof value === 'number' || typeof value === 'boolean' || value === null || value === undefined) return value;
  if (typeof value !== 'object' || depth > 6) return '…';
  if (Array.isArray(value)) return value.slice(0, 100).map((one) => redactDeep(one, home, depth + 1));
  if ('toJSON' in value && typeof value.toJSON === 'function') return redactDeep(Reflect.apply(value.toJSON, value, []), home, depth + 1);
  return Object.fromEntries(
    Object.entries(value)
      .slice(0, 100)
      .map(([key, one]) => [key, redactDeep(one, home, depth + 1)]),
  );
}
