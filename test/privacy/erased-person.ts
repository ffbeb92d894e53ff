import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ErasureTarget } from '../../kit/participation/erasing.ts';
import { filledWorld } from '../canary/filled-world.ts';
import { canary } from '../canary/canary.ts';
import type { Planting, Writer } from '../canary/planting.ts';
import { filesIn, recover, recoverFrom } from '../canary/recovery.ts';
import { scan, scanBytes, without, type Hit } from '../canary/scan.ts';
import type { People } from '../canary/written-by-people.ts';
import { erasingIn, type ErasingHere } from '../kit/erasing.ts';
import { SearchableDirectory } from '../kit/searchable-directory.ts';
import { placesThatAreSealed } from './sealed-places.ts';

const CONTROL = 900_000;
/** Versions of before, which the server compresses whatever it is told, so that numbers are cut in the middle. All of it went through the journal. */
const HISTORY = 'WiredTigerHS.wt';
type Kept = Map<string, string>;
type Written = Planting['written'][number];

/** What is read of her, by why it is there: nothing is to be left elsewhere. */
export interface Read {
  /** The file of her case, which the law asks to keep. */
  caseFile: readonly Written[];
  /** What she wrote to the other side of a thread, with its file. */
  otherSide: readonly Written[];
  /** What mails told others, whose keys live: deleted bytes, until the database writes over them. */
  told: readonly Written[];
  elsewhere: readonly Written[];
  hers: number;
  others: number;
}
/** Her company’s name and her own, as those read them whom she invited, or asked. */
const TOLD_BY_MAIL = ['member.companyHistory.before', 'member.companies.name.', 'member.inquiries.buyers[].name'];

/** Ayşe, a sole trader, member and guest, whose every field is a canary, and the others with whom she shares company, threads and lists. */
export class ErasedPerson {
  /** What she and the others are stored under, as long as they are. */
  ayse!: ErasureTarget;
  bystanders!: string[];

  private constructor(
    readonly directory: SearchableDirectory,
    readonly people: People,
    readonly planting: Planting,
    readonly here: ErasingHere,
  ) {}

  static async written(): Promise<ErasedPerson> {
    const directory = await SearchableDirectory.start();
    await directory
      .db('control')
      .collection('controls')
      .insertOne({ planted: canary(CONTROL) });
    const { people, planting } = await filledWorld(directory.world);
    const here = await erasingIn(directory.world);
    const all = new ErasedPerson(directory, people, planting, here);
    all.ayse = await here.target(people.ayse.email);
    const own = new Set(all.ayse.references.map(({ ref }) => ref));
    const others = await Promise.all(
      [people.bora.email, people.cem.email, people.deniz].map((one) => here.target(one)),
    );
    const known = others.flatMap(({ references }) => references.map(({ ref }) => ref));
    all.bystanders = known.filter((ref) => !own.has(ref));
    return all;
  }

  canariesOf = (owner: Writer) =>
    this.planting.written.map(({ text }) => text).filter((_, number) => this.ownerOf(number) === owner);
  ownerOf = (number: number) => this.planting.written[number]?.owner;

  /** Canaries of hers in what was found, by where; forms that hide whose they are count as hers. Throws when the control was not found. */
  hers(hits: readonly Hit[]): string[] {
    const found = without(CONTROL, hits).filter(({ number }) => number === null || this.ownerOf(number) === 'ayse');
    return [...new Set(found.map(({ file, form, number }) => `${file} ${form} ${number ?? ''}`))];
  }

  /** Canaries in the files of the database that are declared to be sealed, whoever's they are, by where. */
  async sealedInFiles(): Promise<string[]> {
    const sealed = placesThatAreSealed();
    const hits = without(CONTROL, await scan(this.directory.files('mongod')));
    const found = hits.filter(({ file, number }) => {
      if (file === HISTORY) return false;
      const one = number === null ? undefined : this.planting.written[number];
      return one === undefined || one.places.some((place) => sealed.has(place));
    });
    return [...new Set(found.map(({ file, form, number }) => `${file} ${form} ${number ?? ''}`))];
  }

  async inDocuments(): Promise<string[]> {
    const all = await this.directory.documents();
    return this.hers(all.flatMap(({ place, bytes }) => scanBytes(bytes, place)));
  }

  /** The same in texts of any other origin, with a control of their own. */
  in(texts: readonly string[], where: string): string[] {
    return this.hers(scanBytes(Buffer.from([...texts, canary(CONTROL)].join('\n')), where));
  }

  /** The same in all that the search engine has on its disk, tasks too. Throws when it does not find who is there to be found. */
  async inEngine(): Promise<string[]> {
    const hits = await scan(this.directory.files('meilisearch'));
    const found = hits.some(({ number }) => number !== null && this.ownerOf(number) === 'cem');
    if (!found) throw new Error('Expected the scan to find a company that is shown.');
    return this.hers([...hits, { file: 'control', form: 'as it is', number: CONTROL }]);
  }

  /** What is read with every file and the keys in force, deleted bytes too. */
  async readInFiles(): Promise<Read> {
    const { directory } = this;
    const { subjects, wrapping } = directory.keyFolders;
    const folders = [directory.files('mongod'), directory.files('meilisearch'), subjects];
    const { recovered } = await recover({ folders, wrappingSecrets: [await readFile(join(wrapping, 'epoch-1.key'))] });
    return this.#read(recovered);
  }

  /** The same of documents that are there. */
  async readInDocuments(): Promise<Read> {
    const { subjects, wrapping } = this.directory.keyFolders;
    const stored = (await this.directory.documents()).map(({ bytes }) => bytes);
    const secrets = [await readFile(join(wrapping, 'epoch-1.key'))];
    return this.#read(recoverFrom([...stored, ...(await filesIn(subjects))], secrets).recovered);
  }

  #read(texts: readonly string[]): Read {
    const found = this.planting.written.filter(({ text }) => texts.includes(text));
    const hers = found.filter(({ owner }) => owner === 'ayse');
    const within = (...of: string[]) =>
      hers.filter(({ places }) => places.some((place) => of.some((one) => place.startsWith(one))));
    const [caseFile, otherSide] = [
      within('privacy.privacyCases.'),
      [...within('member.inquiryMessages.'), ...hers.filter(({ places }) => places.length === 0)],
    ];
    const told = within(...TOLD_BY_MAIL);
    const named = new Set([...caseFile, ...otherSide, ...told]);
    const elsewhere = hers.filter((one) => !named.has(one));
    return { caseFile, otherSide, told, elsewhere, hers: hers.length, others: found.length - hers.length };
  }

  /** Documents about the others alone, each as its bytes. */
  async ofOthers(): Promise<Kept> {
    const hers = [...this.ayse.references.map(({ ref }) => ref), ...this.ayse.companies.map((one) => one.companyId)];
    const names = (bytes: Buffer, refs: readonly string[]) => refs.some((ref) => bytes.includes(ref));
    const all = await this.directory.documents();
    const others = all.filter(({ bytes }) => names(bytes, this.bystanders) && !names(bytes, hers));
    return new Map(others.map(({ place, id, bytes }) => [`${place} ${id}`, bytes.toString('base64')]));
  }

  async close(): Promise<void> {
    await this.here.close();
    await this.people.colleagues.close();
    await this.directory.close();
  }
}
