import type { ClientSession } from 'mongoose';

/** A document that was uploaded for a claim. */
export interface TakenDocument {
  fileId: string;
  contentType: string;
  byteSize: number;
  /** As whoever uploaded it named it. */
  filename: string;
}

/** Where evidence comes from and is kept: sealed, never public. */
export interface EvidenceFiles {
  /** Keeps what was uploaded for this company. Null: it is absent, foreign, of another kind, or its time is over. */
  take(
    uploadId: string,
    whose: { kind: 'CLAIM_EVIDENCE'; companyId: string },
    session: ClientSession,
  ): Promise<TakenDocument | null>;
  /** For good, and its bytes. Nothing happens when there is none. */
  remove(fileId: string): Promise<void>;
}
