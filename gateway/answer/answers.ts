import { LRUCache } from 'lru-cache';
import type { ExecutionResult, GraphQLFormattedError } from 'graphql';
import type { Log } from '../../kit/log/log.ts';
import type { Variables } from '../../kit/subgraph/port.ts';
import type { Standing, Stands } from '../../kit/subgraph/standing.ts';
import { IN_COOKIE } from '../../kit/subgraph/session-change.ts';
import type { SessionChange } from '../../kit/subgraph/session-tokens.ts';
import type { Locale } from '../../kit/text/localized-text.ts';
import type { Client } from '../../kit/viewer/client.ts';
import type { Viewer } from '../../kit/viewer/viewer.ts';
import { Refusal } from '../error/refusal.ts';
import { shownError } from '../error/shown-error.ts';
import type { Limits } from '../operation/limits.ts';
import type { Graph } from '../operation/operation.ts';
import { PersistedQueries } from '../operation/persisted-queries.ts';
import { onlyQueries, prepare, type Prepared } from '../operation/prepared.ts';
import { AnswerCache } from './answer-cache.ts';
import type { Answer } from './kept-answer.ts';
import { Changing, type Sign } from './changing.ts';

/** A request by its GraphQL parameters, of the right types but not yet believed. */
export interface Question {
  query?: string;
  operationName?: string;
  variables?: Variables;
  extensions?: Record<string, unknown>;
}

/** Who asks, and how. */
export interface Asker {
  locale: Locale;
  requestId: string;
  viewer: Viewer;
  /** GET may ask, but change nothing. */
  readOnly: boolean;
  /** From where; asked for what changes something alone. */
  client: () => Client;
  /** The refresh token in a cookie of theirs, if there is one. */
  refreshToken?: string | undefined;
  /** Whether a browser keeps their tokens: then the answer says `cookie` in the place of each. */
  isInCookies: boolean;
}

export interface Answered extends Answer {
  locale: Locale;
  /** What happened to the session; undefined: nothing. */
  change?: SessionChange | undefined;
  /** Whether some of it was refused to somebody because their session does not hold any more. */
  isSessionOver?: boolean;
}

export interface AnswersOptions {
  graph: Graph;
  limits: Limits;
  /** Megabytes that kept answers may take; 0: none is kept. */
  keptMegabytes: number;
  introspection: boolean;
  sign: Sign;
  /** Who asks by an access token. Throws for one that does not hold. */
  viewerOf: (accessToken: string) => Promise<Viewer>;
  log: Log;
}

/** Memory of documents that are made ready, and what one takes for each character. */
const MOST_BYTES = 32 * 2 ** 20;
const CHARACTER_BYTES = 250;
const preparedDocuments = () =>
  new LRUCache<string, Prepared>({
    maxSize: MOST_BYTES,
    sizeCalculation: (_, key) => key.length * CHARACTER_BYTES + 2_000,
  });
/** Roots whose anonymous answers may be kept: they say as of when they are, or change with a release only. */
const KEPT_ROOTS = new Set([
  'searchProducts',
  'searchCompanies',
  'suggest',
  'categories',
  'category',
  'privacyPolicy',
  '__typename',
]);

/** From a question to an answer: prepared, checked, run, and kept where that is allowed. */
export class Answers {
  readonly #options: AnswersOptions;
  readonly #persisted = new PersistedQueries();
  readonly #prepared = preparedDocuments();
  readonly #inner = preparedDocuments();
  readonly #cache: AnswerCache | null;

