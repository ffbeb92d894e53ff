import { randomBytes } from 'node:crypto';
import type { Connection } from 'mongoose';
import { invalidInput, notAllowed, type InvalidInput, type NotAllowed } from '../../../kit/graphql/problems.ts';
import type { Idempotency, Outcome } from '../../../kit/idempotency/idempotency.ts';
import type { Keyring } from '../../../kit/sealing/keyring.ts';
import { seal } from '../../../kit/sealing/sealed-value.ts';
import { createTicketSigner, nameBound } from '../../../kit/upload/upload-ticket.ts';
import type { Viewer } from '../../../kit/viewer/viewer.ts';
import { accountOf, actingMember, type ActingMember } from '../../../schema/events/acting-member.ts';
import { UPLOAD_KINDS, type UploadKindName } from '../../../schema/events/upload-kinds.ts';

export interface Announced {
  kind: UploadKindName;
  filename: string;
  contentType: string;
  byteSize: number;
  idempotencyKey: string;
}

export interface Ticket {
  uploadId: string;
  signed: string;
  expiresAt: Date;
}

export interface UploadTicketsParts {
  events: Connection;
  idempotency: Idempotency;
  keyring: Keyring;
  /** Ed25519, PKCS #8 PEM. */
  sessionKey: string;
  now?: () => Date;
}

const LONGEST_NAME = 200;
/** Neither part of a path nor a character that cannot be seen. */
const NAME = /^[^\p{C}/\\]+$/u;

/** Gives out the right to upload, to owners and editors of a company. Nothing but the request's key is stored. */
export class UploadTickets {
  readonly #parts: UploadTicketsParts;
  readonly #sign: ReturnType<typeof createTicketSigner>;

  constructor(parts: UploadTicketsParts) {
    this.#parts = parts;
    this.#sign = createTicketSigner(parts.sessionKey);
  }

  /** The reference is the upload's id: a repeat within the life of the key gets a fresh ticket for it. */
  async announce(viewer: Viewer, input: Announced): Promise<Outcome<InvalidInput | NotAllowed>> {
    accountOf(viewer);
    const intention = { viewer, mutation: 'createUpload', key: input.idempotencyKey, input };
    return this.#parts.idempotency.once<InvalidInput | NotAllowed>(intention, async () => {
      const member = await this.#mayUpload(viewer);
      if (!('accountId' in member)) return member;
      return faultIn(input) ?? { reference: randomBytes(12).toString('hex') };
    });
  }

  /** Whoever may no longer upload gets none, whatever was announced before. */
  async ticket(viewer: Viewer, uploadId: string, input: Announced): Promise<Ticket | NotAllowed> {
    const { sessionId } = accountOf(viewer);
    const member = await this.#mayUpload(viewer);
    if (!('accountId' in member)) return member;
    const { accountId, subjectRef, companyId } = member;
    const { kind, contentType, byteSize, filename } = input;
    const { to } = UPLOAD_KINDS[kind];
    const name = await this.#sealed(filename, subjectRef, uploadId);
    const now = (this.#parts.now ?? (() => new Date()))();
    const claims = { uploadId, to, kind, accountId, sessionId, subjectRef, companyId, byteSize, contentType, name };
    return { uploadId, ...(await this.#sign(claims, now)) };
  }

  async #mayUpload(viewer: Viewer): Promise<ActingMember | NotAllowed> {
    const member = await actingMember(this.#parts.events, viewer);
    if (!member)
      return notAllowed('NO_COMPANY', 'Expected somebody who acts for a company. Register one, or be invited.');
    return member.role === 'VIEWER'
      ? notAllowed(
          'VIEWER_ONLY',
          'Expected an owner or an editor of the company, got somebody who only reads. Ask an owner.',
        )
      : member;
  }

  async #sealed(filename: string, subjectRef: string, uploadId: string): Promise<string> {
    const { keyring } = this.#parts;
    await keyring.create([subjectRef]);
    const key = (await keyring.keysOf([subjectRef])).get(subjectRef)!;
    return seal(Buffer.from(filename.normalize('NFC')), key, nameBound(uploadId)).toString('base64url');
  }
}

function faultIn({ kind, filename, contentType, byteSize }: Announced): InvalidInput | null {
  const { contentTypes, mostBytes } = UPLOAD_KINDS[kind];
  const length = filename.length;
  if (length < 1 || length > LONGEST_NAME || !NAME.test(filename) || filename === '.' || filename === '..')
    return invalidInput(
      'filename',
      `Expected a file name of 1 to ${LONGEST_NAME} visible characters without a path, got ${length > LONGEST_NAME ? `${length} characters` : 'another'}. Shorten it.`,
    );
  if (!(contentTypes as readonly string[]).includes(contentType))
    return invalidInput(
      'contentType',
      `Expected one of ${contentTypes.join(', ')}, got another. Save the file as one of these.`,
    );
  if (byteSize < 1 || byteSize > mostBytes)
    return invalidInput('byteSize', `Expected 1 to ${mostBytes} bytes, got ${byteSize}. Make the file smaller.`);
  return null;
}
