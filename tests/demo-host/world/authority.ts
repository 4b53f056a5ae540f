import * as asn1 from 'asn1js';
import { AltName, AttributeTypeAndValue, BasicConstraints, Certificate, Extension, ExtKeyUsage, GeneralName } from 'pkijs';

/** Key and certificate as PEM texts. */
export interface Identity {
  key: string;
  cert: string;
}

export interface Authority {
  /** PEM text of the authority's own certificate. */
  pem: string;
  issue(names: readonly string[], valid?: { from: Date; to: Date }): Promise<Identity>;
}

const CURVE = { name: 'ECDSA', namedCurve: 'P-256' } as const;
const DAY = 86_400_000;
const COMMON_NAME = '2.5.4.3';
const CRITICAL = true;

const pem = (label: string, der: ArrayBuffer): string => {
  const lines =
    Buffer.from(der)
      .toString('base64')
      .match(/.{1,64}/g) ?? [];
  return `-----BEGIN ${label}-----\n${lines.join('\n')}\n-----END ${label}-----\n`;
};

const extension = (extnID: string, critical: boolean, value: { toBER(): ArrayBuffer }): Extension =>
  new Extension({ extnID, critical, extnValue: value.toBER() });

const usage = (bits: number, unusedBits: number): asn1.BitString =>
  new asn1.BitString({ valueHex: new Uint8Array([bits]).buffer, unusedBits });

interface Wish {
  serial: number;
  subject: string;
  issuer: string;
  from: Date;
  to: Date;
  extensions: Extension[];
}

async function certificate(wish: Wish, publicKey: CryptoKey, signer: CryptoKey): Promise<string> {
  const made = new Certificate();
  made.version = 2;
  made.serialNumber = new asn1.Integer({ value: wish.serial });
  const named = (value: string): AttributeTypeAndValue =>
    new AttributeTypeAndValue({ type: COMMON_NAME, value: new asn1.Utf8String({ value }) });
  made.subject.typesAndValues.push(named(wish.subject));
  made.issuer.typesAndValues.push(named(wish.issuer));
  made.notBefore.value = wish.from;
  made.notAfter.value = wish.to;
  made.extensions = wish.extensions;
  await made.subjectPublicKeyInfo.importKey(publicKey);
  await made.sign(signer, 'SHA-256');
  return pem('CERTIFICATE', made.toSchema(true).toBER());
}

/**
 * A certificate authority that lives as long as this process: its key is in memory alone, so nobody can ever use the
 * trust that a test or a demonstration puts into it. Keys are P-256, which takes milliseconds.
 */
export async function createAuthority(name: string): Promise<Authority> {
  const { subtle } = globalThis.crypto;
  const pair = (): Promise<CryptoKeyPair> => subtle.generateKey(CURVE, true, ['sign', 'verify']);
  const own = await pair();
  const now = Date.now();
  // Serial numbers must not meet those of an authority of the same name in an earlier run: Thunderbird remembers them.
  let serial = (now % 1_000_000_000) + 1;
  const from = new Date(now - DAY);
  const to = new Date(now + 365 * DAY);
  const title = `${name} ${now.toString(36)}`;
  const authority: Wish = {
    serial,
    subject: title,
    issuer: title,
    from,
    to,
    extensions: [
      extension('2.5.29.19', CRITICAL, new BasicConstraints({ cA: true, pathLenConstraint: 0 }).toSchema()),
      extension('2.5.29.15', CRITICAL, usage(0b0000_0110, 1)),
    ],
  };
  return {
    pem: await certificate(authority, own.publicKey, own.privateKey),
    issue: async (names, valid = { from, to }) => {
      const keys = await pair();
      serial += 1;
      const altNames = new AltName({ altNames: names.map((value) => new GeneralName({ type: 2, value })) });
      const extensions = [
        extension('2.5.29.19', CRITICAL, new BasicConstraints({ cA: false }).toSchema()),
        extension('2.5.29.15', CRITICAL, usage(0b1000_0000, 7)),
        extension('2.5.29.37', !CRITICAL, new ExtKeyUsage({ keyPurposes: ['1.3.6.1.5.5.7.3.1'] }).toSchema()),
        extension('2.5.29.17', !CRITICAL, altNames.toSchema()),
      ];
      const leaf: Wish = { serial, subject: names[0] ?? 'nobody', issuer: title, ...valid, extensions };
      return {
        key: pem('PRIVATE KEY', await subtle.exportKey('pkcs8', keys.privateKey)),
        cert: await certificate(leaf, keys.publicKey, own.privateKey),
      };
    },
  };
}