  constructor(options: AnswersOptions) {
    this.#options = options;
    const ports = [...options.graph.ports.values()];
    const isTold = ports.every((port) => port.onHidden);
    this.#cache = isTold && options.keptMegabytes > 0 ? new AnswerCache(options.keptMegabytes * 2 ** 20) : null;
    for (const port of ports) port.onHidden?.(() => this.#cache?.forget());
  }

  /** Throws a Refusal for what is not executed at all. */
  async answer(question: Question, asker: Asker): Promise<Answered> {
    const query = this.#persisted.resolve(question.query, question.extensions);
    const prepared = this.#prepare(query, question.operationName, asker.readOnly);
    if (asker.readOnly && prepared.kind !== 'query') throw onlyQueries();
    const given = question.variables ?? {};
    const variables = prepared.coerce(given);
    const cost = prepared.cost(variables);
    if (cost > this.#options.limits.cost) {
      throw new Refusal(
        'TOO_EXPENSIVE',
        `Expected an operation that costs at most ${this.#options.limits.cost} points, got ${cost}. Ask for smaller pages or fewer fields.`,
      );
    }
    const locale = prepared.localeOf(variables) ?? asker.locale;
    const values = { ...given, ...variables };
    if (prepared.kind === 'mutation') return { ...(await this.#change(prepared, values, locale, asker)), locale };
    if (!this.#cache || asker.viewer.kind !== 'anonymous' || !keepable(prepared))
      return { ...(await this.#read(prepared, values, locale, asker)), locale };
    const compute = () => this.#readToKeep(prepared, values, locale, asker);
    const key = `${locale} ${prepared.number} ${JSON.stringify(variables)}`;
    const kept = this.#cache.get(key) ?? (await this.#cache.answer(key, compute));
    return { ...kept, locale };
  }

  #prepare(query: string, operationName: string | undefined, readOnly: boolean): Prepared {
    const key = operationName === undefined ? query : `${operationName}\0${query}`;
    let prepared = this.#prepared.get(key);
    if (!prepared)
      this.#prepared.set(
        key,
        (prepared = prepare(query, operationName, {
          ...this.#options,
          readOnly,
          inner: (text) => this.#runnerOf(text),
        })),
      );
    return prepared;
  }

  /** Documents that the gateway wrote itself are known to be within the limits of the one that they came from. */
  #runnerOf(query: string): Prepared['run'] {
    let prepared = this.#inner.get(query);
    if (!prepared) {
      const limits: Limits = {
        tokens: 200_000,
        depth: 50,
        fields: 200_000,
        aliases: 200_000,
        rootFields: 20_000,
        changes: 0,
        directives: 200_000,
        directivesInOnePlace: 200_000,
        cost: Infinity,
      };
      this.#inner.set(
        query,
        (prepared = prepare(query, undefined, {
          ...this.#options,
          readOnly: false,
          limits,
          inner: (text) => this.#runnerOf(text),
        })),
      );
    }
    return prepared.run;
  }

  /** With what is said of how long it holds, where that is said of every field at the root. */
  async #readToKeep(prepared: Prepared, variables: Variables, locale: Locale, asker: Asker): Promise<Answer> {
    const standings: Standing[] = [];
    const answer = await this.#read(prepared, variables, locale, asker, (standing) => standings.push(standing));
    return standings.length === prepared.fields ? { ...answer, standings } : answer;
  }

  async #read(
    { run }: Prepared,
    variables: Variables,
    locale: Locale,
    { viewer, requestId }: Asker,
    stands?: Stands,
  ): Promise<Answer & Pick<Answered, 'isSessionOver'>> {
    const { sign, log } = this.#options;
    const result = await run(variables, { call: { statement: await sign(viewer), locale, requestId, stands } });
    return { ...rendered(result, requestId, log), isSessionOver: isOver(result, viewer) };
  }

  async #change(
    { run }: Prepared,
    variables: Variables,
    locale: Locale,
    { viewer, requestId, client, refreshToken, isInCookies }: Asker,
  ): Promise<Answer & Pick<Answered, 'change' | 'isSessionOver'>> {
    const parts = { ...this.#options, client: client() };
    const changing = await Changing.by(viewer, { locale, requestId, refreshToken }, parts);
    const result = await run(variables, changing);
    const { change } = changing;
    const hidden = isInCookies && change ? [change.accessToken, change.refreshToken] : [];
    return { ...rendered(result, requestId, parts.log, hidden), change, isSessionOver: isOver(result, viewer) };
  }
}

const keepable = ({ roots, kind }: Prepared): boolean =>
  kind === 'query' && [...roots].every((root) => KEPT_ROOTS.has(root));

/** Somebody signed in is told UNAUTHENTICATED for one reason alone. */
const isOver = ({ errors }: { errors?: readonly GraphQLFormattedError[] }, { kind }: Viewer): boolean =>
  kind === 'account' && (errors ?? []).some(({ extensions }) => extensions?.['code'] === 'UNAUTHENTICATED');

/** @param hidden texts in the place of which the answer says `cookie` */
function rendered({ data, errors }: ExecutionResult, requestId: string, log: Log, hidden: string[] = []): Answer {
  const shown = (_: string, value: unknown) => (hidden.includes(value as string) ? IN_COOKIE : value);
  const json = (body: object) => JSON.stringify(body, hidden.length > 0 ? shown : undefined);
  if (!errors?.length) return { status: 200, body: json({ data }), clean: true };
  const faults = errors.map((error) => shownError(error, requestId, log));
  return { status: 200, body: json({ errors: faults, data: data ?? null }), clean: false };
}
