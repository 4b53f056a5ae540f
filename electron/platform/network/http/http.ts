import type { Http } from '../../../core/world/network.ts';
import type { Connector } from '../connect.ts';
import type { ProxyChoice } from './proxy.ts';
import { request } from './request.ts';

/** `agent` is the User-Agent of requests that bring none of their own. */
export function httpClient(connect: Connector, choose: ProxyChoice, agent: string): Http {
  return { request: (wanted) => request(connect, choose, agent, wanted) };
}
