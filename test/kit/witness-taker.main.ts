import { createPublicKey } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { FileWitness } from '../../subgraphs/privacy/audit/file.witness.ts';
import { WitnessRefusal } from '../../subgraphs/privacy/audit/witness.ts';

/** A process that offers heads (`OFFERS`: a JSON file of `[signed, from, proof in hex]`) to a witness's folder, and says how each went. */
const { OFFERS, WITNESS_DIR, WITNESS_SIGNING_KEY, AUDIT_PUBLIC_KEY } = process.env;
const logKey = createPublicKey(AUDIT_PUBLIC_KEY!);
const witness = new FileWitness({ folder: WITNESS_DIR!, witnessKey: WITNESS_SIGNING_KEY!, logKey });
const offers = JSON.parse(await readFile(OFFERS!, 'utf8')) as [string, number, string[]][];
for (const [signed, from, proof] of offers) {
  const hashes = proof.map((hash) => Buffer.from(hash, 'hex'));
  const went = await witness.take(signed, from, hashes).then(
    () => 'taken',
    (error: Error) => (error instanceof WitnessRefusal ? error.code : error.message),
  );
  process.stdout.write(`${went}\n`);
}
