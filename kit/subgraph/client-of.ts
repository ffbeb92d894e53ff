import type { Client } from '../viewer/client.ts';
import type { SubgraphRequest } from './subgraph.ts';

const UNKNOWN: Client = { network: 'unknown', device: 'unknown', addressKey: 'unknown' };

/** From where a change is asked for. The gateway says so of every change; all that it did not say it of count as one. */
export const clientOf = ({ client }: Pick<SubgraphRequest, 'client'>): Client => client ?? UNKNOWN;
