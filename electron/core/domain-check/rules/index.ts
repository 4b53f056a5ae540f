import { autoconfig } from './autoconfig.ts';
import { autodiscover } from './autodiscover.ts';
import { caa } from './caa.ts';
import { dane } from './dane.ts';
import { dkim } from './dkim.ts';
import { dmarc } from './dmarc.ts';
import { dnssec } from './dnssec.ts';
import { host } from './host.ts';
import { ipv6 } from './ipv6.ts';
import { mtaSts } from './mta-sts.ts';
import { mx } from './mx.ts';
import { names } from './names.ts';
import { ptr } from './ptr.ts';
import type { Rule } from './rule.ts';
import { spf } from './spf.ts';
import { srv } from './srv.ts';
import { tls } from './tls.ts';
import { tlsRpt } from './tls-rpt.ts';

/** Every rule, in the order in which one rests on the other. */
export const RULES: readonly Rule[] = [
  names,
  host,
  mx,
  autodiscover,
  autoconfig,
  srv,
  spf,
  dkim,
  dmarc,
  mtaSts,
  tlsRpt,
  dane,
  tls,
  ptr,
  dnssec,
  ipv6,
  caa,
];
