import type { ChunkedFileStore } from '../../../kit/files/chunked.file-store.ts';
import { fencesOf } from '../../../kit/fence/fences.ts';
import { DeclaredParticipant } from '../../../kit/participation/declared-participant.ts';
import { storesOf, type Kept } from '../../../kit/participation/declared-places.ts';
import type { Participant, PersonFile } from '../../../kit/participation/participant.ts';
import type { InquiryMessage } from '../inquiry-message/inquiry-message.record.ts';
import { Mentions } from '../mention/mentions.ts';
import type { Restricting } from '../restriction/restricting.ts';
import type { PersonProof } from '../sign-in/person-proof.ts';
import { CompanyFates } from './company-fates.ts';
import { companyRemains } from './company-remains.ts';
import { Identity, type IdentityParts } from './identity.ts';

export interface MemberParticipantParts extends IdentityParts, Kept {
  documentFiles: PersonFileStore;
  inquiryFiles: PersonFileStore;
  restricting: Restricting;
  personProof: PersonProof;
}

type PersonFileStore = Pick<ChunkedFileStore, 'open' | 'empty' | 'remove'>;

const BY_AUTHOR = { collection: 'inquiryMessages', subjectPath: 'authors[].authorRef' } as const;

/** A record that is of one file, and says so beside it. */
const itself = ({ fileId, filename, contentType, byteSize }: PersonFile): PersonFile[] => [
  { fileId, filename, contentType, byteSize },
];

/**
 * The part that member takes in the rights of people. What somebody wrote to the other side of a thread is sealed under the thread's key, and
 * theirs: they get it with its files, and not what the other side wrote. Documents that they handed in are theirs likewise, whomever these name.
 */
export function memberParticipant(parts: MemberParticipantParts): Participant {
  const { connection, events, keyring, log, documentFiles, inquiryFiles, restricting, personProof } = parts;
  const documents = { store: documentFiles, bucket: 'documentFiles' };
  const [fates, mentions] = [new CompanyFates(parts), new Mentions(parts)];
  return new DeclaredParticipant({
    name: 'member',
    stores: storesOf('member', parts),
    keyring,
    log,
    identify: new Identity(parts).identify,
    restriction: restricting,
    prove: (given) => personProof.prove(given),
    along: [{ ...BY_AUTHOR, paths: ['body', 'attachments[].filename', 'messageId', 'at'] }],
    files: [
      { collection: 'documents', subjectPath: 'subjectRef', fileIdPath: 'fileId', of: itself, store: documentFiles },
      { collection: 'uploads', subjectPath: 'subjectRef', fileIdPath: 'fileId', of: itself, store: documentFiles },
      {
        ...BY_AUTHOR,
        fileIdPath: 'attachments[].fileId',
        of: ({ attachments }: InquiryMessage) => attachments.flatMap(itself),
        store: inquiryFiles,
      },
    ],
    erasing: {
      connection,
      fences: [fencesOf(connection), fencesOf(events)],
      buckets: [documents, { store: inquiryFiles, bucket: 'inquiryFiles' }],
      linked: [
        { ...documents, collection: 'documents', fileIdPath: 'fileId', keyPath: 'fileRef' },
        { ...documents, collection: 'uploads', fileIdPath: 'fileId', keyPath: 'fileRef' },
      ],
      own: {
        companies: (references) => fates.of(references),
        mentions: (references) => mentions.find(references),
        redact: async (references, mention) => ({ changed: (await mentions.redact(mention, references)) ? 1 : 0 }),
        places: companyRemains({ connection, events, keyring }),
      },
    },
  });
}
