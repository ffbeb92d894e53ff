import type { ExecutionResult } from 'graphql';
import { faultOf } from '../../kit/log/fault.ts';
import type { Log } from '../../kit/log/log.ts';
import type { SubgraphCall } from '../../kit/subgraph/port.ts';
import { changeTold } from '../../kit/subgraph/session-change.ts';
import type { SessionChange } from '../../kit/subgraph/session-tokens.ts';
import type { Client } from '../../kit/viewer/client.ts';
import { anonymous, type Viewer } from '../../kit/viewer/viewer.ts';
import type { Asking } from '../operation/asking.ts';

export type Sign = (viewer: Viewer, client?: Client) => Promise<string>;

export interface ChangingParts {
  /** From where the change is asked for. */
  client: Client;
  sign: Sign;
  /** Who asks by an access token. Throws for one that does not hold. */
  viewerOf: (accessToken: string) => Promise<Viewer>;
  log: Log;
}

/** A mutation on its way: once somebody has signed in or out in it, the rest is asked by whoever that leaves. */
export class Changing implements Asking {
  call: SubgraphCall;
  /** What happened to the session last; undefined: nothing. */
  change: SessionChange | undefined;
  readonly #parts: ChangingParts;

  private constructor(call: SubgraphCall, parts: ChangingParts) {
    this.call = call;
    this.#parts = parts;
  }

  static async by(viewer: Viewer, call: Omit<SubgraphCall, 'statement'>, parts: ChangingParts): Promise<Changing> {
    return new Changing({ ...call, statement: await parts.sign(viewer, parts.client) }, parts);
  }

  async heard({ extensions }: ExecutionResult): Promise<void> {
    const change = changeTold(extensions);
    if (change === undefined) return;
    const { viewerOf, sign, client, log } = this.#parts;
    try {
      const viewer = change ? await viewerOf(change.accessToken) : anonymous;
      this.call = { ...this.call, statement: await sign(viewer, client) };
      this.change = change;
    } catch (error) {
      const { requestId } = this.call;
      log.error('session not taken over: check that the session keys belong together', {
        requestId,
        ...faultOf(error),
      });
    }
  }
}
