/** Certificate authorities by what their certificates call them, and the domains they look for in CAA (their own practice statements). */
const ISSUERS: readonly (readonly [RegExp, readonly string[]])[] = [
  [/let's encrypt|\bISRG\b/i, ['letsencrypt.org']],
  [/zerossl|sectigo|comodo|usertrust/i, ['sectigo.com', 'comodoca.com', 'comodo.com', 'usertrust.com', 'trust-provider.com']],
  [
    /digicert|geotrust|rapidssl|thawte|encryption everywhere|symantec|verisign/i,
    ['digicert.com', 'geotrust.com', 'rapidssl.com', 'thawte.com', 'symantec.com', 'digitalcertvalidation.com', 'www.digicert.com'],
  ],
  [/google trust services/i, ['pki.goog']],
  [/globalsign|alphassl/i, ['globalsign.com']],
  [/godaddy|starfield/i, ['godaddy.com', 'starfieldtech.com']],
  [/buypass/i, ['buypass.com', 'buypass.no']],
  [/entrust|affirmtrust/i, ['entrust.net', 'affirmtrust.com']],
  [/amazon/i, ['amazon.com', 'amazontrust.com', 'awstrust.com', 'amazonaws.com']],
  [/ssl\.com|ssl corp/i, ['ssl.com']],
  [/certum|unizeto|asseco/i, ['certum.pl', 'certum.eu', 'yandex.ru']],
  [/actalis/i, ['actalis.it']],
  [/harica|hellenic academic/i, ['harica.gr']],
  [/t-?systems|telesec|deutsche telekom|dfn-?verein/i, ['telesec.de', 't-systems.com', 'pki.dfn.de', 'dfn.de', 'pki.telekom.de']],
  [/d-?trust|bundesdruckerei/i, ['d-trust.net', 'dtrust.de', 'd-trust.de']],
  [/swisssign/i, ['swisssign.com']],
  [/quovadis/i, ['quovadisglobal.com', 'digicert.com']],
  [/identrust/i, ['identrust.com']],
];

/** Domains of which one has to stand in an `issue` value for this issuer (RFC 8659 section 4.2); undefined for an issuer we do not know. */
export const caaDomainsOf = (issuer: string): readonly string[] | undefined =>
  ISSUERS.find(([name]) => name.test(issuer.replaceAll('’', "'")))?.[1];
