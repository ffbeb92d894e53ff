import type { z } from 'zod';
import { OtherDeclaration } from './erasing.ts';
import type { Participant, PersonRecord } from './participant.ts';
import { ASKED, exportLine, TOLD, type ParticipationVerb } from './participation-messages.ts';
import { UnstatedParticipation, type VerifyParticipation } from './participation-statement.ts';

/** A call as it arrives. */
export interface ParticipationAsked {
  verb: string;
  statement: string | undefined;
  body: string;
}

export interface ParticipationAnswer {
  /** 200; 204: there is no such file; 400, 401, 404: not understood, not stated, no such verb; 409: planned by another declaration. */
  status: number;
  contentType: 'application/json' | 'application/x-ndjson' | 'application/octet-stream';
  body: AsyncIterable<Uint8Array> | string;
}

/** The way to a participant: in the same process, or over HTTP. */
export type ParticipationWay = (asked: ParticipationAsked) => Promise<ParticipationAnswer>;

type Taken<Verb extends ParticipationVerb> = z.infer<(typeof ASKED)[Verb]>;
type Verbs = {
  [Verb in ParticipationVerb]: (participant: Participant, taken: Taken<Verb>) => Promise<ParticipationAnswer>;
};

const VERBS: Verbs = {
  describe: async (participant) => json(TOLD.describe.parse(await participant.describe())),
  identify: async (participant, sought) => json(TOLD.identify.parse(await participant.identify(sought))),
  count: async (participant, { references }) => json(TOLD.count.parse(await participant.count(references))),
  export: async (participant, { references }) => ({
    status: 200,
    contentType: 'application/x-ndjson',
    body: linesFor(participant.export(references)),
  }),
  file: async (participant, { references, fileId }) => {
    const body = await participant.file(references, fileId);
    return { status: body ? 200 : 204, contentType: 'application/octet-stream', body: body ?? '' };
  },
  prove: async (participant, given) =>
    participant.prove
      ? json(TOLD.prove.parse(await participant.prove(given)))
      : refused(404, 'Expected a participant that keeps accounts.'),
  restrict: async (participant, { references, reason, until }) =>
    json(TOLD.restrict.parse(await participant.restrict(references, reason, until))),
  lift: async (participant, { references, reason }) =>
    json(TOLD.lift.parse(await participant.lift(references, reason))),
  companies: async (participant, { references }) =>
    participant.companies
      ? json(TOLD.companies.parse(await participant.companies(references)))
      : refused(404, 'Expected a participant that keeps companies.'),
  mentions: async (participant, { references }) =>
    participant.mentions ? json(TOLD.mentions.parse(await participant.mentions(references))) : refused(404, NO_LETTERS),
  redact: async (participant, { references, mention }) =>
    participant.redact
      ? json(TOLD.redact.parse(await participant.redact(references, mention)))
      : refused(404, NO_LETTERS),
  foresee: async (participant, { target }) => json(TOLD.foresee.parse(await participant.foresee(target))),
  fence: async (participant, { target }) => json(TOLD.fence.parse(await participant.fence(target))),
  drain: async (participant, { target }) => json(TOLD.drain.parse(await participant.drain(target))),
  unindex: async (participant, { target }) => json(TOLD.unindex.parse(await participant.unindex(target))),
  erase: async (participant, { target }) => json(TOLD.erase.parse(await participant.erase(target))),
  shred: async (participant, { references }) => json(TOLD.shred.parse(await participant.shred(references))),
  purge: async (participant, { target }) => json(TOLD.purge.parse(await participant.purge(target))),
  verify: async (participant, { target }) => json(TOLD.verify.parse(await participant.verify(target))),
};
const NO_LETTERS = 'Expected a participant where people write to each other.';

/** Answers calls in the name of a participant: whoever calls, and by whichever way, is the privacy subgraph or gets nothing. */
export const participationDesk =
  (participant: Participant, verify: VerifyParticipation): ParticipationWay =>
  async ({ verb, statement, body }) => {
    try {
      await verify(statement, { audience: participant.name, verb, body });
    } catch (error) {
      if (error instanceof UnstatedParticipation) return refused(401, error.message);
      throw error;
    }
    if (!isVerb(verb)) return refused(404, `Expected one of ${Object.keys(VERBS).join(', ')}.`);
    const taken = takenFrom(verb, body);
    if (taken === null) return refused(400, `Expected the message of ${verb}, got another one.`);
    try {
      return await (VERBS[verb] as (participant: Participant, taken: unknown) => Promise<ParticipationAnswer>)(
        participant,
        taken,
      );
    } catch (error) {
      if (error instanceof OtherDeclaration) return { ...json({ refused: 'OTHER_DECLARATION' }), status: 409 };
      throw error;
    }
  };

const isVerb = (verb: string): verb is ParticipationVerb => Object.hasOwn(VERBS, verb);

function takenFrom(verb: ParticipationVerb, body: string): unknown {
  try {
    return ASKED[verb].parse(JSON.parse(body));
  } catch {
    return null;
  }
}

const json = (answer: unknown): ParticipationAnswer => ({
  status: 200,
  contentType: 'application/json',
  body: JSON.stringify(answer),
});

const refused = (status: number, message: string): ParticipationAnswer => ({ ...json({ message }), status });

async function* linesFor(records: AsyncIterable<PersonRecord>): AsyncGenerator<Uint8Array> {
  let count = 0;
  for await (const record of records) {
    count += 1;
    yield lineOf(exportLine.parse({ record }));
  }
  yield lineOf({ end: count });
}

const lineOf = (line: z.infer<typeof exportLine>): Uint8Array => Buffer.from(`${JSON.stringify(line)}\n`);
