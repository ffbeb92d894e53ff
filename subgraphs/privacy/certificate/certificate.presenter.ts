import type { ErasureCertificate } from './certificate.type.ts';
import type { Residual } from './erasure-certificate.ts';

/** A certificate as it was issued, and what it says is left. */
export interface IssuedCertificate {
  issuedAt: Date;
  document: string;
  residuals: readonly Residual[];
}

export const presentCertificate = ({ issuedAt, document, residuals }: IssuedCertificate): ErasureCertificate => ({
  issuedAt,
  document,
  residuals: residuals.map(({ kind, until, reason }) => ({ kind, until: until ? new Date(until) : null, reason })),
});
